"""Follows what a first sync brings: what is expected, how much of it is there, what is missing and why."""

import random
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from wizard.checks.first_sync_forecast import without_nested
from wizard.domain.answers import Answers
from wizard.domain.clock import Clock
from wizard.domain.errors import Refused, StoreFailed
from wizard.domain.flow import Kind
from wizard.domain.flow_memory import FlowMemory
from wizard.monitor import beyond_limit
from wizard.monitor.asking import Asking
from wizard.monitor.first_sync import FirstSync
from wizard.monitor.history_counting import FEWEST_LOOKS, Counting
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_kept import keep, take_up
from wizard.monitor.history_progress import Progress, light_of, measure
from wizard.monitor.history_reading import active_projects, all_projects, read_projects, unread
from wizard.monitor.history_rows import HISTORY, ProjectHistory, Row
from wizard.monitor.issues import Issues
from wizard.monitor.links import Links
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.panel_look import Panel
from wizard.monitor.sampling import CONFIDENCE, Share, wilson
from wizard.monitor.suspects import Suspects
from wizard.monitor.unlinked_history import UnlinkedHistory
from wizard.monitor.values import GroupFlow, History, Light, Reason

FULL_EVERY_S = 86_400.0
"""How often all issues are counted anew, for what Jira lost without a change in GitLab."""
_MOVING_EVERY_S = 60.0
_STANDING_EVERY_S = 600.0
_PART_OF_THE_TIME = 4.0
"""One part in so many of the time is spent with counting."""
_KEYS_A_CALL = 100
"""Of everything that is looked at, one request to Jira for so many keys."""
_SAMPLE = 50
_READING, _COUNTING = 0.7, 0.9
"""Parts of the progress."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a sample told of issues that show more than is expected."""

    share: Share
    of: int


class HistoryWatch:
    def __init__(
        self, answers: Answers, clock: Clock, memory: FlowMemory, book: MissingBook, issues: Issues, panel: Panel
    ) -> None:
        self._answers, self._clock, self._memory, self.book = answers, clock, memory, book
        self.index = HistoryIndex()
        self.sync = FirstSync()
        self.links = Links(clock, self.groups, self.index)
        self._unlinked = UnlinkedHistory(self.links, self.index, book)
        self._suspects = Suspects(self.index, issues, panel, book)
        self._progress = Progress()
        self._passed: frozenset[int] = frozenset()
        """Projects at which a first sync has been."""
        self._totals = (0, 0)
        """Entries that are expected, and that are there."""
        self._took_s = 0.0
        """Time that the last count took."""
        self._judged = False
        """Whether the last count was of a sync that is through, or stands."""
        self._sampled: Sampled | None = None
        self._read_at = self._listed_at = 0.0
        self.reconciled_at: float | None = None
        self.progress: float | None = None
        self.refused: Refused | None = None
        """Why the panels cannot be read, as it was last."""
        self._chance = random.Random(1)  # noqa: S311 - a sample, no secret
        self.counting = Counting(self.index, issues, clock, self._chance)

    @property
    def groups(self) -> tuple[str, ...]:
        return without_nested(self._answers.groups.paths)

    def moves(self) -> bool:
        return self.sync.moves(self._clock.now())

    async def reconcile(self, asking: Asking, on_progress: Callable[[float], None]) -> None:
        """Look at everything; after the first time at what changed since, and once a day at all issues."""

        def tell(done: float) -> None:
            self.progress = done
            on_progress(done)

        started = self._clock.now()
        try:
            await self._take_up()
            grown, read = await self._read(asking, lambda done: tell(done * _READING))
            await beyond_limit.note(self.index, self.book, started)
            old = started - self.counting.counted_at > FULL_EVERY_S
            full = old or not self.explained() or await self.counting.has_lost(asking)
            suspects = await self.counting.all(asking) if full else await self.counting.grown(asking, grown)
            tell(_COUNTING)
            await self._note()
            await self._judge(asking, suspects)
            self._read_at = self.reconciled_at = started
            with suppress(StoreFailed):  # the rounds say that nothing can be kept
                await keep(self._memory, self.index, read, started, self.groups)
            tell(1.0)
        finally:
            self.progress = None

    async def follow(self, asking: Asking) -> None:
        """Count again while a first sync goes on, and judge what is missing once it stands."""
        began = self._clock.monotonic()
        suspects = await self.counting.all(asking)
        await self._note()
        await self._judge(asking, suspects)
        self._took_s = self._clock.monotonic() - began

    def explained(self) -> bool:
        """Tell whether all that is expected is there, or known by name to be absent."""
        expected, present = self._totals
        return present + sum(self.index.absent.values()) >= expected

    def unnamed(self) -> int:
        """Return how much is absent that nobody looked up by name, of a sync that is through or stands."""
        expected, present = self._totals
        return max(0, expected - present - sum(self.index.absent.values())) if self._judged else 0

    def follow_every_s(self) -> float:
        """Return how often to count: rarely where nothing moves, and where it takes long."""
        return max(_STANDING_EVERY_S if self._judged else _MOVING_EVERY_S, self._took_s * _PART_OF_THE_TIME)

    async def recheck(self, asking: Asking, most: int) -> None:
        """Look again at the missing things that nobody looked at for longest."""
        if await self._ask_for_links(asking):
            return  # the counts tell of it from now on
        held = [
            (missing.seen_at, place)
            for place in self.book.places()
            if (missing := self.book.get(place)) and not self.links.is_unlinked(missing.project)
        ]
        wanted: dict[tuple[Kind, int], None] = {}
        for _, place in sorted(held):
            number = self.index.number_of(place.key) if place.key and place.kind in HISTORY else None
            if number is not None and place.project in self.index.projects:
                wanted[place.kind, number] = None
            if len(wanted) >= most:
                break
        before = sum(self.index.absent.values())
        await self._suspects.judge(asking, wanted, now=self._clock.now(), why=self._why)
        if sum(self.index.absent.values()) != before:
            await self._note()

    def value(self) -> History:
        expected, present = self._totals
        if self.reconciled_at is None:
            return History(projects=len(self.index.projects), progress=self.progress)
        eta = self.sync.eta(self._clock.now()) if self.moves() else None
        confidence, margin = self._certainty(expected)
        coverage = present / expected if expected else 1.0
        if self.counting.estimated is not None:
            coverage, present = self.counting.estimated.value, round(self.counting.estimated.value * expected)
        light = self._light(expected, present)
        return History(
            light=light,
            expected=expected,
            present=present,
            coverage=coverage,
            confidence=confidence,
            margin=margin,
            projects=len(self._progress.projects),
            projects_done=self._progress.done(),
            per_minute=eta.per_minute if eta else None,
            eta_s=eta.seconds if eta else 0.0 if light is Light.OK else None,
            eta_margin_s=eta.margin_s if eta else None,
            groups=tuple(self._progress.group(path, light) for path in self.groups),
            reasons=dict(self.book.reasons()),
            reconciled_at=self.reconciled_at,
            progress=self.progress,
        )

    def projects(self, group: str) -> list[GroupFlow]:
        """Return the projects of a group."""
        return [
            GroupFlow(one.path, light_of(one, reached=place < self._progress.reached), 1, int(one.done), one.expected,
                      one.present)
            for place, one in enumerate(self._progress.projects)
            if one.path.startswith(f"{group}/")
        ]  # fmt: skip

    async def _take_up(self) -> None:
        """Begin with what an earlier run had read."""
        if not self._read_at and not self.index.projects:
            with suppress(StoreFailed):
                self._read_at = self._listed_at = await take_up(self._memory, self.index, self.groups)

    async def _read(
        self, asking: Asking, on_progress: Callable[[float], None]
    ) -> tuple[set[tuple[Kind, int]], list[int]]:
        """Return of what more is expected than before, and the projects that were read or are gone."""
        gone: list[int] = []
        now = self._clock.now()
        if self._read_at and now - self._listed_at < FULL_EVERY_S:
            found = await active_projects(asking, self.groups, self._read_at)
        else:
            found = await all_projects(asking, self.groups)
            gone = [*(self.index.projects.keys() - {one.id for one in found})]
            self._forget(gone)
            self._listed_at = now
        projects = unread(self.index, found)
        grown = await read_projects(asking, self.index, projects, now=self._clock.now, on_progress=on_progress)
        return grown, [*gone, *(one.id for one in projects)]

    def _forget(self, projects: Collection[int]) -> None:
        """Expect nothing more of projects that were deleted or left the linked groups."""
        for number in projects:
            self.index.drop(number)
        for place in self.book.places():
            if place.project in projects:
                self.book.clear(place)

    async def _judge(self, asking: Asking, suspects: Collection[tuple[Kind, int]]) -> None:
        """Name what is missing, unless a first sync is still to bring it."""
        await self._ask_for_links(asking)
        self._judged = not self._unfinished()
        _, present = self._totals
        whole = self.counting.sampled or (present > 0 and self._judged)
        # Nothing brings what groups expect that are not linked: that needs no waiting, and no look where nothing is.
        bare = [] if self.counting.sampled else await self._unlinked.bare(suspects)
        if bare:
            await self._suspects.judge(asking, bare, now=self._clock.now(), why=self._why, bare=True)
            await self._note()
        if not whole:
            return
        suspects = set(suspects).difference(bare)
        most = max(FEWEST_LOOKS, len(self.index.names) // _KEYS_A_CALL - asking.asked)
        try:
            await self._suspects.judge(asking, list(suspects)[:most], now=self._clock.now(), why=self._why)
            if self.counting.sampled:
                self.counting.estimate(suspects)
            else:
                await self._judge_hidden(asking, most)
            self.refused = None
        except Refused as error:
            if not error.code.startswith("jira-panel"):
                raise
            self.refused = error
        await self._note()

    async def _ask_for_links(self, asking: Asking) -> bool:
        """Ask about groups of which something is absent; where one was linked since, a sync begins anew."""
        came = await self._unlinked.ask(asking, self._progress)
        if came:
            self.sync.points.clear()
            await self._note()
            self._judged = False
        return came

    def _unfinished(self) -> bool:
        """Tell whether a first sync may still bring what is absent."""
        return self._progress.ahead() > 0 and not self.sync.stands(self._clock.now())

    async def _judge_hidden(self, asking: Asking, most: int) -> None:
        """Look into some issues that show more than is expected: something else may hide a gap there."""
        _, more = await self.index.uneven()
        if not more:
            self._sampled = None
            return
        chosen = self._chance.sample(more, min(_SAMPLE, most, len(more)))
        guilty = await self._suspects.judge(asking, chosen, now=self._clock.now(), why=self._why)
        self._sampled = Sampled(wilson(guilty, len(chosen), len(more)), len(more))

    async def _note(self) -> None:
        self._totals = await self.index.totals()
        self._progress = await measure(self.index, self.book)
        self._passed = frozenset(sorted(self.index.projects)[: self._progress.reached])
        self.sync.reached(self._clock.now(), self._progress.reached, len(self._progress.projects))

    def _why(self, project: ProjectHistory, _row: Row) -> Reason:
        """Return why something of this project is absent: nobody linked it, the sync was there, or is still to come."""
        if self.links.is_unlinked(project.path):
            return Reason.NOT_LINKED
        return Reason.REJECTED if project.id in self._passed else Reason.NOT_YET

    def _certainty(self, expected: int) -> tuple[float, float]:
        if self.counting.estimated is not None:
            return CONFIDENCE if self.counting.estimated.margin else 1.0, self.counting.estimated.margin
        if self._sampled is None or not expected or self._sampled.share.margin == 0:
            return 1.0, 0.0
        most = self._sampled.share.value + self._sampled.share.margin
        return CONFIDENCE, min(1.0, most * self._sampled.of / expected)

    def _light(self, expected: int, present: int) -> Light:
        if present >= expected:
            return Light.OK
        return Light.BROKEN if not present and self.sync.stands(self._clock.now()) else Light.BEHIND
