"""Lets what is prepared side by side go out one after the other, in the order in which it was begun."""

import asyncio
import contextlib
from collections.abc import Iterator


class Turns:
    """Gives turns, the first of which comes at once."""

    def __init__(self) -> None:
        self._begun = self._first = 0
        """How many were begun, and the number of the first that has not passed."""
        self._passed: set[int] = set()
        self._waiting: dict[int, asyncio.Event] = {}

    @contextlib.contextmanager
    def next(self) -> Iterator["Turn"]:
        """Give the next turn; when the work is over without having gone out, the others need not wait for it."""
        turn = Turn(self, self._begun)
        self._begun += 1
        try:
            yield turn
        finally:
            turn.pass_on()

    async def come(self, number: int) -> None:
        if number > self._first:
            await self._waiting.setdefault(number, asyncio.Event()).wait()

    def pass_on(self, number: int) -> None:
        self._passed.add(number)
        while self._first in self._passed:
            self._passed.remove(self._first)
            self._first += 1
        if self._first in self._waiting:
            self._waiting.pop(self._first).set()


class Turn:
    """The turn of one."""

    def __init__(self, turns: Turns, number: int) -> None:
        self._turns, self._number, self._over = turns, number, False

    async def come(self) -> None:
        """Return when all that were begun earlier have gone out, or will not."""
        await self._turns.come(self._number)

    def pass_on(self) -> None:
        """Let the next one go out."""
        if not self._over:
            self._over = True
            self._turns.pass_on(self._number)
