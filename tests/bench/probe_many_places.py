"""The Jira issue integration of all projects of a group, planned and applied by the program.

Called with the ready file of a lab at its start, and with `watched` to note what is sent. Prints the milliseconds of
plan and apply, and how much memory grew from the tenth part of the rows to the last.
"""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.answers import many_places
from tests.bench.watched import watched_desk
from wizard.journey.values import PlanRow


class Growth:
    """What the process held after the tenth part of the rows, and after the last."""

    def __init__(self, rows: int) -> None:
        self._done, self._rows = 0, rows
        self.mib = [0.0, 0.0]

    def row(self, row: PlanRow) -> None:
        if row.state == "done":
            self._done += 1
            if self._done in (self._rows // 10, self._rows):
                self.mib[self._done == self._rows] = _resident_mib()


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


async def _measured(ready: dict[str, Any], *, watched: bool) -> dict[str, object]:
    answers = many_places()
    async with watched_desk(ready) as (desk, world):
        if not watched:
            world.stop_watching()
        await desk.begin(answers)
        began = time.perf_counter()
        plan = await desk.make_plan(answers)
        planned, asked = time.perf_counter(), len(world.steps)
        growth = Growth(len(plan.rows))
        rows = await desk.apply(plan, growth.row)
        ended = time.perf_counter()
    states = {row.state for row in rows}
    if states != {"done"}:
        raise SystemExit(f"the places ended as {sorted(states)}")
    return {
        "plan_ms": (planned - began) * 1000, "apply_ms": (ended - planned) * 1000, "places": len(rows),
        "grown_mib": growth.mib[1] - growth.mib[0], "plan": world.steps[:asked], "apply": world.steps[asked:],
    }  # fmt: skip


def main() -> None:
    ready = json.loads(Path(sys.argv[1]).read_text())
    sys.stdout.write(json.dumps(asyncio.run(_measured(ready, watched="watched" in sys.argv))))


main()
