"""Lateness of the window's loop while a thousand places are planned on Review and made on Apply."""

from tests.bench.child import ProbeFailed, numbers_of, running_lab
from tests.bench.figure import Figure
from tests.bench.lateness import p99, shown

_PROJECTS = 1260
"""In the lab's largest group are a thousand of them."""
_P99_GOAL_MS = 10.0


async def measure() -> list[Figure]:
    """Return the 99th percentile of each of the two pages."""
    async with running_lab("--projects", str(_PROJECTS)) as ready:
        seen = await numbers_of("probe_window_places", str(ready))
    if seen["apply"]["went_on_to"] != "verify":
        raise ProbeFailed("Apply did not come to its end")
    return [
        Figure(
            f"thousand-places-{part}-lateness-p99", p99(of["late_ms"]), "ms", _P99_GOAL_MS,
            {**shown(of), "mib": round(of["mib"], 1)},
        )
        for part, of in seen.items()
    ]  # fmt: skip
