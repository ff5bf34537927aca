"""Lateness of the window's loop while its page Monitor shows how everything of 10,000 projects is looked at."""

from tests.bench.child import numbers_of
from tests.bench.figure import Figure
from tests.bench.lateness import p99, shown

_P99_GOAL_MS, _MEMORY_GOAL_MIB = 10.0, 300.0


async def measure() -> list[Figure]:
    """Return the 99th percentile, and the memory of the window with its monitor."""
    seen = await numbers_of("probe_window_monitor")
    return [
        Figure("window-monitor-10000-lateness-p99", p99(seen["late_ms"]), "ms", _P99_GOAL_MS, shown(seen)),
        Figure("window-monitor-10000-memory", seen["mib"], "MiB", _MEMORY_GOAL_MIB, {"both_sides": "within"}),
    ]
