"""The bridge to the engine: one thread with one event loop that owns all that talks to the outside.

Cancelling on either side cancels the other. Values come back on the thread of the window, many in one signal.
"""

import asyncio
import concurrent.futures
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from wizard.ui.timings import STOP_WITHIN_S

T = TypeVar("T")


class Runs(Protocol):
    """What pages need of an engine."""

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T: ...
    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]: ...


class EngineStopped(Exception):
    """The engine is not running; nothing was started."""


class _Courier(QObject):
    """Carries calls to the window's thread: a queue and one queued signal however many calls wait in it."""

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Callable[[], None]] = deque()
        self._told = threading.Lock()
        self.arrived.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Take a call from any thread."""
        self._waiting.append(call)
        if self._told.acquire(blocking=False):
            self.arrived.emit()

    def deliver(self) -> None:
        """Make all calls that wait, in the order they came; one that fails does not keep those behind it."""
        self._told.release()
        try:
            while self._waiting:
                self._waiting.popleft()()
        finally:
            # After a failure, which goes the way of all failures in a slot, the rest comes in a turn of its own.
            if self._waiting and self._told.acquire(blocking=False):
                self.arrived.emit()


class Engine:
    """One thread named `engine` with an asyncio loop."""

    def __init__(self) -> None:
        self._courier = _Courier()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._live, name="engine")
        self._hosting: list[concurrent.futures.Future[None]] = []
        """What is hosted; a loop holds its tasks only weakly."""

    def start(self) -> None:
        """Start the thread; returns when its loop takes work."""
        self._thread.start()
        self._ready.wait()

    def _live(self) -> None:
        asyncio.run(self._until_ended())

    async def _until_ended(self) -> None:
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        await self._ended.wait()

    def _submit(self, work: Callable[[], Coroutine[Any, Any, T]]) -> concurrent.futures.Future[T]:
        if self._loop is None or not self._thread.is_alive():
            raise EngineStopped

        async def begin() -> T:
            return await work()

        started = begin()
        try:
            return asyncio.run_coroutine_threadsafe(started, self._loop)
        except RuntimeError:  # the loop closed between the two lines
            started.close()
            raise EngineStopped from None

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `work` gives, run in the engine's loop. `work` itself is called there too."""
        return await asyncio.wrap_future(self._submit(work))

    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]:
        """Return a function for the engine's side that calls `listener` on the window's thread."""
        return lambda value: self._courier.post(lambda: listener(value))

    async def host(self, owner: Callable[[], AbstractAsyncContextManager[T]]) -> T:
        """Return what a context of the engine's side gives.

        It is left when the engine stops, in the task that entered it.
        """
        entered: concurrent.futures.Future[T] = concurrent.futures.Future()

        async def hold() -> None:
            try:
                async with owner() as value:
                    entered.set_result(value)
                    await asyncio.Event().wait()
            except BaseException as error:
                if entered.done():
                    raise
                entered.set_exception(error)

        holding = self._submit(hold)
        self._hosting.append(holding)
        try:
            return await asyncio.wrap_future(entered)
        except asyncio.CancelledError:
            holding.cancel()
            raise

    def stop(self, within_s: float = STOP_WITHIN_S) -> bool:
        """Cancel what runs, leave what is hosted, end the thread. Tells whether it ended in time."""
        if self._loop is None or self._ended is None or not self._thread.is_alive():
            return True
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(within_s)
        return not self._thread.is_alive()
