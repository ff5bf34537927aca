"""The monitor asks no more than it may, and not at all while a host wants a pause."""

from tests.monitor.fakes import START, Clock
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
        await budget.take(HOST)
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
        await budget.take(HOST)
        clock.at += 1
        budget.ended(HOST)
    clock.at = START + 60
    assert budget.left(HOST) == 2  # whose turn comes in a moment
    await budget.take(HOST)
    assert clock.at == START + 61
