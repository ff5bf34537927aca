"""One write outside, made safe: intent on disk, send, answer on disk, read back, confirmed.

A lost answer is never followed by a blind retry: what is there is read first, and only when it is not there the
write is sent once more, if it may be repeated at all. A plain no is not sent again; a no that does not say that nothing
was done (503) is read back too. Used by apply, undo and the proof alike.
"""

import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from wizard.domain.errors import PortError, Refused
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.journey.log import Journal

Values = dict[str, Json]
ReadBack = Callable[[], Awaitable[Values | None]]
Pause = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""
_Answer = TypeVar("_Answer")
_LIMITED = "http-429"
_MOST_PAUSES = 5


class NotKept(PortError):
    """The server said yes, and a read-back does not show it: code `change-not-kept`."""


async def write_once(
    journal: Journal,
    kind: str,
    subject: str,
    *,
    send: Callable[[], Awaitable[Values]],
    read_back: ReadBack,
    intent: Values | None = None,
    repeats: bool = True,
    pause: Pause | None = None,
) -> Values:
    """Send, and return what the read-back shows. `intent` is what its row says, before and after among it; without,
    that row was written by the caller.

    With `repeats` a write whose answer was lost is sent once more when the read-back does not show it; without, it
    stays unknown then: it may still come in. With `pause` what a limit refused is sent again after the time that the
    server asks for: a limit says that nothing was done.

    Raises: PortError of the write or the read-back, `sent` when the write may have been done; NotKept when it is not
    there after a good answer.
    """
    told: Values = {}
    for last in (False, True) if repeats else (True,):
        if intent is not None:
            await journal.write_all(kind, subject, {State.INTENT: intent, State.SENT: {}})
            intent = None
        else:
            await journal.write(kind, subject, State.SENT)
        try:
            told = await (send() if pause is None else past_limits(send, pause))
        except PortError as error:
            if not error.sent:
                await journal.write(kind, subject, State.FAILED, code=error.code)
                raise
            settled = repeats or isinstance(error, Refused)
            found = await _after_a_lost_answer(journal, kind, subject, error, read_back, settled=settled)
            if found is not None:
                return found
            if isinstance(error, Refused):
                error.sent = False  # it said no, and the read-back agrees
            if last or isinstance(error, Refused):
                raise
            continue
        break
    with _after_sending():
        if told or not repeats:  # what only the answer tells is on disk before anything else
            await journal.write(kind, subject, State.ANSWERED, **told)
            found = await _found(journal, kind, subject, read_back)
        else:
            found = await _found_with_answer(journal, kind, subject, read_back)
        if found is None:
            await journal.write(kind, subject, State.FAILED, code="change-not-kept")
            raise NotKept("change-not-kept", {"subject": subject})
    return {**told, **found}


async def past_limits(send: Callable[[], Awaitable[_Answer]], pause: Pause) -> _Answer:
    """Send, and again after the time that a limit asks for: it says that nothing was done. Raises: PortError."""
    for attempt in range(_MOST_PAUSES):
        try:
            return await send()
        except Refused as error:
            if error.code != _LIMITED or error.sent:
                raise
            asked = error.facts.get("retry_after")
            await pause(float(asked) if asked else 2.0**attempt)
    return await send()


async def _after_a_lost_answer(
    journal: Journal, kind: str, subject: str, error: PortError, read_back: ReadBack, *, settled: bool
) -> Values | None:
    with _after_sending():
        await journal.write(kind, subject, State.UNKNOWN, code=error.code)
        found = await _found(journal, kind, subject, read_back)
        if found is None and settled:
            await journal.write(kind, subject, State.FAILED, code=error.code)
    return found


@contextlib.contextmanager
def _after_sending() -> Iterator[None]:
    """Let no trouble of reading back or of the disk hide that the write went out."""
    try:
        yield
    except PortError as error:
        error.sent = True
        raise


async def _found(journal: Journal, kind: str, subject: str, read_back: ReadBack) -> Values | None:
    found = await read_back()
    if found is not None:
        await journal.write(kind, subject, State.CONFIRMED, made=found)
    return found


async def _found_with_answer(journal: Journal, kind: str, subject: str, read_back: ReadBack) -> Values | None:
    """Read back, and note a good answer that says nothing together with what is there: with one sync."""
    try:
        found = await read_back()
    except PortError:
        await journal.write(kind, subject, State.ANSWERED)
        raise
    if found is None:
        await journal.write(kind, subject, State.ANSWERED)
    else:
        await journal.write_all(kind, subject, {State.ANSWERED: {}, State.CONFIRMED: {"made": found}})
    return found
