"""The flow of one connection: what the rounds of the monitor ask of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from wizard.domain.answers import Answers
from wizard.domain.clock import Clock
from wizard.domain.errors import StoreFailed
from wizard.domain.findings import Finding
from wizard.domain.flow import Kind
from wizard.domain.flow_memory import FlowMemory
from wizard.domain.gitlab_logs import GitLabLogs
from wizard.domain.ports import Ports
from wizard.monitor import live_kept
from wizard.monitor.asking import Asking
from wizard.monitor.budget import Budget, Work
from wizard.monitor.flow_findings import findings_of
from wizard.monitor.history_watch import HistoryWatch
from wizard.monitor.issues import Issues
from wizard.monitor.live_light import live_of
from wizard.monitor.live_watch import LiveWatch
from wizard.monitor.log_watch import LogWatch
from wizard.monitor.missing_book import Changes, MissingBook
from wizard.monitor.panel_look import Panel
from wizard.monitor.values import GroupFlow, History, Integration, Live, Missing, Reason

EVERY_S = 60.0


class Look(NamedTuple):
    """What one round saw."""

    live: Live
    history: History
    findings: tuple[Finding, ...]
    changes: Changes
    """What is missing that was not, and what is not missing any more."""
    integration: Integration | None = None


class Flow:
    """Used in one loop; `look` and `reconcile` may run beside each other."""

    def __init__(
        self,
        answers: Answers,
        ports: Ports,
        clock: Clock,
        memory: FlowMemory,
        budget: Budget,
        *,
        every_s: float = EVERY_S,
        logs: GitLabLogs | None = None,
        hide: Callable[[str], str] = str,
    ) -> None:
        self._ports, self._clock, self._memory, self._budget = ports, clock, memory, budget
        self._logs = LogWatch(logs, clock, hide)
        self.book = MissingBook(self._logs.explain)
        issues, panel = Issues(clock), Panel()
        self._history = HistoryWatch(answers, clock, memory, self.book, issues, panel)
        self._live = LiveWatch(
            self._history.links, clock, self.book, issues, panel, self._history.index, every_s, self._logs
        )
        self._taken_up = self._reconciling = False
        self._followed_at = 0.0

    async def look(self) -> Look:
        """Make one round within the budget of rounds; while a first sync goes on it is counted as well."""
        asking = self._asking(Work.ROUND)
        if not self._taken_up:
            self._taken_up = True
            with suppress(StoreFailed):  # the rounds say that nothing can be kept
                await live_kept.take_up(self._memory, self._live, self._clock.now())
        await self._logs.round()
        await self._live.round(asking)
        with suppress(StoreFailed):
            await live_kept.keep(self._memory, self._live, self._clock.now())
        if not self._reconciling and self._history.reconciled_at is not None:
            await self._follow(asking)
        return self.now()

    def now(self) -> Look:
        """Return what the last round and reconciliation saw."""
        live = live_of(self._live, self._clock.now())
        findings = findings_of(live, self._live, self._history, self.book)
        return Look(live, self._history.value(), findings, self.book.changes())

    async def reconcile(self, on_progress: Callable[[float], None]) -> None:
        """Look at everything, or at what changed since everything was looked at."""
        self._reconciling = True
        try:
            await self._logs.round()
            await self._history.reconcile(self._asking(Work.RECONCILE), on_progress)
        finally:
            self._reconciling = False

    def missing(
        self,
        *,
        reason: Reason | None = None,
        kind: Kind | None = None,
        group: str = "",
        limit: int = 1000,
        skip: int = 0,
    ) -> tuple[Sequence[Missing], int]:
        """Return what is missing, the newest first, and how much it is in all."""
        return self.book.find(reason=reason, kind=kind, group=group, limit=limit, skip=skip)

    def projects(self, group: str) -> Sequence[GroupFlow]:
        """Return the history of the projects of a group."""
        return self._history.projects(group)

    def timed(self, at: float, seconds: float) -> None:
        """Take in how long something took that somebody else has timed."""
        self._live.lags.add(at, seconds)

    def lags(self) -> Sequence[tuple[float, float]]:
        """Return the lags of the last day: when something was first seen in Jira, and how long it took."""
        return self._live.lags.samples()

    async def _follow(self, asking: Asking) -> None:
        if not self._history.explained():
            if self._clock.now() - self._followed_at >= self._history.follow_every_s():
                self._followed_at = self._clock.now()
                await self._history.follow(self._asking(Work.RECONCILE))
        elif asking.left_at_jira() > 0:
            await self._history.recheck(asking, asking.left_at_jira())

    def _asking(self, work: Work) -> Asking:
        return Asking(self._ports.gitlab, self._ports.jira, self._budget, work)
