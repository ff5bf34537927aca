"""Calls that may never return, each in a thread of its own with a deadline."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_worker(call: Callable[[], T], *, deadline_s: float, name: str) -> T:
    """Return what `call` returns.

    The thread is a daemon: one that hangs (a name server, a keyring prompt) is left behind and cannot stop the program
    from ending, which a thread of the loop's executor would.

    Raises: TimeoutError, and whatever `call` raises.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # T itself may be None

    def run() -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = call()
        except BaseException as raised:  # noqa: BLE001  # it is raised where the caller waits
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:
            # The loop ended while we waited: nobody is left to hear it.
            return

    threading.Thread(target=run, name=name, daemon=True).start()
    async with asyncio.timeout(deadline_s):
        return await answer
