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
from wizard.monitor.asking import Asking
from wizard.monitor.first_sync import FirstSync
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_kept import keep, take_up
from wizard.monitor.history_progress import Progress, light_of, measure
from wizard.monitor.history_reading import active_projects, all_projects, read_projects, unread
from wizard.monitor.history_rows import HISTORY, ProjectHistory, Row
from wizard.monitor.issues import Issues
from wizard.monitor.ladder import climb, count_among
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.panel_look import Panel
from wizard.monitor.sampling import CONFIDENCE, Share, wilson
from wizard.monitor.suspects import Suspects
from wizard.monitor.values import GroupFlow, History, Light, Reason

FULL_EVERY_S = 86_400.0
"""How often all issues are counted anew, for what Jira lost without a change in GitLab."""
_MOVING_EVERY_S = 60.0
_STANDING_EVERY_S = 600.0
_FEWEST_LOOKS = 200
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
        self._suspects = Suspects(self.index, issues, panel, book)
        self._issues = issues
        self._progress = Progress()
        self._passed: frozenset[int] = frozenset()
        """Projects at which a first sync has been."""
        self._totals = (0, 0)
        """Entries that are expected, and that are there."""
        self._judged = False
        """Whether the last count was of a sync that is through, or stands."""
        self._sampled: Sampled | None = None
        self._estimate: Share | None = None
        self._read_at = self._counted_at = 0.0
        self.reconciled_at: float | None = None
        self.progress: float | None = None
        self.refused: Refused | None = None
        """Why the panel or the search cannot be used, as it was last."""
        self._chance = random.Random(1)  # noqa: S311 - a sample, no secret

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
            full = started - self._counted_at > FULL_EVERY_S
            suspects = await self._count(asking) if full else await self._count_grown(asking, grown)
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
        suspects = await self._count(asking)
        await self._note()
        await self._judge(asking, suspects)

    def explained(self) -> bool:
        """Tell whether all that is expected is there, or known by name to be absent."""
        expected, present = self._totals
        return present + sum(self.index.absent.values()) >= expected

    def follow_every_s(self) -> float:
        return _STANDING_EVERY_S if self._judged else _MOVING_EVERY_S

    async def recheck(self, asking: Asking, most: int) -> None:
        """Look again at the missing things that nobody looked at for longest."""
        held = [(missing.seen_at, place) for place in self.book.places() if (missing := self.book.get(place))]
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
        if self._estimate is not None:
            coverage, present = self._estimate.value, round(self._estimate.value * expected)
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
                self._read_at = await take_up(self._memory, self.index, self.groups)

    async def _read(
        self, asking: Asking, on_progress: Callable[[float], None]
    ) -> tuple[set[tuple[Kind, int]], list[int]]:
        """Return of what more is expected than before, and the projects that were read."""
        if self._read_at:
            projects = unread(self.index, await active_projects(asking, self.groups, self._read_at))
        else:
            projects = unread(self.index, await all_projects(asking, self.groups))
        grown = await read_projects(asking, self.index, projects, now=self._clock.now, on_progress=on_progress)
        return grown, [one.id for one in projects]

    async def _count(self, asking: Asking) -> list[tuple[Kind, int]]:
        try:
            for kind in HISTORY:
                await climb(asking, self.index, kind)
        except Refused as error:
            if error.code != "jira-search-refused":
                raise
            self.refused = error
            return self._sample()
        self.refused = self._estimate = None
        self._counted_at = self._clock.now()
        return (await self.index.uneven())[0]

    async def _count_grown(self, asking: Asking, grown: set[tuple[Kind, int]]) -> list[tuple[Kind, int]]:
        """Ask only of what is expected to show more than before, and of what was absent."""
        names = self._issues.open(self.index.names[key] for _, key in sorted(grown))
        for start in range(0, len(names), 100):
            await self._issues.look_up(asking, names[start : start + 100])
        for kind in HISTORY:
            by_count: dict[int, list[int]] = {}
            for _, key in sorted(place for place in grown if place[0] is kind):
                if self.index.names[key] in self._issues.ids:
                    by_count.setdefault(self.index.expected[kind][key], []).append(key)
            for enough, keys in by_count.items():
                await count_among(asking, self.index, kind, enough, keys, self.index.seen[kind])
        short = {(kind, key) for kind, key in grown if self.index.seen[kind][key] < self.index.expected[kind][key]}
        return sorted(short | {place for place, count in self.index.absent.items() if count})

    async def _judge(self, asking: Asking, suspects: Collection[tuple[Kind, int]]) -> None:
        """Name what is missing, unless a first sync is still to bring it."""
        self._judged = not self._unfinished()
        _, present = self._totals
        if not self.sampled() and not (present and self._judged):
            return
        most = max(_FEWEST_LOOKS, len(self.index.names) // _KEYS_A_CALL - asking.asked)
        try:
            await self._suspects.judge(asking, list(suspects)[:most], now=self._clock.now(), why=self._why)
            if self.sampled():
                self._estimate = self._estimated(suspects)
            else:
                await self._judge_hidden(asking, most)
        except Refused as error:
            if not error.code.startswith("jira-panel"):
                raise
            self.refused = error
        await self._note()

    def _unfinished(self) -> bool:
        """Tell whether a first sync may still bring what is absent."""
        return self._progress.ahead() > 0 and not self.sync.stands(self._clock.now())

    def sampled(self) -> bool:
        """Tell whether some issues stand for all, because the site refuses the search."""
        return self.refused is not None and self.refused.code == "jira-search-refused"

    def _estimated(self, sample: Collection[tuple[Kind, int]]) -> Share:
        """Return the coverage by a sample of issues; as things of one issue come together, issues are what counts."""
        entries = sum(self.index.expected[kind][key] for kind, key in sample if key not in self.index.unknown)
        absent = sum(self.index.absent.get(place, 0) for place in sample)
        there = 1 - absent / entries if entries else 1.0
        return wilson(
            round(there * len(sample)), len(sample), sum(1 for kind in HISTORY for _ in self.index.wanted(kind))
        )

    async def _judge_hidden(self, asking: Asking, most: int) -> None:
        """Look into some issues that show more than is expected: something else may hide a gap there."""
        _, more = await self.index.uneven()
        if not more:
            self._sampled = None
            return
        chosen = self._chance.sample(more, min(_SAMPLE, most, len(more)))
        guilty = await self._suspects.judge(asking, chosen, now=self._clock.now(), why=self._why)
        self._sampled = Sampled(wilson(guilty, len(chosen), len(more)), len(more))

    def _sample(self) -> list[tuple[Kind, int]]:
        """Return some issues in place of all."""
        every = [(kind, key) for kind in HISTORY for key, _, _ in self.index.wanted(kind)]
        return self._chance.sample(every, min(_FEWEST_LOOKS, len(every)))

    async def _note(self) -> None:
        self._totals = await self.index.totals()
        self._progress = await measure(self.index, self.book)
        self._passed = frozenset(sorted(self.index.projects)[: self._progress.reached])
        self.sync.reached(self._clock.now(), self._progress.reached, len(self._progress.projects))

    def _why(self, project: ProjectHistory, _row: Row) -> Reason:
        """Return why something of this project is absent: the sync was there, or is still to come."""
        return Reason.REJECTED if project.id in self._passed else Reason.NOT_YET

    def _certainty(self, expected: int) -> tuple[float, float]:
        if self._estimate is not None:
            return CONFIDENCE if self._estimate.margin else 1.0, self._estimate.margin
        if self._sampled is None or not expected or self._sampled.share.margin == 0:
            return 1.0, 0.0
        most = self._sampled.share.value + self._sampled.share.margin
        return CONFIDENCE, min(1.0, most * self._sampled.of / expected)

    def _light(self, expected: int, present: int) -> Light:
        if present >= expected:
            return Light.OK
        return Light.BROKEN if not present and self.sync.stands(self._clock.now()) else Light.BEHIND
