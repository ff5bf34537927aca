"""A test branch on a schedule: made, timed until Jira shows it, removed. Its lag is a sample of the live light."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import msgspec

from wizard.checks import trouble
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError, StoreFailed
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.flow_memory import FlowMemory
from wizard.domain.text import T, Text
from wizard.monitor.values import CanarySeen, Event

EVERY_S = {"off": 0.0, "hourly": 3600.0, "daily": 86_400.0}
_AGAIN_S = 600.0
"""After a branch that did not arrive, that nobody could look for or that is still there, the next try comes earlier:
two are needed for a finding.
"""
_NO = ("http-400", "http-403", "http-404", "http-409", "http-422")
"""Answers to the test branch itself. All else that a call ends with is no answer: the checks tell why."""
_LOOK_S = 30.0
_FEWEST = 2
_NAME = "canary"


@dataclass(frozen=True, slots=True)
class Flight:
    """What came of one test branch."""

    branch: str
    lag_s: float | None
    """From the moment in which it was made until Jira showed it; None where that did not happen."""
    finding: Finding | None = None
    """What was in the way; also of one that arrived and could not be removed."""


class Flights(Protocol):
    """Makes test branches; knows from its journal which of them are still there."""

    async def fly(self) -> Flight:
        """Make one, wait for it, remove it. Raises: PortError."""
        ...

    async def clear(self) -> None:
        """Remove what a run that was cut off left. Raises: PortError."""
        ...

    async def left(self) -> Collection[str]:
        """Return the branches that are still there. Raises: PortError."""
        ...


class _Kept(msgspec.Struct):
    at: float = 0.0
    lost: int = 0
    lag_s: float | None = None
    tried_at: float = 0.0
    """When nobody could tell what became of one, or the removal of one was tried last."""


class Canary:
    """Used in one loop; `timed` takes the moment and the lag of each that arrived."""

    def __init__(
        self,
        every_s: float,
        flights: Flights | None,
        clock: Clock,
        memory: FlowMemory,
        timed: Callable[[float, float], None],
    ) -> None:
        """Without `flights` it only tells of those that were made: for a look that is made once."""
        self.every_s, self._flights, self._clock = every_s, flights, clock
        self._memory, self._timed = memory, timed
        self._kept = _Kept()
        self._events: list[Event] = []
        self.findings: tuple[Finding, ...] = ()
        self._left: Flight | None = None
        """One that arrived and is still there."""

    async def run(self, rests: Callable[[], bool]) -> None:
        """Make branches on their days until cancelled; none while `rests` says so. What was left goes first."""
        if self._flights is None:
            return
        with suppress(PortError):  # tried again before the next branch
            await self._flights.clear()
        await self.remember()
        while self.every_s:
            if not rests() and self._clock.now() >= self.next_at():
                await (self.once() if self._left is None else self._tidy(self._left))
            await self._clock.sleep(_LOOK_S)

    async def remember(self) -> None:
        """Take up what an earlier run knew of its last branch."""
        with suppress(StoreFailed, msgspec.DecodeError):
            if (data := await self._memory.read(_NAME)) is not None:
                self._kept = msgspec.json.decode(data, type=_Kept)

    def shown(self) -> CanarySeen | None:
        """Return how the last one came out and when the next one is due; None where none are made."""
        kept = self._kept
        if not self.every_s:
            return None
        if not kept.at:
            return CanarySeen(self.next_at() if kept.tried_at else None)
        return CanarySeen(self.next_at(), kept.at, kept.lag_s, bool(kept.lost))

    def next_at(self) -> float:
        """Return when the next one is due, or the next try to remove the last one."""
        kept = self._kept
        soon = kept.lost or kept.tried_at or self._left is not None
        return max(kept.at, kept.tried_at) + (min(_AGAIN_S, self.every_s) if soon else self.every_s)

    async def once(self) -> Flight | None:
        """Make one branch now and take note of what came of it; None where none can be made."""
        if self._flights is None:
            return None
        try:
            flight = await self._flights.fly()
        except PortError as failed:
            flight = Flight("", None, trouble.finding_of(failed, "canary", SeenFrom.DESKTOP))
        now = self._clock.now()
        if flight.lag_s is None and _unanswered(flight.finding):
            self._kept = msgspec.structs.replace(self._kept, tried_at=now)
        else:
            self._judge(flight, flight.lag_s, now)
        await self._keep()
        return flight

    def _judge(self, flight: Flight, lag_s: float | None, now: float) -> None:
        self._kept = _Kept(now, self._kept.lost + 1 if lag_s is None else 0, lag_s)
        self._events.append(Event(now, "canary", flight.branch, "", "lost" if lag_s is None else f"{lag_s:.1f}"))
        self.findings = ()
        if lag_s is not None:
            self._timed(now, lag_s)
            self._left = flight if flight.finding is not None else None
        elif flight.finding is not None and self._kept.lost >= _FEWEST:
            self.findings = (_found(flight, flight.finding),)

    async def _tidy(self, left: Flight) -> None:
        """Try once more to remove one that arrived; only one that is there even then is a finding."""
        self._kept = msgspec.structs.replace(self._kept, tried_at=self._clock.now())
        with suppress(PortError):  # nobody knows whether it is still there: the checks tell why
            if await self._still_left():
                self.findings = (_found(left, left.finding),) if left.finding is not None else ()
            else:
                self._left, self.findings = None, ()
                self._kept = msgspec.structs.replace(self._kept, tried_at=0.0)
        await self._keep()

    async def _still_left(self) -> bool:
        if self._flights is None:
            return False
        await self._flights.clear()
        return bool(await self._flights.left())

    async def _keep(self) -> None:
        with suppress(StoreFailed):  # the rounds say that nothing can be kept
            await self._memory.write(_NAME, msgspec.json.encode(self._kept))

    def news(self) -> Sequence[Event]:
        """Return what happened since this was asked last."""
        told, self._events = self._events, []
        return told


def _unanswered(why: Finding | None) -> bool:
    """Tell whether a side gave no answer, so that nobody knows what became of a branch."""
    error = why.facts.get("error", "") if why is not None else ""
    return bool(error) and not error.startswith(_NO)


def _found(flight: Flight, why: Finding) -> Finding:
    title: Text = (
        T("The monitor's test branch did not arrive in Jira")
        if flight.lag_s is None
        else T("The monitor's test branch could not be removed")
    )
    facts = {**why.facts, "branch": flight.branch}
    severity, source = Severity.WARNING, "Help: Monitor"
    return Finding(
        "flow-canary-lost", severity, title, why.cause, why.fix, source, facts, check="flow", seen_from=why.seen_from
    )
