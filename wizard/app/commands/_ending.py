"""How a command that runs until somebody ends it learns that it is to end."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def ended_by_signal() -> Iterator[asyncio.Event]:
    """Give what is set when SIGTERM or SIGINT came; before and after, they do what they did."""
    over, loop = asyncio.Event(), asyncio.get_running_loop()
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    # Unlike the loop's own handlers these work on Windows too and can be put back exactly.
    for one in before:
        signal.signal(one, lambda *_: loop.call_soon_threadsafe(over.set))
    try:
        yield over
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
