"""Looks into the panels of issues that show too little, and names what is not there."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from wizard.domain.errors import Refused
from wizard.domain.flow import Kind
from wizard.domain.jira_presence import Shown
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import ProjectHistory, Row
from wizard.monitor.issues import AT_ONCE, Issues
from wizard.monitor.missing_book import MissingBook, Place
from wizard.monitor.panel_look import Panel, is_shown
from wizard.monitor.values import Missing, Reason

_A_TURN = 50
Why = Callable[[ProjectHistory, Row], Reason]


class Suspects:
    """Judges keys of the history; what is absent goes into the book."""

    def __init__(self, index: HistoryIndex, issues: Issues, panel: Panel, book: MissingBook) -> None:
        self._index, self._issues, self._panel, self._book = index, issues, panel, book

    async def judge(
        self, asking: Asking, suspects: Collection[tuple[Kind, int]], *, now: float, why: Why, bare: bool = False
    ) -> int:
        """Look at each of these; return in how many something was absent.

        Of those that are `bare` nothing is shown, as the counts said: no panel is opened.
        Raises: Refused `jira-panel-forbidden`, `jira-panel-gone`.
        """
        if not suspects:
            return 0
        await self._look_up(asking, {key for _, key in suspects})
        suspects = {(kind, self._index.moved.get(key, key)) for kind, key in suspects}
        rows = await self._rows_of(suspects)
        homes = frozenset(one.url for one in self._index.projects.values())
        guilty = 0
        for kind, key in sorted(suspects):
            name = self._index.names[key]
            wanted = rows[kind, key]
            known = name in self._issues.ids
            shown = (() if known else None) if bare else await self._shown(asking, kind, name)
            if self._issues.is_unknown(name):
                self._index.unknown[key] = reason = await self._issues.reason(asking, name)
                self._write(wanted, wanted, now, _always(reason))
            if shown is None:
                continue
            self._index.unknown.pop(key, None)
            if not bare and await self._panel.is_hollow(asking, name, kind, shown):
                continue
            absent = [one for one in wanted if not is_shown(kind, one[1].id, one[0].url, shown, homes)]
            self._index.absent[kind, key] = len(absent)
            self._index.seen[kind][key] = max(self._index.seen[kind][key], len(wanted) - len(absent))
            self._write(wanted, absent, now, why)
            guilty += bool(absent)
            await asyncio.sleep(0)
        return guilty

    async def _shown(self, asking: Asking, kind: Kind, name: str) -> Sequence[Shown] | None:
        """Return what the panel of an issue shows; None where there is no such issue, or nobody knows."""
        if name not in self._issues.ids:
            return None
        try:
            return await self._panel.shown(asking, self._issues.ids[name], kind)
        except Refused as error:
            if error.code != "http-404":
                raise
            self._issues.gone(name)  # it was deleted since
            return None

    async def _look_up(self, asking: Asking, keys: set[int]) -> None:
        names = self._issues.open(self._index.names[key] for key in sorted(keys))
        for start in range(0, len(names), AT_ONCE):
            await self._issues.look_up(asking, names[start : start + AT_ONCE])
        for old, new in self._issues.moved.items():
            if self._index.number_of(old) is not None:
                self._index.move(old, new)

    async def _rows_of(
        self, suspects: Collection[tuple[Kind, int]]
    ) -> defaultdict[tuple[Kind, int], list[tuple[ProjectHistory, Row]]]:
        wanted, rows = set(suspects), defaultdict[tuple[Kind, int], list[tuple[ProjectHistory, Row]]](list)
        for number, project in enumerate(self._index.in_order()):
            for row in project.rows():
                place = (row.kind, self._index.moved.get(row.key, row.key))
                if place in wanted:
                    rows[place].append((project, row))
            if number % _A_TURN == 0:
                await asyncio.sleep(0)
        return rows

    def _write(
        self,
        wanted: Sequence[tuple[ProjectHistory, Row]],
        absent: Sequence[tuple[ProjectHistory, Row]],
        now: float,
        why: Why,
    ) -> None:
        gone = {_place(self._index, *one) for one in absent}
        for project, row in wanted:
            place = _place(self._index, project, row)
            if place not in gone:
                self._book.clear(place)
                continue
            told = Missing(
                row.kind, project.path, row.id, place.key, why(project, row), float(row.at), now, project.url_of(row)
            )
            self._book.put(place, told)


def _always(reason: Reason) -> Why:
    return lambda _project, _row: reason


def _place(index: HistoryIndex, project: ProjectHistory, row: Row) -> Place:
    return Place(row.kind, project.id, row.id, index.names[row.key])
