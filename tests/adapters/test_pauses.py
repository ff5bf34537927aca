"""Waits before a read is sent again: told with their number, ended at once on a wish, and gone when the read is."""

import asyncio

import pytest

from tests.adapters.door_kit import InstantClock
from wizard.adapters.clock import SystemClock
from wizard.adapters.http.limits import Limits
from wizard.adapters.http.pauses import Pauses
from wizard.adapters.http.repeating import repeated
from wizard.domain.errors import Refused, Unreachable
from wizard.domain.pause import Pause

HOST = "gitlab.example.com"
LIMITED = Refused("http-429", {"retry_after": "40"})


class Calls:
    """Fails so often, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.times = list(failures), 0

    async def once(self, _deadline_s: float) -> str:
        self.times += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


async def test_each_pause_is_told_with_its_attempt_and_the_end_of_the_read_too() -> None:
    told: list[Pause] = []
    pauses = Pauses(InstantClock(), told.append)
    calls = Calls(LIMITED, Unreachable("network-reset"))
    assert await repeated(calls.once, Limits(), pauses.read(HOST, 4)) == "answer"
    assert [(one.attempt, one.of, one.asked, one.over) for one in told] == [
        (2, 4, True, False), (3, 4, False, False), (3, 4, False, True),
    ]  # fmt: skip
    assert {(one.read, one.host) for one in told} == {(1, HOST)}


async def test_a_read_that_needs_no_second_attempt_is_not_told() -> None:
    told: list[Pause] = []
    pauses = Pauses(InstantClock(), told.append)
    assert await repeated(Calls().once, Limits(), pauses.read(HOST, 4)) == "answer"
    with pytest.raises(Refused):
        await repeated(Calls(Refused("http-404")).once, Limits(), pauses.read(HOST, 4))
    assert told == []


class Ear:
    """Hears of pauses, and can be waited for."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Pause] = asyncio.Queue()
        self.pauses = Pauses(SystemClock(), self.heard.put_nowait)

    async def next(self) -> tuple[int, int, bool]:
        """Return read, attempt and whether it is over."""
        async with asyncio.timeout(5):
            one = await self.heard.get()
        return one.read, one.attempt, one.over


async def test_a_wish_ends_all_waits_at_once_and_nothing_later() -> None:
    ear, first, second = Ear(), Calls(LIMITED), Calls(LIMITED, LIMITED)
    async with asyncio.TaskGroup() as group:
        reads = [group.create_task(repeated(one.once, Limits(), ear.pauses.read(HOST, 4))) for one in (first, second)]
        assert [await ear.next(), await ear.next()] == [(1, 2, False), (2, 2, False)]
        ear.pauses.end()
        ear.pauses.end()
        assert {await ear.next(), await ear.next()} == {(1, 2, True), (2, 3, False)}  # no read waits for the other
        assert [read.done() for read in reads] == [True, False]
        ear.pauses.end()
        assert await ear.next() == (2, 3, True)
    assert [first.times, second.times] == [2, 3]


async def test_a_read_that_is_cancelled_while_it_waits_is_over() -> None:
    ear = Ear()
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(repeated(Calls(LIMITED).once, Limits(), ear.pauses.read(HOST, 4)))
        assert await ear.next() == (1, 2, False)
        reading.cancel()
    assert reading.cancelled()
    assert await ear.next() == (1, 2, True)
    ear.pauses.end()
    assert ear.heard.empty()
