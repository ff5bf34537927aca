"""How much of each project and group is there, from counts that only know issues.

Several projects speak of one issue, and a count does not say whose things it counts. GitLab takes the projects in the
order of their ids, so what is there of an issue is laid to the first of them; what a look at a panel did not find is
laid to nobody.
"""

from __future__ import annotations  # array takes no type while the program runs

import asyncio
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.flow import Kind
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import ProjectHistory
from wizard.monitor.missing_book import MissingBook, Place
from wizard.monitor.values import GroupFlow, Light

_A_TURN = 50
"""Projects that are gone through without letting others work."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there of one project."""

    path: str
    expected: int
    present: int

    @property
    def done(self) -> bool:
        return self.present >= self.expected


@dataclass(slots=True)
class Progress:
    projects: list[Standing] = field(default_factory=list)
    """In the order in which a first sync takes them."""
    reached: int = 0
    """How many of them it has been at."""

    def ahead(self) -> int:
        """Return how much the sync is still to bring."""
        return sum(one.expected for one in self.projects[self.reached :])

    def done(self) -> int:
        """Return how many projects are through; one that expects nothing is when the sync has passed it."""
        return sum(one.done for one in self.projects[: self.reached])

    def group(self, path: str, light: Light) -> GroupFlow:
        within = [(place, one) for place, one in enumerate(self.projects) if one.path.startswith(f"{path}/")]
        return GroupFlow(
            path,
            light,
            len(within),
            sum(one.done and place < self.reached for place, one in within),
            sum(one.expected for _, one in within),
            sum(one.present for _, one in within),
        )


async def measure(index: HistoryIndex, book: MissingBook) -> Progress:
    """Return how far each project is by the counts."""
    left = {kind: array("I", seen) for kind, seen in index.seen.items()}
    progress = Progress()
    for place, project in enumerate(index.in_order()):
        standing = _standing(index, book, project, left)
        progress.projects.append(standing)
        if place % _A_TURN == 0:
            await asyncio.sleep(0)
    progress.reached = _reached(progress.projects)
    return progress


def _reached(projects: Sequence[Standing]) -> int:
    """Return the place before which most is there and after which most is not; single gaps and single newer things
    do not move it.
    """
    best = score = place = 0
    for number, one in enumerate(projects, start=1):
        score += 2 * one.present - one.expected
        if score >= best:
            best, place = score, number
    return place


def _standing(
    index: HistoryIndex, book: MissingBook, project: ProjectHistory, left: Mapping[Kind, array[int]]
) -> Standing:
    expected = present = 0
    some_absent = len(book) > 0
    for row in project.rows():
        key = index.moved.get(row.key, row.key)
        if key in index.unknown:
            continue
        expected += 1
        if some_absent and book.holds(Place(row.kind, project.id, row.id, index.names[row.key])):
            continue
        counts = left[row.kind]
        if counts[key] > 0:
            counts[key] -= 1
            present += 1
    return Standing(project.path, expected, present)


def light_of(standing: Standing, *, reached: bool) -> Light:
    """Return the lamp of one project."""
    if standing.done:
        return Light.OK if reached or standing.expected else Light.UNKNOWN
    return Light.BEHIND if standing.present or not reached else Light.BROKEN
