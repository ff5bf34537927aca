"""Works at a few things at once, and gives the results in their order."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")
AT_ONCE = 6
"""Requests: enough to keep a GitLab answering, few enough for its limits."""
ROWS_AT_ONCE = 2 * AT_ONCE
"""Rows of an apply: some wait for the disk, while others ask."""


async def abreast(items: Sequence[In], work: Callable[[In], Awaitable[Out]], at_once: int = AT_ONCE) -> list[Out]:
    """Return what `work` gives for each item. Items are begun in their order; the first error ends all of it."""
    done: dict[int, Out] = {}
    waiting = iter(enumerate(items))

    async def go_on() -> None:
        for place, item in waiting:
            done[place] = await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            for number in range(min(at_once, len(items))):
                group.create_task(go_on(), name=f"abreast {number}")
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None
    return [done[place] for place in range(len(items))]
