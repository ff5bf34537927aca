"""How many things of a kind each issue must show, and how many it was seen to show."""

from __future__ import annotations  # array takes no type while the program runs

import asyncio
from array import array
from collections.abc import Iterator, Mapping

from wizard.domain.flow import Item, Kind
from wizard.monitor.history_rows import HISTORY, ProjectHistory
from wizard.monitor.values import Reason

_A_TURN = 10_000
"""Keys that are gone through without letting others work."""


class HistoryIndex:
    """All projects of the linked groups by key; keys are numbers here, names outside."""

    def __init__(self) -> None:
        self.projects: dict[int, ProjectHistory] = {}
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self.expected: dict[Kind, array[int]] = {kind: array("I") for kind in HISTORY}
        self.seen: dict[Kind, array[int]] = {kind: array("I") for kind in HISTORY}
        self.unknown: dict[int, Reason] = {}
        """Keys that lead to no issue that we may see."""
        self.absent: dict[tuple[Kind, int], int] = {}
        """How many of those expected a look at the panel did not find."""
        self.moved: dict[int, int] = {}
        """Keys of issues that were moved -> their key of today."""

    def number(self, key: str) -> int:
        """Return the number of a key; a new one for a key that was not met."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.names)
            self.names.append(key)
            for table in (*self.expected.values(), *self.seen.values()):
                table.append(0)
        return self.moved.get(found, found)

    def number_of(self, key: str) -> int | None:
        """Return the number of a key that was met."""
        found = self._numbers.get(key)
        return None if found is None else self.moved.get(found, found)

    def put(self, project: ProjectHistory) -> set[tuple[Kind, int]]:
        """Take a project in place of what was known of it; return the kinds and keys of which more is expected now."""
        before = self._counted(self.projects.get(project.id))
        after = self._counted(project)
        for (kind, key), count in before.items():
            self.expected[kind][key] -= count
        for (kind, key), count in after.items():
            self.expected[kind][key] += count
        self.projects[project.id] = project
        return {place for place, count in after.items() if count > before.get(place, 0)}

    def read_at(self, project: int) -> float | None:
        """Return when a project was read; None for one that was not."""
        held = self.projects.get(project)
        return None if held is None else held.read_at

    def holds(self, item: Item) -> bool:
        """Tell whether a thing was there when its project was read."""
        held = self.projects.get(item.project)
        rows = held.kinds.get(item.kind) if held is not None else None
        return rows is not None and item.id in rows.ids

    def reads(self, kind: Kind, project: int) -> bool:
        """Tell whether things of this kind were read of a project."""
        held = self.projects.get(project)
        return held is not None and kind in held.kinds

    def drop(self, number: int) -> None:
        """Forget a project that is gone."""
        for (kind, key), count in self._counted(self.projects.pop(number, None)).items():
            self.expected[kind][key] -= count
            self.absent.pop((kind, key), None)  # whose it was, nobody wrote down: the next look tells what is left

    def nothing_seen(self) -> array[int]:
        """Return a count of nothing for each key."""
        return array("I", bytes(4 * len(self.names)))

    def move(self, old: str, new: str) -> None:
        """Count what speaks of a moved issue under its key of today."""
        source, target = self._numbers[old], self.number(new)
        if source == target or source in self.moved:
            return
        for table in self.expected.values():
            table[target] += table[source]
            table[source] = 0
        self.moved[source] = target

    def wanted(self, kind: Kind, seen: array[int] | None = None) -> Iterator[tuple[int, int, int]]:
        """Give key, expected and seen of all keys that lead to an issue, as far as is known."""
        seen = self.seen[kind] if seen is None else seen
        for key, count in enumerate(self.expected[kind]):
            if count and key not in self.unknown:
                yield key, count, seen[key]

    async def totals(self) -> tuple[int, int]:
        """Return how many entries are expected, and how many of them are there by the counts."""
        expected = present = 0
        for kind in self.expected:
            for place, (key, count, seen) in enumerate(self.wanted(kind)):
                expected += count
                present += max(0, min(count - self.absent.get((kind, key), 0), seen))
                if place % _A_TURN == 0:
                    await asyncio.sleep(0)
        return expected, present

    async def uneven(self) -> tuple[list[tuple[Kind, int]], list[tuple[Kind, int]]]:
        """Return kinds and keys that show less than is expected, and those that show more: there something else could
        hide a gap.
        """
        short: list[tuple[Kind, int]] = []
        more: list[tuple[Kind, int]] = []
        for kind in self.expected:
            for place, (key, count, seen) in enumerate(self.wanted(kind)):
                if seen != count:
                    (short if seen < count else more).append((kind, key))
                if place % _A_TURN == 0:
                    await asyncio.sleep(0)
        return short, more

    def in_order(self) -> list[ProjectHistory]:
        """Return the projects in the order in which a first sync takes them."""
        return [self.projects[number] for number in sorted(self.projects)]

    def _counted(self, project: ProjectHistory | None) -> Mapping[tuple[Kind, int], int]:
        counts: dict[tuple[Kind, int], int] = {}
        for kind, rows in project.kinds.items() if project is not None else ():
            for key in rows.keys:
                place = (kind, self.moved.get(key, key))
                counts[place] = counts.get(place, 0) + 1
        return counts
