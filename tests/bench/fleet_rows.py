"""The page Prepare offline with a table of 10,000 instances: how late the window is while it is opened and judged,
scrolled and edited.
"""

from tests.bench.child import numbers_of
from tests.bench.figure import Figure
from tests.bench.lateness_parts import figures_of

_ROWS = 10_000


async def measure() -> list[Figure]:
    """Return the worst lateness of each of the three."""
    return figures_of("fleet-10000", await numbers_of("probe_fleet_rows", str(_ROWS)))
