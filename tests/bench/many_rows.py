"""The page of what happened with a million rows: how late the window is while they are opened, scrolled, narrowed and
sorted.
"""

import statistics

from tests.bench.child import numbers_of
from tests.bench.figure import Figure

_ROWS = 1_000_000
_WORST_GOAL_MS = 50.0


async def measure() -> list[Figure]:
    """Return the worst lateness of each of the four."""
    seen = await numbers_of("probe_many_rows", str(_ROWS))
    return [
        Figure(
            f"activity-1000000-{part}-worst",
            max(late),
            "ms",
            _WORST_GOAL_MS,
            {
                "ticks": len(late),
                "p99_ms": round(statistics.quantiles(late, n=100)[98], 2),
                "took_ms": round(seen["took_ms"][part]),
                "rows": seen["rows"],
            },
        )
        for part, late in seen["late_ms"].items()
    ]
