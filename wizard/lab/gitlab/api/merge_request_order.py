"""Merge requests of many projects in one order, without making those that nobody sees."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Sequence
from typing import Final

from wizard.lab.gitlab.world.repository import Repository

_ROWS_A_TURN: Final = 25


async def in_order(
    repositories: Sequence[Repository], *, updates: bool, newest_first: bool, updated_after: float | None = None
) -> AsyncIterator[tuple[Repository, int]]:
    """Give repository and iid of each merge request, by opening or last update.

    Large groups have a million: everybody else who asks this host is answered in between.
    """
    sign = -1 if newest_first else 1
    streams = [
        one.times(updates=updates, newest_first=newest_first, updated_after=updated_after) for one in repositories
    ]
    heap: list[tuple[float, int, int, int]] = []
    for place, stream in enumerate(streams):
        first = next(stream, None)
        if first is not None:
            heap.append((sign * first[0], sign * place, place, first[1]))
        if place % _ROWS_A_TURN == 0:
            await asyncio.sleep(0)
    heapq.heapify(heap)
    given = 0
    while heap:
        _, _, place, iid = heap[0]
        yield repositories[place], iid
        following = next(streams[place], None)
        if following is None:
            heapq.heappop(heap)
        else:
            heapq.heapreplace(heap, (sign * following[0], sign * place, place, following[1]))
        given += 1
        if given % _ROWS_A_TURN == 0:
            await asyncio.sleep(0)
