"""How many merge requests each project has, and which numbers of the instance they bear."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from wizard.lab.gitlab.world.chance import pick

_FIXED: Final = {1: 30, 4: 560}
"""Projects that have the same number in every world; 4 has more than one first sync may carry."""
SMALLEST_TOTAL: Final = 1000
_FALL: Final = 0.7
"""How fast projects get smaller by rank: of 10,000 the largest holds two of a hundred merge requests."""


class Sizes:
    """Merge requests by project; numbers are given project after project."""

    def __init__(self, seed: int, projects: int, total: int = 0) -> None:
        """Take `total` merge requests in all; without it each project has between 4 and 32."""
        counts = _shared(seed, projects, total) if total else (_few(seed, one) for one in range(1, projects + 1))
        self._ends: Final = [0, *accumulate(counts)]

    @property
    def total(self) -> int:
        return self._ends[-1]

    def count(self, project_id: int) -> int:
        return self._ends[project_id] - self._ends[project_id - 1]

    def before(self, project_id: int) -> int:
        """Return how many the projects with lower numbers have together."""
        return self._ends[project_id - 1]

    def project_of(self, number: int) -> int:
        """Return the project of the merge request with this number of the instance."""
        return bisect_left(self._ends, number)


def _few(seed: int, project_id: int) -> int:
    return _FIXED.get(project_id, 4 + pick(seed, "requests", project_id) % 29)


def _shared(seed: int, projects: int, total: int) -> Iterator[int]:
    """Share the total out: few projects have most of it, as in a company that has grown."""
    ranked = sorted(
        (one for one in range(1, projects + 1) if one not in _FIXED), key=lambda one: pick(seed, "rank", one)
    )
    fixed = {one: count for one, count in _FIXED.items() if one <= projects}
    left = total - sum(fixed.values())
    weights = [(rank + 1) ** -_FALL for rank in range(len(ranked))]
    share = left / sum(weights)
    parts = [int(one * share) for one in weights]
    parts[0] += left - sum(parts)
    counts = fixed | dict(zip(ranked, parts, strict=True))
    return (counts[one] for one in range(1, projects + 1))
