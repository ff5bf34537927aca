"""Things that are to happen when the lab's time has come."""

import asyncio
from collections.abc import Awaitable, Callable

from wizard.lab.net.clock import LabClock


class Later:
    """Each thing waits on the lab's clock in a task of its own, and goes with `forget`."""

    def __init__(self, clock: LabClock) -> None:
        self._clock = clock
        self._waiting: set[asyncio.Task[None]] = set()

    def at(self, moment: float, do: Callable[[], Awaitable[None]]) -> None:
        """Do something at a moment of the lab's time."""
        task = asyncio.create_task(self._wait(moment, do))  # noqa: TID251 - this module owns what waits
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def forget(self) -> None:
        """Let nothing happen any more."""
        waiting = list(self._waiting)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _wait(self, moment: float, do: Callable[[], Awaitable[None]]) -> None:
        await self._clock.sleep(moment - self._clock.now())
        await do()
