"""The test branch on a schedule: when it flies, what it leaves in the lights, and when it is a finding."""

import pytest

from tests.monitor.fakes import START, Clock
from tests.monitor.rounds import finding
from wizard.domain.errors import Unreachable
from wizard.domain.monitor_history import NoHistory
from wizard.monitor.canary import Canary, Flight
from wizard.monitor.values import CanarySeen

LOST = Flight("PLAT-1-connection-proof-a", None, finding("proof-arrived", "proof"))
SHOWN = Flight("PLAT-1-connection-proof-b", 3.25)


class Over(Exception):
    """The time of a test has passed."""


class Flying:
    def __init__(self, *flights: Flight | Exception) -> None:
        self.flights, self.flown, self.cleared = list(flights), 0, 0

    async def fly(self) -> Flight:
        self.flown += 1
        flight = self.flights.pop(0) if self.flights else SHOWN
        if isinstance(flight, Exception):
            raise flight
        return flight

    async def clear(self) -> None:
        self.cleared += 1


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


async def test_a_side_that_is_away_counts_as_lost_and_ends_nothing():
    away = Unreachable("network-timeout", {"host": "gitlab.example.com"})
    bird = Bird(away, away)
    await bird.canary.once()
    assert (await bird.canary.once()).lag_s is None
    assert [one.code for one in bird.canary.findings] == ["flow-canary-lost"]
    await bird.canary.once()
    assert bird.canary.findings == ()


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
