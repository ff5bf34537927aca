"""How many issues a Jira site starts with, project by project, and which of them the content of a GitLab speaks of.

Sizes and names are ours. Both sides read it, as people in both speak of the same issues; it holds no state.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import gcd

NAMED_PROJECTS = (("PLAT", "Platform", 240), ("DATA", "Data", 120))
FEWEST_ISSUES = sum(count for _, _, count in NAMED_PROJECTS)
_MOST_IN_A_PROJECT = 5_000
_GOLDEN = 0.6180339887


def project_sizes(issues: int) -> Sequence[tuple[str, str, int]]:
    """Return key, name and number of issues of the two named projects, and of as many more as hold `issues` in all."""
    sizes = list(NAMED_PROJECTS)
    left = issues - FEWEST_ISSUES
    while left > 0:
        number = len(sizes) + 1
        sizes.append((f"TEAM{number}", f"Team {number}", min(left, _MOST_IN_A_PROJECT)))
        left -= _MOST_IN_A_PROJECT
    return sizes


@dataclass(frozen=True)
class Spread:
    """Which issue each numbered thing speaks of, and back, without a table: numbers step through all issues evenly."""

    issues: int
    """Of the Jira site in all."""

    def place(self, number: int) -> int:
        """Return the place, among all issues, of the one that this number speaks of."""
        return number * self._step % self.total

    def by_project(self, values: Sequence[int]) -> Mapping[str, Sequence[int]]:
        """Return what stands in the order of all issues as a part for each project."""
        return {key: values[start : start + count] for key, (start, count) in self._projects.items()}

    def key(self, number: int) -> str:
        """Return the issue that this number speaks of; numbers may be negative."""
        place = self.place(number)
        project = bisect_right(self._starts, place) - 1
        return f"{self._sizes[project][0]}-{place - self._starts[project] + 1}"

    def numbers(self, key: str, first: int, last: int) -> Iterator[int]:
        """Return the numbers from `first` to `last` that speak of this issue, ascending; none for one made later."""
        place = self._place(key)
        if place is not None:
            begin = first + (place * self._back - first) % self.total
            yield from range(begin, last + 1, self.total)

    def _place(self, key: str) -> int | None:
        name, _, number = key.rpartition("-")
        if name not in self._projects:
            return None
        start, count = self._projects[name]
        return start + int(number) - 1 if 1 <= int(number) <= count else None

    @cached_property
    def _sizes(self) -> Sequence[tuple[str, str, int]]:
        return project_sizes(self.issues)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *accumulate(count for _, _, count in self._sizes)][:-1]

    @cached_property
    def _projects(self) -> Mapping[str, tuple[int, int]]:
        """Project key -> place of its first issue, and how many it has."""
        return {key: (start, count) for start, (key, _, count) in zip(self._starts, self._sizes, strict=True)}

    @cached_property
    def _back(self) -> int:
        """Return the step that leads back."""
        return pow(self._step, -1, self.total)

    @cached_property
    def total(self) -> int:
        return sum(count for _, _, count in self._sizes)

    @cached_property
    def _step(self) -> int:
        """Return about 0.618 of all, and without a common divisor: neighbours speak of issues far apart."""
        step = max(1, int(self.total * _GOLDEN))
        while gcd(step, self.total) > 1:
            step += 1
        return step
