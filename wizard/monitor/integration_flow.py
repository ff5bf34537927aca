"""The flow of a connection with the Jira issue integration: beside that of the app, or alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.clock import Clock
from wizard.domain.flow import Kind
from wizard.domain.ports import Ports
from wizard.monitor.asking import Asking
from wizard.monitor.budget import Budget, Work
from wizard.monitor.flow import Look
from wizard.monitor.flow_source import FlowSource
from wizard.monitor.in_force import Journal, unread
from wizard.monitor.integration_findings import findings_of
from wizard.monitor.integration_places import IntegrationPlaces, Wanted
from wizard.monitor.live_light import is_stopped
from wizard.monitor.mention_watch import MentionWatch
from wizard.monitor.values import GroupFlow, Integration, Light, Live, Missing, Reason

_PLACES_A_ROUND, _PROJECTS_A_ROUND = 1, 1
_ALL = 1000
_OUR_SHARE = 0.5
"""So much of a look at everything is the integration beside an app, as progress counts it."""


class IntegrationFlow:
    """Implements `FlowSource`: what the other source says, and the integration with it."""

    def __init__(
        self,
        other: FlowSource,
        answers: Answers,
        ports: Ports,
        clock: Clock,
        budget: Budget,
        *,
        confirmed: Mapping[str, Wanted],
        every_s: float,
        alone: bool,
        journal: Journal = unread,
    ) -> None:
        """`journal` tells what this program wrote or took back: asked where a place is not as it was set."""
        self._other, self._ports, self._budget, self._clock = other, ports, budget, clock
        self._places = IntegrationPlaces(answers, confirmed)
        self._mentions = MentionWatch(self._places, clock, every_s)
        self._alone, self._journal = alone, journal

    async def look(self) -> Look:
        await self._look(Work.ROUND, _PLACES_A_ROUND, _PROJECTS_A_ROUND)
        return self._with(await self._other.look())

    def now(self) -> Look:
        return self._with(self._other.now())

    async def reconcile(self, on_progress: Callable[[float], None]) -> None:
        ours = 1.0 if self._alone else _OUR_SHARE
        await self._look(Work.RECONCILE, _ALL, _ALL, lambda done: on_progress(ours * done))
        await self._other.reconcile(lambda done: on_progress(ours + (1.0 - ours) * done))

    def missing(
        self, *, reason: Reason | None, kind: Kind | None, group: str, limit: int, skip: int
    ) -> tuple[Sequence[Missing], int]:
        return self._other.missing(reason=reason, kind=kind, group=group, limit=limit, skip=skip)

    def projects(self, group: str) -> Sequence[GroupFlow]:
        return self._other.projects(group)

    async def _look(
        self, work: Work, places: int, projects: int, on_progress: Callable[[float], None] = lambda _done: None
    ) -> None:
        asking = Asking(self._ports.gitlab, self._ports.jira, self._budget, work)
        await self._places.look(asking, self._clock.now(), places, lambda done: on_progress(done / 2))
        if self._places.differ() and (now := await self._journal()) is not None:
            self._places.confirmed, self._places.undone = now.places, now.undone
        await self._mentions.look(asking, self._ports.account, projects, lambda done: on_progress((1 + done) / 2))

    def _with(self, seen: Look) -> Look:
        missing = self._mentions.missing()
        value = self._value(len(missing))
        findings = (*seen.findings, *findings_of(value, missing))
        live = seen.live
        if self._alone:
            live = Live(value.light, value.lag, (), value.missing)
        return seen._replace(live=live, findings=findings, integration=value)

    def _value(self, missing: int) -> Integration:
        watch = self._mentions
        value = Integration(
            places=self._places.now(),
            unread=self._places.unread(),
            sampled=watch.sampled(),
            looked_at=watch.looked_at,
            arrived=watch.arrived,
            missing=missing,
            last=watch.last,
            lag=watch.lags.value(self._clock.now()),
        )
        return replace(value, light=self._light(value))

    def _light(self, value: Integration) -> Light:
        """Return the lamp: off is broken, changed is behind, and without a mention nobody knows."""
        lights = {one.light for one in value.places}
        late = [one.item.at for one in self._mentions.missing()]
        if lights == {Light.BROKEN} or is_stopped(late, self._mentions.newest):
            return Light.BROKEN
        if value.missing or lights & {Light.BROKEN, Light.BEHIND}:
            return Light.BEHIND
        return Light.OK if value.last is not None else Light.UNKNOWN
