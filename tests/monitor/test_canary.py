"""The test branch on a schedule: when it flies, what it leaves in the lights, and when it is a finding."""

from dataclasses import replace

import pytest

from tests.monitor.fakes import START, Clock
from tests.monitor.rounds import finding
from wizard.domain.errors import Unreachable
from wizard.domain.monitor_history import NoHistory
from wizard.monitor.canary import Canary, Flight
from wizard.monitor.values import CanarySeen

LOST = Flight("PLAT-1-connection-proof-a", None, finding("proof-arrived", "proof"))
SHOWN = Flight("PLAT-1-connection-proof-b", 3.25)
KEPT = replace(SHOWN, finding=finding("proof-cleaned", "proof"))
AWAY = Unreachable("network-timeout", {"host": "gitlab.example.com"})


class Over(Exception):
    """The time of a test has passed."""


class Flying:
    def __init__(self, *flights: Flight | Exception) -> None:
        self.flights, self.flown, self.cleared = list(flights), 0, 0
        self.there: list[tuple[str, ...] | Exception] = []
        """What is still there after each try to remove it; then nothing."""

    async def fly(self) -> Flight:
        self.flown += 1
        flight = self.flights.pop(0) if self.flights else SHOWN
        if isinstance(flight, Exception):
            raise flight
        return flight

    async def clear(self) -> None:
        self.cleared += 1

    async def left(self) -> tuple[str, ...]:
        there = self.there.pop(0) if self.there else ()
        if isinstance(there, Exception):
            raise there
        return there


class Bird:
    def __init__(self, *flights: Flight | Exception, every_s: float = 86_400.0) -> None:
        self.clock, self.flying, self.timed = Clock(), Flying(*flights), []
        self.memory = NoHistory().memory("here")
        self.canary = self.again(every_s)

    def again(self, every_s: float = 86_400.0) -> Canary:
        def timed(at: float, seconds: float) -> None:
            self.timed.append((at, seconds))

        self.canary = Canary(every_s, self.flying, self.clock, self.memory, timed)
        return self.canary

    async def live(self, seconds: float, *, rests: bool = False) -> None:
        """Let it run for so long."""
        until = self.clock.now() + seconds

        def resting() -> bool:
            if self.clock.now() >= until:
                raise Over
            return rests

        with pytest.raises(Over):
            await self.canary.run(resting)


async def test_one_flies_at_once_and_then_once_a_day_also_over_a_restart():
    bird = Bird()
    await bird.live(3600.0)
    assert (bird.flying.flown, bird.timed[0][1]) == (1, 3.25)
    bird.again()
    await bird.live(3600.0)
    assert bird.flying.flown == 1
    await bird.live(86_400.0)
    assert (bird.flying.flown, bird.flying.cleared) == (2, 3)


async def test_what_a_killed_run_left_is_removed_also_where_none_is_wanted_any_more():
    bird = Bird(every_s=0.0)
    await bird.canary.run(lambda: False)
    assert (bird.flying.cleared, bird.flying.flown) == (1, 0)


async def test_none_flies_while_the_monitor_rests():
    bird = Bird()
    await bird.live(90_000.0, rests=True)
    assert bird.flying.flown == 0


async def test_the_second_one_that_is_lost_is_a_finding_and_one_that_arrives_ends_it():
    bird = Bird(LOST, LOST, SHOWN)
    await bird.canary.once()
    assert (bird.canary.findings, bird.canary.next_at()) == ((), START + 600.0)
    await bird.canary.once()
    assert [one.code for one in bird.canary.findings] == ["flow-canary-lost"]
    await bird.canary.once()
    assert (bird.canary.findings, [one.after for one in bird.canary.news()]) == ((), ["lost", "lost", "3.2"])
    assert bird.canary.news() == []


@pytest.mark.parametrize("error", ["network-timeout", "http-429-later", "http-503", "answer-html", "tls-failed"])
async def test_one_that_nobody_could_look_for_is_not_lost_and_the_next_one_comes_soon(error):
    unseen = Flight("PLAT-1-c", None, replace(finding("proof-arrived", "proof"), facts={"error": error}))
    bird = Bird(SHOWN, AWAY, unseen, unseen)
    for _ in range(4):
        await bird.canary.once()
    assert (bird.canary.findings, [one.after for one in bird.canary.news()]) == ((), ["3.2"])
    assert bird.canary.shown() == CanarySeen(START + 600.0, START, 3.25)
    assert bird.again().shown() == CanarySeen(None)
    await bird.live(700.0)
    assert bird.flying.flown == 5


async def test_one_that_gitlab_refuses_twice_is_a_finding_and_its_mend_ends_it():
    refused = Flight("PLAT-1-c", None, replace(finding("proof-branch-made", "proof"), facts={"error": "http-403"}))
    bird = Bird(refused, refused)
    await bird.live(700.0)
    assert [one.code for one in bird.canary.findings] == ["flow-canary-lost"]
    await bird.live(700.0)
    assert (bird.canary.findings, bird.flying.flown) == ((), 3)


@pytest.mark.parametrize("later", [(), AWAY], ids=["removed", "away"])
async def test_one_that_could_not_be_removed_at_once_is_tried_again_and_is_no_finding(later):
    bird = Bird(KEPT)
    bird.flying.there = [later]
    await bird.live(700.0)
    assert (bird.canary.findings, bird.flying.flown, bird.flying.cleared) == ((), 1, 2)
    await bird.live(700.0)
    assert (bird.canary.findings, bird.flying.flown) == ((), 1)


async def test_one_that_is_still_there_after_another_try_is_a_finding_until_it_is_gone():
    bird = Bird(KEPT)
    bird.flying.there = [("PLAT-1-connection-proof-b",)]
    await bird.live(700.0)
    (told,) = bird.canary.findings
    assert str(told.title) == "The monitor's test branch could not be removed"
    await bird.live(700.0)
    assert (bird.canary.findings, bird.canary.next_at()) == ((), START + 86_400.0)


async def test_how_the_last_one_came_out_and_when_the_next_is_due_is_told_without_making_one():
    bird = Bird(SHOWN, LOST)
    assert bird.canary.shown() == CanarySeen(None)
    await bird.canary.once()
    told = Canary(86_400.0, None, bird.clock, bird.memory, lambda _at, _lag: None)
    await told.remember()
    assert told.shown() == CanarySeen(START + 86_400.0, START, 3.25)
    await bird.canary.once()
    await told.remember()
    assert told.shown() == CanarySeen(START + 600.0, START, None, lost=True)
    assert (await told.once(), bird.again(0.0).shown()) == (None, None)
