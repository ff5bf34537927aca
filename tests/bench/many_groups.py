"""The page of groups with ten thousand of them: how late the window is while they are read, filtered and scrolled."""

import statistics

from tests.bench.child import numbers_of, running_lab
from tests.bench.figure import Figure

_GROUPS = 10_000
_WORST_GOAL_MS = 50.0


async def measure() -> list[Figure]:
    """Return the worst lateness of each of the three."""
    async with running_lab("--groups", str(_GROUPS)) as ready:
        seen = await numbers_of("probe_many_groups", str(ready))
    return [
        Figure(
            f"groups-10000-{part}-worst",
            max(late),
            "ms",
            _WORST_GOAL_MS,
            {"ticks": len(late), "p99_ms": round(statistics.quantiles(late, n=100)[98], 2), "rows": seen["rows"]},
        )
        for part, late in seen["late_ms"].items()
    ]
