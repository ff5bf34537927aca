"""How pages ask the desk: the question travels to the engine, the answer comes back here."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    import asyncio

    from wizard.journey.desk_port import Desk
    from wizard.ui.engine import Runs

T = TypeVar("T")


class Asking:
    """The window's side of the desk. Questions asked before the desk is there wait for it."""

    def __init__(self, engine: Runs | None = None) -> None:
        self._engine = engine
        self._desk: Desk | None = None
        self._waiting: list[asyncio.Future[None]] = []

    def use(self, engine: Runs) -> None:
        """Take the engine; the window is painted before there is one."""
        self._engine = engine

    def arrive(self, desk: Desk) -> None:
        """The desk is there: let the questions go."""
        self._desk = desk
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def _there(self) -> Desk:
        if self._desk is None:
            import asyncio

            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future
        if self._desk is None:
            raise RuntimeError("the desk left before it arrived")
        return self._desk

    async def ask(self, question: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
        """Return the desk's answer. Raises what the desk raises."""
        desk = await self._there()
        return await self._running().run(lambda: question(desk))

    async def look(self, question: Callable[[Desk], T]) -> T:
        """Return what the desk can say at once, asked on its own thread."""

        async def at_once(desk: Desk) -> T:
            return question(desk)

        return await self.ask(at_once)

    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]:
        """Return a function that the desk may call with rows; they arrive at `listener` on the window's thread."""
        return self._running().relay(listener)

    def _running(self) -> Runs:
        if self._engine is None:
            raise RuntimeError("there is no engine yet")
        return self._engine
