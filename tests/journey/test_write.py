"""How one write is journaled: what only its answer tells is on disk before anything else is asked."""

import pytest

from tests.journey.fakes import MemoryStore
from wizard.domain.errors import Unreachable
from wizard.domain.journal import State
from wizard.journey.log import Journal
from wizard.journey.write import NotKept, write_once

_ALL = [State.INTENT, State.SENT, State.ANSWERED, State.CONFIRMED]


class _Writing:
    """A write whose answer and read-back are given, and the states that were on disk when it was read back."""

    def __init__(self, told, found):
        self.store = MemoryStore()
        self._told, self._found = told, found
        self.before = []

    async def states(self):
        return [row.state for row in await self.store.rows("s")]

    async def _send(self):
        return self._told

    async def _read_back(self):
        self.before = await self.states()
        if isinstance(self._found, Exception):
            raise self._found
        return self._found

    async def once(self, **more):
        journal = Journal(self.store, "s")
        return await write_once(
            journal, "change", "one", intent={"after": 1}, send=self._send, read_back=self._read_back, **more
        )


async def test_an_answer_that_says_nothing_is_noted_with_what_is_there():
    writing = _Writing({}, {"url": "there"})
    assert await writing.once() == {"url": "there"}
    assert (writing.before, await writing.states()) == ([State.INTENT, State.SENT], _ALL)


@pytest.mark.parametrize(("told", "more"), [({"id": 7}, {}), ({}, {"repeats": False})])
async def test_what_only_the_answer_tells_is_on_disk_before_the_read_back(told, more):
    writing = _Writing(told, {"url": "there"})
    await writing.once(**more)
    assert (writing.before, await writing.states()) == ([State.INTENT, State.SENT, State.ANSWERED], _ALL)


async def test_a_read_back_that_fails_leaves_the_answer_noted_and_says_that_it_was_sent():
    writing = _Writing({}, Unreachable("network-timeout", {}))
    with pytest.raises(Unreachable) as failed:
        await writing.once()
    assert failed.value.sent
    assert await writing.states() == _ALL[:3]


async def test_what_is_not_there_after_a_good_answer_is_noted_as_failed():
    writing = _Writing({}, None)
    with pytest.raises(NotKept):
        await writing.once()
    assert await writing.states() == [*_ALL[:3], State.FAILED]
