"""`lab serve`: a lab that runs until it is told to end."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

__all__ = ["LabRun", "ServeOptions", "serve"]


async def serve(
    options: ServeOptions,
    *,
    stop: asyncio.Event | None = None,
    on_ready: Callable[[Mapping[str, Any]], None] = lambda _ready: None,
) -> None:
    """Serve, tell `on_ready` what the ready file says, and return when it shall end.

    That is when `stop` is set, SIGTERM or SIGINT came, or standard input closed (if so asked).

    Raises:
        LabError: the options cannot be met.

    """
    ending = stop or asyncio.Event()
    with _signals(ending):
        if options.until_stdin_closes:
            _watch_stdin(asyncio.get_running_loop(), ending)
        async with LabRun(options) as lab:
            on_ready(lab.ready)
            await ending.wait()


@contextlib.contextmanager
def _signals(ending: asyncio.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set `ending`; before and after, they do what they did."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    wanted = (signal.SIGTERM, signal.SIGINT)
    # Unlike the loop's own handlers these work on Windows too and can be put back exactly.
    before = {one: signal.signal(one, lambda _signal, _frame: loop.call_soon_threadsafe(ending.set)) for one in wanted}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _watch_stdin(loop: asyncio.AbstractEventLoop, ending: asyncio.Event) -> None:
    """Set `ending` when whoever started us closes our standard input, even by dying."""
    handle = sys.stdin.fileno()

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(handle, 1024):
                pass
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(ending.set)

    threading.Thread(target=watch, name="lab-stdin", daemon=True).start()
