"""What no first sync sends of a project, because newer things fill its limit: counted, a row a project and kind."""

import asyncio

from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import HISTORY
from wizard.monitor.missing_book import MissingBook, Place
from wizard.monitor.values import Missing, Reason

_A_TURN = 500
"""Projects that are gone through without letting others work."""


async def note(index: HistoryIndex, book: MissingBook, now: float) -> None:
    """Write how much of each project is past the limit, and clear what is not any more.

    That says what was not sent, not what Jira lacks: some of it may have arrived when it was new.
    """
    for number, project in enumerate([*index.projects.values()]):
        for kind in HISTORY:
            place, count = Place(kind, project.id, "", ""), project.beyond.get(kind, 0)
            if not count:
                book.clear(place)
                continue
            where = project.list_of(kind)
            told = Missing(kind, project.path, "", "", Reason.BEYOND_LIMIT, project.active_at, now, where, count=count)
            book.put(place, told)
        if number % _A_TURN == 0:
            await asyncio.sleep(0)
