"""Follows what people do now: finds it in GitLab, looks for it in Jira, says how long it took."""

from collections import defaultdict, deque
from dataclasses import dataclass

from wizard.domain.clock import Clock
from wizard.domain.errors import Refused
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import Queue
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.issues import AT_ONCE, Issues
from wizard.monitor.lag import Lags
from wizard.monitor.links import Links
from wizard.monitor.live_questions import Questions
from wizard.monitor.live_reading import Found, LiveReading
from wizard.monitor.log_watch import LogWatch
from wizard.monitor.missing_book import MissingBook, Place
from wizard.monitor.panel_look import Panel, is_shown
from wizard.monitor.values import Missing, Reason
from wizard.monitor.watched import Watched, WatchList

_FEWEST_GRACE_S = 120.0
_ROUNDS_OF_GRACE = 2
_QUEUE_EVERY_S = 300.0
_MOST_SILENT = 500


@dataclass(slots=True)
class Seen:
    """What was seen of one kind since the start."""

    looked_at: int = 0
    arrived: int = 0
    last_arrived_at: float | None = None
    arrived_after: float = 0.0
    """When the newest that arrived had changed in GitLab."""


class LiveWatch:
    def __init__(
        self,
        links: Links,
        clock: Clock,
        book: MissingBook,
        issues: Issues,
        panel: Panel,
        history: HistoryIndex,
        every_s: float,
        logs: LogWatch,
    ) -> None:
        self._clock, self.book, self._issues, self._panel = clock, book, issues, panel
        self.every_s, self.logs = every_s, logs
        self.started = clock.now()
        self.watched = WatchList()
        self.questions = Questions(links.groups)
        self.questions.known = history.projects
        self.reading = LiveReading(self.questions, self.watched, history, self.started)
        self.links = links
        self.lags = Lags()
        self.seen: defaultdict[Kind, Seen] = defaultdict(Seen)
        self.newest: dict[tuple[int, Kind], float] = {}
        """Latest change of what arrived, by project and kind."""
        self.queue: Queue | None = None
        """As the metrics tell; None where they cannot be read."""
        self._queue_at = 0.0
        self.unread: dict[Kind, Refused] = {}
        """Kinds whose panel cannot be read."""
        self._silent: deque[Place] = deque()
        """Things that speak of no issue, the newest last."""

    def since(self, moment: float) -> None:
        """Look at what changed since then as well."""
        self.started = self.reading.started = moment

    def grace(self) -> float:
        """Return how long a thing has before it may be called missing."""
        waited = max((one.latency_s for one in (self.queue, self.logs.queue()) if one is not None), default=0.0)
        return max(_FEWEST_GRACE_S, waited + _ROUNDS_OF_GRACE * self.every_s)

    async def round(self, asking: Asking) -> None:
        """Ask as much as the budget gives."""
        await self._queues(asking)
        now = self._clock.now()
        kept = int(any(self._had_its_chance(one) for one in self.watched))
        for question in self.questions.due(now, self.every_s):
            if asking.left_at_gitlab() <= kept:
                break
            for found in await self.reading.ask(asking, question, now):
                self._take(found, now)
        self.questions.forget(now)
        await self._look(asking)

    def _take(self, found: Found, now: float) -> None:
        """Wait for a thing in its issues, and note what no wait brings."""
        if found.keys:
            self.watched.add(found.item, found.keys, now)
        for key in found.left_out:
            self.book.put(_place_of(found.item, key), self._missing(found.item, key, Reason.BEYOND_LIMIT))
        if not found.keys:
            place = _place_of(found.item, "")
            self.book.put(place, self._missing(found.item, "", Reason.NO_KEY))
            self._silent.append(place)
            if len(self._silent) > _MOST_SILENT:
                self.book.clear(self._silent.popleft())

    async def _queues(self, asking: Asking) -> None:
        now = self._clock.now()
        waits = self.queue is not None and self.queue.latency_s > self.every_s
        if (now - self._queue_at < _QUEUE_EVERY_S and not waits) or asking.left_at_gitlab() <= 0:
            return
        self._queue_at = now
        try:
            self.queue = await asking.of_gitlab(asking.gitlab.queues)
        except Refused:
            self.queue = None

    async def _look(self, asking: Asking) -> None:
        """Look for what is due, issue by issue."""
        due = self.watched.due(self._clock.now())
        names = self._issues.open(key for one in due for key in one.waits)
        for start in range(0, len(names), AT_ONCE):
            if asking.left_at_jira() <= 0:
                return
            await self._issues.look_up(asking, names[start : start + AT_ONCE])
        panels: dict[tuple[str, Kind], list[Watched]] = {}
        for one in due:
            for key in one.waits:
                panels.setdefault((key, one.item.kind), []).append(one)
        for (key, kind), waiting in panels.items():
            if asking.left_at_jira() <= 0:
                break
            if self._issues.is_unknown(key):
                await self._never(asking, key, waiting)
            elif key in self._issues.ids:
                await self._look_into(asking, key, kind, waiting)
        for one in due:
            await self._judge(asking, one)

    async def _never(self, asking: Asking, key: str, waiting: list[Watched]) -> None:
        reason = await self._issues.reason(asking, key)
        for one in waiting:
            self._looked(one)
            if self._clock.now() - one.found_at >= self.grace():
                self._write(one, key, reason)

    async def _look_into(self, asking: Asking, key: str, kind: Kind, waiting: list[Watched]) -> None:
        try:
            shown = await self._panel.shown(asking, self._issues.ids[key], kind)
        except Refused as error:
            if error.code == "http-404":
                self._issues.gone(key)  # it was deleted since; the next round says so
                return
            if not error.code.startswith("jira-panel"):
                raise
            self.unread[kind] = error
            self._unseen(waiting, key)
            return
        self.unread.pop(kind, None)
        late = any(self._had_its_chance(one) for one in waiting)
        if (shown or late) and await self._panel.is_hollow(asking, key, kind, shown):
            self._unseen(waiting, key)
            return
        homes = frozenset(self.reading.homes.values())
        for one in waiting:
            before = one.looked_at
            self._looked(one)
            if is_shown(kind, one.item.id, self._home(one.item), shown, homes):
                self._arrived(one, key, before)

    def _unseen(self, waiting: list[Watched], key: str) -> None:
        for one in waiting:
            self._looked(one)
            self._write(one, key, Reason.UNSEEN)

    def _arrived(self, one: Watched, key: str, before: float) -> None:
        now, item = self._clock.now(), one.item
        one.waits.remove(key)
        held = self.book.get(_place(one, key))
        unseen = held is not None and held.reason is Reason.UNSEEN
        self.book.clear(_place(one, key))
        seen = self.seen[item.kind]
        seen.last_arrived_at = now
        self.links.linked(self.links.group_of(_path(self._home(item))))
        seen.arrived_after = max(seen.arrived_after, item.at)
        self.newest[item.project, item.kind] = max(self.newest.get((item.project, item.kind), 0.0), item.at)
        if not one.arrived:
            one.arrived = True
            seen.arrived += 1
            # What was there at a look that came late, or when nobody could look, may have been there for long.
            if not unseen and now - (before or item.at) <= max(3 * self.every_s, (now - item.at) / 2):
                self.lags.add(now, now - item.at)
        if not one.waits:
            self.watched.drop(one.name)

    def _looked(self, one: Watched) -> None:
        now = self._clock.now()
        if one.looks == 0:
            self.seen[one.item.kind].looked_at += 1
        if one.looked_at != now:
            one.looked_at, one.looks = now, one.looks + 1

    async def _judge(self, asking: Asking, one: Watched) -> None:
        """Call missing what had its chance; a branch that is gone from GitLab is not expected any more."""
        if not self._had_its_chance(one) or self.watched.get(one.name) is None:
            return
        if self._may_be_gone(one):
            if asking.left_at_gitlab() <= 0:
                return
            if await asking.of_gitlab(asking.gitlab.branch, one.item.project, one.item.id) is None:
                for key in one.waits:
                    self.book.clear(_place(one, key))
                self.watched.drop(one.name)
                return
        if one.item.kind in self.blind():
            return
        reason = await self._why(asking, one.item)
        for key in one.waits:
            if key in self._issues.ids:
                self._write(one, key, reason)

    def blind(self) -> set[Kind]:
        """Return the kinds of which nobody can tell whether they arrive."""
        return self._panel.hollow | set(self.unread)

    def _had_its_chance(self, one: Watched) -> bool:
        return one.looks > 1 and self._clock.now() - one.found_at >= self.grace()

    def _may_be_gone(self, one: Watched) -> bool:
        """Tell whether GitLab is to be asked for a branch before it is called missing."""
        new = one.item.kind is Kind.BRANCH and not self.book.holds(_place(one, one.waits[0]))
        return new and self._had_its_chance(one)

    async def _why(self, asking: Asking, item: Item) -> Reason:
        if self.newest.get((item.project, item.kind), 0.0) > item.at:
            return Reason.REJECTED
        path = _path(self._home(item))
        await self.links.look(asking, self.links.group_of(path), item.project)
        return Reason.NOT_LINKED if self.links.is_unlinked(path) else Reason.NOT_YET

    def _write(self, one: Watched, key: str, reason: Reason) -> None:
        self.book.put(_place(one, key), self._missing(one.item, key, reason))

    def _missing(self, item: Item, key: str, reason: Reason) -> Missing:
        title = item.texts[0] if item.texts else ""
        return Missing(
            item.kind, _path(self._home(item)), item.id, key, reason, item.at, self._clock.now(), item.url, title,
            jira_id=item.jira_id,
        )  # fmt: skip

    def _home(self, item: Item) -> str:
        """Return the address of the project."""
        return item.url.partition("/-/")[0] if "/-/" in item.url else self.reading.homes.get(item.project, "")


def _path(home: str) -> str:
    """Return the path of a project in its address."""
    return home.partition("://")[2].partition("/")[2]


def _place(one: Watched, key: str) -> Place:
    return _place_of(one.item, key)


def _place_of(item: Item, key: str) -> Place:
    return Place(item.kind, item.project, item.id, key)
