"""One headless set-up by the program, as `run` does it, with everything imported before its time runs.

Called with the ready file of a lab at its start. Prints the milliseconds without waits and the person's tasks, and
what was sent, so that another client can send the same.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.answers import example
from tests.bench.watched import watched_desk
from wizard.app.commands._run_report import Report
from wizard.app.commands.run import Walk, Wishes


async def _measured(ready: dict[str, Any]) -> dict[str, object]:
    answers = example()
    began = time.perf_counter()
    async with watched_desk(ready) as (desk, world):
        wishes = Wishes(dry_run=False, yes=True, wait_s=0.0, prove_again=False, order_again=False)
        code = await Walk(desk, answers, wishes, Report(answers)).go()
        ended = time.perf_counter()
    if code:
        raise SystemExit(f"the set-up ended with {code}")
    total = ended - began
    return {"ms": (total - world.aside_s) * 1000, "aside_ms": world.aside_s * 1000, "steps": world.steps}


sys.stdout.write(json.dumps(asyncio.run(_measured(json.loads(Path(sys.argv[1]).read_text())))))
