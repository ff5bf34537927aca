"""The line in which background jobs wait for a worker: empty, as long as workers come after."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

LATE: Final = "gitlab-queue-late"


class WaitingLine:
    """Jobs that wait, the oldest first."""

    def __init__(self) -> None:
        self._since: dict[asyncio.Future[None], float] = {}

    def __len__(self) -> int:
        return len(self._since)

    def latency(self, now: float) -> float:
        """Return how long the job that came first has waited."""
        return max(0.0, now - min(self._since.values(), default=now))

    async def wait(self, now: float, rest: Callable[[], Awaitable[None]] | None) -> None:
        """Stand in line until the rest is over; without one until all are let go."""
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._since[mine] = now
        try:
            await (mine if rest is None else rest())
        finally:
            del self._since[mine]

    def let_go(self) -> None:
        """Let everybody go who waits without an end."""
        for waiter in list(self._since):
            if not waiter.done():
                waiter.set_result(None)
