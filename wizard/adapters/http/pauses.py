"""The waits of reads that are sent again: told to whoever listens, and ended at once when somebody wishes so."""

import asyncio
from collections.abc import Callable
from itertools import count

from wizard.domain.clock import Clock
from wizard.domain.pause import Pause


class Pauses:
    """All waits of one door; used in the loop of the engine alone."""

    def __init__(self, clock: Clock, tell: Callable[[Pause], None]) -> None:
        self._clock, self._tell = clock, tell
        self._reads = count(1)
        self._waiting: set[asyncio.Timeout] = set()

    def read(self, host: str, attempts: int) -> "ReadPauses":
        """Return the pauses of one read of a host, which is sent so often at most."""
        return ReadPauses(self, next(self._reads), host, attempts)

    def tell(self, pause: Pause) -> None:
        self._tell(pause)

    async def sleep(self, seconds: float) -> None:
        """Return after so long by the clock, or when the waits are ended."""
        scope = asyncio.timeout(None)
        try:
            async with scope:
                self._waiting.add(scope)
                await self._clock.sleep(seconds)
        except TimeoutError:
            if not scope.expired():
                raise
        finally:
            self._waiting.discard(scope)

    def end(self) -> None:
        """End all waits now: each read is sent again at once."""
        waiting, self._waiting = self._waiting, set()
        for scope in waiting:
            scope.reschedule(asyncio.get_running_loop().time())


class ReadPauses:
    """The pauses of one read; nothing is told of a read that needs none."""

    def __init__(self, pauses: Pauses, read: int, host: str, attempts: int) -> None:
        self._pauses, self._read, self._host, self._attempts = pauses, read, host, attempts
        self._told: Pause | None = None

    async def wait(self, seconds: float, attempt: int, *, asked: bool) -> None:
        """Wait before `attempt`, and say so."""
        self._told = Pause(self._read, self._host, seconds, attempt, self._attempts, asked)
        self._pauses.tell(self._told)
        await self._pauses.sleep(seconds)

    def over(self) -> None:
        """Say that the read has come to its end, however it did."""
        if self._told is not None:
            told = self._told
            self._pauses.tell(Pause(told.read, told.host, 0.0, told.attempt, told.of, told.asked, over=True))
