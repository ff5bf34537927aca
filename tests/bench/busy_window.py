"""Lateness of the window's loop while lab and checks run at full load, and the memory of the window at rest.

A precise timer of 5 ms ticks in the window's thread; what a tick comes later than that is the lateness. The lab is
another process; the checks run in the window's engine and on its page, round after round without pause. A process
that only sleeps is measured at the same time: what it is late is the system's, not the window's.
"""

import asyncio
import statistics
from collections.abc import Sequence

from tests.bench.child import numbers_of, running_lab
from tests.bench.figure import Figure

_BESIDE_S = 9.0
"""As long as the window takes from its start to the end of the load."""
_P99_GOAL_MS, _WORST_GOAL_MS, _MEMORY_GOAL_MIB = 10.0, 50.0, 130.0


async def measure() -> list[Figure]:
    """Return the 99th percentile and the worst of the lateness, and the memory at rest."""
    async with running_lab() as ready:
        seen, beside = await asyncio.gather(
            numbers_of("probe_busy_window", str(ready), "busy"), numbers_of("probe_beside", str(_BESIDE_S))
        )
    late, alone = seen["late_ms"], beside["late_ms"]
    raw = {
        "ticks": len(late),
        "rounds_of_checks": seen["rounds"],
        "median_ms": round(statistics.median(late), 2),
        "worst_ten_ms": [round(one, 1) for one in sorted(late)[-10:]],
        "own_work_in_them_ms": [round(own, 1) for _late, own in sorted(zip(late, seen["own_ms"], strict=True))[-10:]],
        **_own_work(seen["own_ms"]),
        "process_that_only_sleeps_p99_ms": round(statistics.quantiles(alone, n=100)[98], 2),
        "process_that_only_sleeps_worst_ms": round(max(alone), 1),
        "opening_the_page_ms": round(seen["open_page_ms"], 1),
    }
    return [
        *[await _without_answers(becomes) for becomes in ("stalled", "killed")],
        Figure("loop-lateness-p99", statistics.quantiles(late, n=100)[98], "ms", _P99_GOAL_MS, raw),
        Figure("loop-lateness-worst", max(late), "ms", _WORST_GOAL_MS),
        Figure("memory-idle", seen["idle_mib"], "MiB", _MEMORY_GOAL_MIB, {"after_the_load_mib": seen["loaded_mib"]}),
    ]


def _own_work(own_ms: Sequence[float]) -> dict[str, float]:
    """Return what the window's thread worked between two ticks: that hardly depends on what else the computer does."""
    return {
        "own_work_p99_ms": round(statistics.quantiles(own_ms, n=100)[98], 2),
        "own_work_worst_ms": round(max(own_ms), 2),
    }


async def _without_answers(becomes: str) -> Figure:
    """Return the worst lateness while the lab does not answer and the checks are cancelled and asked again."""
    async with running_lab() as ready:
        seen = await numbers_of("probe_busy_window", str(ready), becomes)
    late = seen["late_ms"]
    raw = {
        "ticks": len(late),
        "p99_ms": round(statistics.quantiles(late, n=100)[98], 2),
        **_own_work(seen["own_ms"]),
        "rounds_of_checks": seen["rounds"],
        "cancels": len(seen["cancel_ms"]),
        "worst_cancel_ms": round(max(seen["cancel_ms"], default=0.0), 1),
    }
    return Figure(f"loop-lateness-worst-lab-{becomes}", max(late), "ms", _WORST_GOAL_MS, raw)
