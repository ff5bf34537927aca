"""All checks of a route in a slow lab: how long they take, and what each of them asked when.

Called with the ready file of a lab whose answers come late. The first round finds everything new: names, connections,
contexts; that is the round that is counted.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.answers import example
from tests.bench.watched import watched_desk
from wizard import checks
from wizard.evidence.exchange import Exchange
from wizard.journey.values import Mark


async def _measured(ready: dict[str, Any]) -> dict[str, object]:
    answers = example()
    asked: list[tuple[str, float, float]] = []

    def kept(exchange: Exchange) -> None:
        task = asyncio.current_task()
        name = task.get_name().removeprefix("check ") if task else ""
        now = time.perf_counter()
        asked.append((name, now - exchange.total_ms / 1000, now))

    async with watched_desk(ready) as (desk, world):
        world.recorder.listen(kept)
        began = time.perf_counter()
        rows = await desk.run_checks(answers, lambda _row: None)
        ms = (time.perf_counter() - began) * 1000
    skipped = [row.id for row in rows if row.mark in (Mark.SKIPPED, Mark.FAILED)]
    if skipped:
        raise SystemExit(f"not every check could ask: {skipped}")
    needs = {check.id: list(check.needs) for check in checks.ALL}
    return {"ms": ms, "asked": asked, "needs": needs}


sys.stdout.write(json.dumps(asyncio.run(_measured(json.loads(Path(sys.argv[1]).read_text())))))
