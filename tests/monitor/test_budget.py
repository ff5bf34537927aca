"""The monitor asks no more than it may, and not at all while a host wants a pause."""

import asyncio

import pytest

from tests.monitor.fakes import START, Clock, Memory
from wizard.adapters.http.paces import Paces
from wizard.adapters.http.request import Answer
from wizard.domain.errors import StoreFailed
from wizard.domain.pace import HostPace
from wizard.monitor.budget import Budget, Work

HOST, OTHER = "gitlab.example.com", "acme.atlassian.net"


class Told:
    """What a host said of its limits."""

    def __init__(self, said: HostPace) -> None:
        self.said = said

    def of(self, host: str) -> HostPace:
        return self.said if host == HOST else HostPace()


async def test_a_minute_of_rounds_has_six_requests_a_host() -> None:
    clock = Clock()
    budget = Budget(clock)
    for _ in range(6):
        (await budget.take(HOST)).end()
    assert (clock.at, budget.left(HOST), budget.left(OTHER)) == (START, 0, 6)
    await budget.take(HOST)
    assert clock.at == START + 60
    assert budget.used() == {HOST: 1}


async def test_looking_at_everything_takes_nothing_from_the_rounds() -> None:
    clock = Clock()
    budget = Budget(clock, reconcile_per_s=2)
    for _ in range(11):
        await budget.take(HOST, Work.RECONCILE)
    assert (clock.at, budget.left(HOST), budget.used()) == (START + 5, 6, {HOST: 11})


async def test_where_a_person_waits_a_round_that_needs_more_goes_as_a_look_at_everything() -> None:
    clock = Clock()
    budget = Budget(clock, reconcile_per_s=10, hurried=True)
    for _ in range(6):
        await budget.take(HOST)
    assert (clock.at, budget.left(HOST)) == (START, 0)
    for _ in range(10):
        await budget.take(HOST)
    assert clock.at == pytest.approx(START + 1)
    budget.pause(HOST, 30)
    await budget.take(HOST)
    assert clock.at == pytest.approx(START + 31), "a host that wants a pause has it"


async def test_a_host_that_asked_for_a_pause_gets_it() -> None:
    clock = Clock()
    budget = Budget(clock)
    budget.pause(HOST, 30)
    assert (budget.left(HOST), budget.left(OTHER)) == (0, 6)
    await budget.take(HOST, Work.RECONCILE)
    assert clock.at == START + 30


async def test_a_pause_that_another_part_of_the_program_was_asked_for_holds_here_too() -> None:
    clock = Clock()
    budget = Budget(clock, pace=Told(HostPace(paused_until=START + 40)))
    await budget.take(HOST)
    assert clock.at == START + 40


async def test_a_limit_that_is_used_up_is_waited_for() -> None:
    clock = Clock()
    budget = Budget(clock, pace=Told(HostPace(remaining=0, resets_at=START + 25)))
    await budget.take(HOST)
    assert clock.at == START + 25


async def test_near_its_limit_a_host_is_asked_four_times_as_slowly() -> None:
    clock = Clock()
    budget = Budget(clock, reconcile_per_s=1, pace=Told(HostPace(near_limit=True)))
    for _ in range(3):
        await budget.take(HOST, Work.RECONCILE)
    assert clock.at == START + 8


async def test_an_absurd_pause_is_not_believed() -> None:
    clock = Clock()
    budget = Budget(clock)
    budget.pause(HOST, 10_000_000)
    await budget.take(HOST)
    assert clock.at == START + 900


async def test_a_request_counts_until_a_minute_after_it_ended() -> None:
    clock = Clock()
    budget = Budget(clock)
    for _ in range(6):
        turn = await budget.take(HOST)
        clock.at += 1
        turn.end()
    clock.at = START + 60
    assert budget.left(HOST) == 2  # whose turn comes in a moment
    await budget.take(HOST)
    assert clock.at == START + 61


async def test_those_that_run_beside_each_other_count_each_from_its_own_end() -> None:
    clock = Clock()
    budget = Budget(clock)
    turns = [await budget.take(HOST) for _ in range(6)]
    for turn, after in zip(turns, (50, 3, 4, 5, 6, 7), strict=True):
        clock.at = START + after
        turn.end()
    clock.at = START + 50
    for expected in (63, 64, 65, 66, 67, 110):
        (await budget.take(HOST)).end()
        assert clock.at == START + expected


async def test_what_is_still_under_way_counts_however_long_it_takes() -> None:
    clock = Clock()
    budget = Budget(clock)
    turns = [await budget.take(HOST) for _ in range(6)]
    clock.at = START + 100
    assert budget.left(HOST) == 0
    turns[2].end()
    await budget.take(HOST)
    assert clock.at == START + 160


class Limited:
    """A host that gives so many requests a minute and says so, whoever asks."""

    def __init__(self, clock: Clock, limit: int) -> None:
        self.clock, self.limit, self.pace = clock, limit, Paces()
        self.counted: dict[int, list[str]] = {}

    def ask(self, who: str) -> int:
        """Answer one request and let the program learn from it; the status."""
        minute = int(self.clock.at // 60)
        asked = self.counted.setdefault(minute, [])
        asked.append(who)
        left, status = max(0, self.limit - len(asked)), 200 if len(asked) <= self.limit else 429
        told = {"ratelimit-remaining": str(left), "ratelimit-reset": str((minute + 1) * 60)}
        self.pace.learn(HOST, Answer(status, told, b""), self.clock.at)
        return status


@pytest.mark.parametrize("work", [Work.ROUND, Work.RECONCILE])
@pytest.mark.parametrize("clicks", [0, 5, 15])
async def test_a_set_up_and_the_monitor_together_keep_what_a_host_gives(clicks: int, work: Work) -> None:
    clock = Clock()
    host = Limited(clock, limit=20)
    budget = Budget(clock, pace=host.pace)
    answers = []
    for _ in range(30):
        turn = await budget.take(HOST, work)
        answers.append(host.ask("monitor"))
        turn.end()
        if len(host.counted[int(clock.at // 60)]) == 1:  # a minute begins with what a second set-up asks
            answers += [host.ask("set-up") for _ in range(clicks)]
    assert set(answers) == {200}
    assert max(len(asked) for asked in host.counted.values()) <= 20
    assert sum(asked.count("monitor") for asked in host.counted.values()) == 30


async def test_clicks_after_the_monitor_has_asked_all_it_may_meet_no_limit() -> None:
    clock = Clock()
    host = Limited(clock, limit=12)
    budget = Budget(clock, reconcile_per_s=100, pace=host.pace)
    for _ in range(8):
        await budget.take(HOST, Work.RECONCILE)
        host.ask("monitor")
    assert clock.at < START + 1
    async with asyncio.TaskGroup() as group:
        group.create_task(budget.take(HOST, Work.RECONCILE))
        assert [host.ask("set-up") for _ in range(4)] == [200] * 4
    assert clock.at == START + 60


async def test_the_minute_before_a_restart_counts_too() -> None:
    clock, memory = Clock(), Memory()
    before = Budget(clock, memory=memory)
    for _ in range(6):
        (await before.take(HOST)).end()
        clock.at += 1
    clock.at = START + 10
    after = Budget(clock, memory=memory)
    await after.take_up()
    assert (after.left(HOST), after.left(OTHER), after.used()) == (0, 6, {HOST: 6})
    for _ in range(3):
        (await after.take(HOST)).end()
    assert clock.at == START + 62


async def test_a_request_that_was_cut_off_counts_from_the_restart() -> None:
    clock, memory = Clock(), Memory()
    await Budget(clock, per_minute=1, memory=memory).take(HOST)
    clock.at += 5
    after = Budget(clock, per_minute=1, memory=memory)
    await after.take_up()
    await after.take(HOST)
    assert clock.at == START + 65


async def test_a_restart_after_more_than_a_minute_has_its_requests_again() -> None:
    clock, memory = Clock(), Memory()
    before = Budget(clock, memory=memory)
    for _ in range(6):
        (await before.take(HOST)).end()
    clock.at += 60
    after = Budget(clock, memory=memory)
    await after.take_up()
    assert after.left(HOST) == 5  # of the last one nobody wrote down that it ended
    clock.at += 30
    assert (after.left(HOST), after.used()) == (6, {HOST: 0})


async def test_after_the_clock_was_set_back_a_restart_waits_a_minute_and_no_longer() -> None:
    clock, memory = Clock(), Memory()
    (await Budget(clock, per_minute=1, memory=memory).take(HOST)).end()
    clock.at -= 86_400
    after = Budget(clock, per_minute=1, memory=memory)
    await after.take_up()
    await after.take(HOST)
    assert clock.at == START - 86_400 + 60


async def test_what_looks_at_everything_is_kept_for_no_restart() -> None:
    clock, memory = Clock(), Memory()
    await Budget(clock, memory=memory).take(HOST, Work.RECONCILE)
    after = Budget(clock, memory=memory)
    await after.take_up()
    assert after.left(HOST) == 6


class Stuck(Memory):
    """A disk that takes for ever."""

    async def write(self, name: str, data: bytes) -> None:
        await asyncio.Event().wait()


class Broken(Memory):
    """A disk that is full and cannot be read."""

    async def read(self, name: str) -> bytes | None:
        raise StoreFailed("store-failed", {})

    async def write(self, name: str, data: bytes) -> None:
        raise StoreFailed("store-full", {})


async def test_a_turn_that_is_cancelled_while_it_is_written_down_is_over() -> None:
    clock = Clock()
    budget = Budget(clock, per_minute=1, memory=Stuck())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await budget.take(HOST)
    clock.at += 60
    assert budget.left(HOST) == 1


async def test_without_a_disk_it_counts_what_it_sends_itself() -> None:
    clock = Clock()
    budget = Budget(clock, memory=Broken())
    await budget.take_up()
    (await budget.take(HOST)).end()
    assert budget.left(HOST) == 5
