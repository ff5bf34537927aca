"""Watches one connection round by round: health, drift, flow, alarms, history."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from wizard.checks import trouble
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.flow import Kind
from wizard.domain.monitor_history import MonitorHistory, NoHistory
from wizard.monitor import authors, drift, expiries, in_force
from wizard.monitor.alarms import ROUNDS, Alarms, Look
from wizard.monitor.budget import Work
from wizard.monitor.canary import Canary
from wizard.monitor.flow import Look as Flowing
from wizard.monitor.flow_source import NOTHING_SEEN, FlowSource
from wizard.monitor.gaps import Gap, Rounds
from wizard.monitor.health import Health, HealthSeen
from wizard.monitor.kept import Kept
from wizard.monitor.overheard import Overheard
from wizard.monitor.port import OnSnapshot
from wizard.monitor.remembered import Remembered
from wizard.monitor.roots import explained_loss, fold
from wizard.monitor.round import MAINTENANCE, Place, Seen, lights, out_of_reach
from wizard.monitor.values import Event, Expiry, GroupFlow, History, Light, Live, Missing, Reason, Snapshot

_ROOM_OF_HEALTH = 3
"""Requests to one host that a minute of health may take; the flow has the rest."""
_ALL_EVERY_S = 86_400.0
_TRY_ALL_EVERY_S = 900.0
_AUDIT_S = 29 * 86_400.0
"""GitLab gives audit events of 30 days at most."""
_BEFORE_S = 3600.0
"""While rounds are made, a change lies no longer before the round that saw it."""


@dataclass(frozen=True, slots=True)
class Pace:
    every_s: float = 60.0
    quiet: Callable[[float], bool] = lambda _now: False
    """Whether nobody is told at a moment."""
    window: Callable[[float], str] = lambda _now: ""
    """The window of maintenance that a moment lies in, as it was written; empty for none."""


class Watching:
    """Implements `wizard.monitor.port.Monitor`."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        health: Health,
        flow: FlowSource,
        overheard: Overheard,
        *,
        history: MonitorHistory | None = None,
        pace: Pace | None = None,
        facts: Callable[[], Awaitable[None]] | None = None,
        journal: in_force.Journal = in_force.unread,
        audit: authors.Ask | None = None,
        canary: Canary | None = None,
    ) -> None:
        """`facts` asks for what ends soon before the first round; `journal` for what this program did meanwhile,
        `audit` for who changed settings; `canary` makes test branches.
        """
        self._place, self._clock, self._health, self._flow = place, clock, health, flow
        self._overheard, self._pace = overheard, pace or Pace()
        self._disk = Kept(history or NoHistory(), place.name)
        self._facts, self._journal, self._audit, self._canary = facts, journal, audit, canary
        self._rounds = Rounds(self._pace.every_s)
        self._alarms = Alarms()
        self._kept = Remembered()
        self._begun = False
        self._at_work, self._first_round = asyncio.Lock(), asyncio.Event()
        self._paused = False
        self._listeners: list[OnSnapshot] = []
        self._flowing: Flowing = NOTHING_SEEN
        self._snapshot = Snapshot(place.name, clock.now(), 0, app=place.app)

    @property
    def snapshot(self) -> Snapshot:
        return self._snapshot

    def listen(self, listener: OnSnapshot) -> Callable[[], None]:
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def pause(self) -> None:
        self._paused = True
        self._show(replace(self._snapshot, paused=True, next_at=None))

    def resume(self) -> None:
        self._paused = False
        self._show(replace(self._snapshot, paused=False, error=None))

    async def follow_journal(self) -> None:
        async with self._at_work:
            await self._follow_journal()

    async def _follow_journal(self) -> frozenset[str]:
        """Take up what the journal says now; return the settings that this program itself has changed since."""
        now = await self._journal()
        if now is None:
            return frozenset()
        ours = in_force.differing(self._place.confirmed, now.settings)
        was, self._place = self._place, replace(self._place, confirmed=now.settings, taken_back=now.taken_back)
        if now.taken_back and not was.taken_back:
            await self._rest()
        return ours

    async def _rest(self) -> None:
        """Look at nothing that was taken back, until somebody wants it again."""
        self._paused, self._alarms = True, Alarms()
        self._kept = replace(self._kept, alarms=())
        said = in_force.taken_back(self._place.gitlab.host)
        live = replace(self._snapshot.live, light=Light.PAUSED)
        shown = replace(self._snapshot, live=live, paused=True, next_at=None, alarms=(), findings=(said,), error=said)
        self._show(await self._written(shown, [Event(self._clock.now(), "taken-back", "", "", "")]))

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._make_rounds(), name="rounds of the monitor")
            group.create_task(self._look_at_all_daily(), name="daily look of the monitor")
            if self._canary is not None:
                group.create_task(self._canary.run(self._flies_not), name="test branches of the monitor")

    def _flies_not(self) -> bool:
        """Tell whether it is no time for a test branch: before the first round, in a pause, in maintenance, or while
        something is known that it would be lost for.
        """
        shown = self._snapshot
        rests = self._paused or shown.maintenance or bool(shown.window) or shown.error is not None
        return not shown.round or rests or explained_loss(shown.findings)

    async def _look_at_all_daily(self) -> None:
        """Look at everything where nobody has yet, and again once a day; what did not work is tried later."""
        await self._first_round.wait()
        while True:
            done_at = self._flowing.history.reconciled_at
            if not self._paused and (done_at is None or self._clock.now() - done_at >= _ALL_EVERY_S):
                with contextlib.suppress(PortError):  # the rounds say why a side cannot be reached
                    await self.reconcile(lambda _done: None)
            await self._clock.sleep(_TRY_ALL_EVERY_S)

    async def _make_rounds(self) -> None:
        while True:
            began = self._clock.monotonic()
            if not self._paused:
                await self.round()
            self._first_round.set()
            took = self._clock.monotonic() - began
            # A round that took long is not made up for: the next one comes a while after it.
            await self._clock.sleep(max(self._pace.every_s - took, self._pace.every_s / 4))

    async def once(self) -> Snapshot:
        """Look at all there is, and once more where something has to be confirmed."""
        self._overheard.work = Work.RECONCILE
        await self._round(everything=True)
        failure = None
        if self._snapshot.error is None and not out_of_reach(self._snapshot.findings):
            try:
                await self.reconcile(lambda _done: None)
            except PortError as failed:
                failure = trouble.finding_of(failed, "round", SeenFrom.DESKTOP)
        for _ in range(ROUNDS):
            if self._alarms.unsure:
                await self._round(everything=False)
        return self._snapshot if failure is None else replace(self._snapshot, error=failure)

    async def round(self) -> Snapshot:
        return await self._round(everything=False)

    async def _round(self, *, everything: bool) -> Snapshot:
        async with self._at_work:
            events = await self._begin()
            now = self._clock.now()
            gap = self._rounds.begin(now, self._clock.monotonic())
            if gap is not None:
                events.append(Event(now, "gap", gap.kind, "", str(int(gap.seconds))))
            seen = await self._seen(now, everything=everything)
            ours = await self._follow_journal() if self._place.drifted(seen.state) else frozenset()
            if not self._rests():
                await self._conclude(events, await self._with_authors(seen, now, ours), gap, ours)
            self._rounds.ended(self._clock.now(), self._clock.monotonic())
        return self._snapshot

    async def _seen(self, now: float, *, everything: bool) -> Seen:
        """Ask both sides; a side that cannot be reached is not waited for twice."""
        health, error, flow_told = HealthSeen(), None, False
        try:
            again, room = self._alarms.open_checks, self._room()
            health = await self._health.look(now, again=again, everything=everything, room=room)
            if not out_of_reach(health.findings):
                self._flowing, flow_told = await self._flow.look(), True
        except PortError as failed:
            error = trouble.finding_of(failed, "round", SeenFrom.DESKTOP)
        heard = self._overheard.answers
        state = drift.seen(self._place.answers, self._place.gitlab, heard, self._kept.state)
        return Seen(health, self._flowing, flow_told, state, error)

    async def _with_authors(self, seen: Seen, now: float, ours: frozenset[str]) -> Seen:
        """Ask who changed settings where that is news, or where they are not as this program left them."""
        kept = self._kept
        fresh = {one.subject for one in drift.events(kept.state, seen.state, now)} - ours
        names = {*fresh, *kept.authors, *drift.differing(self._place.confirmed, seen.state)}
        wanted = {name: seen.state[name] for name in drift.SETTINGS if name in names and name in seen.state}
        since = now - (_BEFORE_S if self._snapshot.round else _AUDIT_S)
        return replace(seen, authors=await authors.of(wanted, kept.authors, self._audit, since))

    def _room(self) -> int:
        """Return how many requests of this round are for the health."""
        minutes = max(1.0, self._pace.every_s / 60.0)
        return max(1, int(_ROOM_OF_HEALTH * minutes))

    async def _begin(self) -> list[Event]:
        """Take up what an earlier run remembered, in the first round."""
        if self._begun:
            return []
        self._begun = True
        self._kept = await self._disk.read()
        await self._overheard.budget.take_up()
        self._alarms = Alarms(self._kept.alarms)
        if self._canary is not None:
            await self._canary.remember()
        if self._facts is not None:
            await self._facts()
            self._show(replace(self._snapshot, expiries=self._ends(self._clock.now())))
        return [Event(self._clock.now(), "started", self._place.name, "", "")]

    def _ends(self, now: float) -> tuple[Expiry, ...]:
        return expiries.expiries(self._place.answers, self._overheard.answers, self._place.gitlab.host, now)

    def _rests(self) -> bool:
        return self._paused and self._snapshot.error is not None and self._snapshot.error.code == in_force.CODE

    async def _conclude(self, events: list[Event], seen: Seen, gap: Gap | None, ours: frozenset[str]) -> None:
        """Judge what was seen, tell the listeners and write it down; `ours` are settings that we changed ourselves."""
        now, place = self._clock.now(), self._place
        events += [one for one in drift.events(self._kept.state, seen.state, now) if one.subject not in ours]
        events += authors.events(self._kept.authors, seen.authors, now)
        findings = seen.findings(place)
        if self._canary is not None:
            events += self._canary.news()
            findings += self._canary.findings
        maintenance, window = any(one.code == MAINTENANCE for one in findings), self._pace.window(now)
        wrong = (one for one in findings if one.code != MAINTENANCE)
        look = Look(
            now,
            fold(wrong, self._health.needs, reached=seen.health.reached),
            seen.asked(),
            seen.told(),
            quiet=self._pace.quiet(now),
            maintenance=maintenance or bool(window),
            after_gap=gap is not None,
        )
        events += self._alarms.judge(look)
        ends = self._ends(now)
        warned, said = expiries.dated(ends, self._kept.said, now)
        events += warned
        self._kept = Remembered(self._kept.round + 1, self._alarms.now, said, seen.state, seen.authors)
        shown = replace(self._made(now, findings, ends, seen.error, maintenance=maintenance), window=window)
        events += lights(self._snapshot, shown)
        self._show(await self._written(shown, events))

    def _made(
        self,
        now: float,
        findings: tuple[Finding, ...],
        ends: tuple[Expiry, ...],
        error: Finding | None,
        *,
        maintenance: bool,
    ) -> Snapshot:
        live, history = self._lights_at(now)
        budget = self._overheard.budget
        return Snapshot(
            self._place.name,
            now,
            self._kept.round,
            replace(live, light=Light.PAUSED) if maintenance else live,
            history,
            ends,
            self._alarms.now,
            findings,
            budget.used(),
            budget.per_minute,
            paused=self._paused,
            maintenance=maintenance,
            next_at=now + self._pace.every_s,
            error=error,
            app=self._place.app,
            integration=self._flowing.integration,
            test_branches=self._canary.shown() if self._canary is not None else None,
        )

    def _lights_at(self, now: float) -> tuple[Live, History]:
        """Return both lights, with what is known of the beginning."""
        begun = self._place.begun
        return begun.live(self._flowing.live, now), begun.history(self._flowing.history, now)

    async def _written(self, shown: Snapshot, events: Sequence[Event]) -> Snapshot:
        """Write a round down and return its snapshot, with a finding where that did not work."""
        lost = await self._disk.write(shown, events, self._kept)
        return shown if lost is None else replace(shown, findings=(*shown.findings, lost))

    def _show(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        for listener in tuple(self._listeners):
            listener(snapshot)

    async def reconcile(self, on_progress: Callable[[float], None]) -> Snapshot:
        def tell(done: float) -> None:
            self._show(replace(self._snapshot, history=replace(self._snapshot.history, progress=done)))
            on_progress(done)

        await self._flow.reconcile(tell)
        self._flowing = self._flow.now()
        now = self._clock.now()
        live, history = self._lights_at(now)
        shown = replace(
            self._snapshot,
            at=now,
            live=live,
            history=replace(history, progress=None),
            integration=self._flowing.integration,
        )
        coverage = "" if history.coverage is None else f"{history.coverage:.4f}"
        self._show(await self._written(shown, [Event(now, "reconciled", "", "", coverage)]))
        return self._snapshot

    async def acknowledge(self, code: str, subject: str) -> None:
        self._alarms.acknowledge(code, subject, self._clock.now())
        await self._changed()

    async def snooze(self, code: str, subject: str, until: float, reason: str) -> None:
        self._alarms.snooze(code, subject, self._clock.now(), until, reason)
        await self._changed()

    async def _changed(self) -> None:
        self._kept = replace(self._kept, alarms=self._alarms.now)
        self._show(replace(self._snapshot, alarms=self._alarms.now))
        await self._disk.remember(self._kept)

    async def missing(
        self,
        *,
        reason: Reason | None = None,
        kind: Kind | None = None,
        group: str = "",
        limit: int = 1000,
        skip: int = 0,
    ) -> tuple[Sequence[Missing], int]:
        return self._flow.missing(reason=reason, kind=kind, group=group, limit=limit, skip=skip)

    async def projects(self, group: str) -> Sequence[GroupFlow]:
        return self._flow.projects(group)

    async def lag_over_time(self, since: float) -> Sequence[tuple[float, float, float, float]]:
        return await self._disk.lag(since)

    async def coverage_over_time(self, since: float) -> Sequence[tuple[float, float]]:
        return await self._disk.coverage(since)

    async def events(self, since: float, limit: int = 500) -> Sequence[Event]:
        return await self._disk.events(since, limit)
