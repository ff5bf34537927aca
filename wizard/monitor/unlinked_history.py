"""What the history makes of groups that nobody linked: no sync will bring what is absent there."""

import asyncio
from collections.abc import Collection

from wizard.domain.flow import Kind
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_progress import Progress
from wizard.monitor.links import Links
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.values import Reason

_A_TURN, _PROJECTS_A_TURN = 500, 50
"""Rows, and projects with theirs, that are gone through without letting others work."""


class UnlinkedHistory:
    def __init__(self, links: Links, index: HistoryIndex, book: MissingBook) -> None:
        self._links, self._index, self._book = links, index, book
        self._before = frozenset[str]()
        """Groups that were not linked when it was asked last."""

    async def ask(self, asking: Asking, progress: Progress) -> bool:
        """Ask about each group of which something is absent, and again about those that were not linked.

        Return whether one was linked since: what was absent of it is to be counted anew.
        """
        numbers = {one.path: one.id for one in self._index.projects.values()}
        wanted: dict[str, int] = {}
        for place, one in enumerate(progress.projects):
            if one.path in numbers and (not one.done or self._links.is_unlinked(one.path)):
                wanted.setdefault(self._links.group_of(one.path), numbers[one.path])
            if place % _A_TURN == 0:
                await asyncio.sleep(0)
        for group, project in wanted.items():
            await self._links.look(asking, group, project)
        came = self._before - self._links.unlinked
        self._before = frozenset(self._links.unlinked)
        if came:
            await self._forget()
        return bool(came)

    async def bare(self, suspects: Collection[tuple[Kind, int]]) -> list[tuple[Kind, int]]:
        """Return those of the suspects that only groups expect which nobody linked, and of which nothing is shown."""
        if not self._links.unlinked:
            return []
        away, others = set[tuple[Kind, int]](), set[tuple[Kind, int]]()
        for place, project in enumerate(self._index.in_order()):
            mine = away if self._links.is_unlinked(project.path) else others
            mine.update((row.kind, self._index.moved.get(row.key, row.key)) for row in project.rows())
            if place % _PROJECTS_A_TURN == 0:
                await asyncio.sleep(0)
        return sorted(one for one in away.intersection(suspects) - others if not self._index.seen[one[0]][one[1]])

    async def _forget(self) -> None:
        """Expect what was absent of groups that are linked by now: the counts tell when it is there."""
        for number, place in enumerate(self._book.places()):
            held = self._book.get(place)
            if held is not None and held.reason is Reason.NOT_LINKED and not self._links.is_unlinked(held.project):
                self._book.clear(place)
                key = self._index.number_of(place.key)
                if key is not None:
                    self._index.absent.pop((place.kind, key), None)
            if number % _A_TURN == 0:
                await asyncio.sleep(0)
