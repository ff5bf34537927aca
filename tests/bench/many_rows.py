"""The page of what happened with a million rows: how late the window is while they are opened, scrolled, narrowed and
sorted.
"""

from tests.bench.child import numbers_of
from tests.bench.figure import Figure
from tests.bench.lateness_parts import figures_of

_ROWS = 1_000_000


async def measure() -> list[Figure]:
    """Return the worst lateness of each of the four."""
    return figures_of("activity-1000000", await numbers_of("probe_many_rows", str(_ROWS)))
