"""When a read is sent again, and after what wait.

Not stamina: it sleeps by the event loop, and all our waiting goes by the Clock port, which in a lab may be stepped.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from wizard.adapters.http.limits import Limits
from wizard.adapters.http.pauses import ReadPauses
from wizard.adapters.http.waiting import back_off
from wizard.domain.errors import PortError, Unreachable

T = TypeVar("T")

_AGAIN = frozenset({"answer-cut", "http-408", "http-429", "http-500", "http-502", "http-503", "http-504"})
_NOT_AGAIN = frozenset({"network-name-unknown", "network-proxy", "network-unreachable"})
"""Of the failures below HTTP: what does not mend itself in seconds, or (tls-*) must not be tried again."""
_LIMITED_S = (1.0, 60.0)
_MAINTENANCE_S = 8.0
"""A 503 that asks for more is a maintenance page: whoever called decides how long to look again."""


async def repeated(once: Callable[[float], Awaitable[T]], limits: Limits, pauses: ReadPauses) -> T:
    """Return what `once` gives; it gets the seconds it may take.

    Raises: the PortError of the last attempt.
    """
    try:
        return await _repeated(once, limits, pauses)
    finally:
        pauses.over()


async def _repeated(once: Callable[[float], Awaitable[T]], limits: Limits, pauses: ReadPauses) -> T:
    loop = asyncio.get_running_loop()
    end = loop.time() + limits.call_s
    repeat = 0
    while True:
        try:
            return await once(max(0.001, min(limits.attempt_s, end - loop.time())))
        except PortError as error:
            if error.call is not None:
                error.call = replace(error.call, attempt=repeat + 1, of=limits.repeats + 1)
            wait = _wait_after(error, repeat)
            asked = "retry_after" in error.facts or error.code == "http-429"
            if wait is None or wait > limits.patience_s or repeat == limits.repeats:
                raise
            if not asked and loop.time() + wait >= end:
                raise
        # The time that a server asks for is not ours: it does not count against the call.
        waiting_since = loop.time()
        await pauses.wait(wait, repeat + 2, asked=asked)
        end += loop.time() - waiting_since if asked else 0
        repeat += 1


def _wait_after(error: PortError, repeat: int) -> float | None:
    if isinstance(error, Unreachable):
        again = error.code.startswith("network-") and error.code not in _NOT_AGAIN
        return back_off(repeat) if again else None
    if error.code not in _AGAIN:
        return None
    asked = error.facts.get("retry_after")
    if asked is not None:
        return None if error.code == "http-503" and float(asked) > _MAINTENANCE_S else float(asked)
    if error.code == "http-429":
        return min(_LIMITED_S[1], _LIMITED_S[0] * 2.0**repeat + random.uniform(0, 1))  # noqa: S311  # no secret
    return back_off(repeat)
