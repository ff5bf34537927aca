"""Lateness of the window's loop while lab and checks run at full load, and the memory of the window at rest.

A precise timer of 5 ms ticks in the window's thread; what a tick comes later than that is the lateness. The lab is
another process; the checks run in the window's engine and on its page, round after round without pause.
"""

import statistics

from tests.bench.child import numbers_of, running_lab
from tests.bench.figure import Figure

_P99_GOAL_MS, _WORST_GOAL_MS, _MEMORY_GOAL_MIB = 10.0, 50.0, 130.0


async def measure() -> list[Figure]:
    """Return the 99th percentile and the worst of the lateness, and the memory at rest."""
    async with running_lab() as ready:
        seen = await numbers_of("probe_busy_window", str(ready), "busy")
    late = seen["late_ms"]
    raw = {
        "ticks": len(late),
        "rounds_of_checks": seen["rounds"],
        "median_ms": round(statistics.median(late), 2),
        "worst_ten_ms": [round(one, 1) for one in sorted(late)[-10:]],
        "opening_the_page_ms": round(seen["open_page_ms"], 1),
    }
    return [
        *[await _without_answers(becomes) for becomes in ("stalled", "killed")],
        Figure("loop-lateness-p99", statistics.quantiles(late, n=100)[98], "ms", _P99_GOAL_MS, raw),
        Figure("loop-lateness-worst", max(late), "ms", _WORST_GOAL_MS),
        Figure("memory-idle", seen["idle_mib"], "MiB", _MEMORY_GOAL_MIB, {"after_the_load_mib": seen["loaded_mib"]}),
    ]


async def _without_answers(becomes: str) -> Figure:
    """Return the worst lateness while the lab does not answer and the checks are cancelled and asked again."""
    async with running_lab() as ready:
        seen = await numbers_of("probe_busy_window", str(ready), becomes)
    late = seen["late_ms"]
    raw = {
        "ticks": len(late),
        "p99_ms": round(statistics.quantiles(late, n=100)[98], 2),
        "rounds_of_checks": seen["rounds"],
        "cancels": len(seen["cancel_ms"]),
        "worst_cancel_ms": round(max(seen["cancel_ms"], default=0.0), 1),
    }
    return Figure(f"loop-lateness-worst-lab-{becomes}", max(late), "ms", _WORST_GOAL_MS, raw)
