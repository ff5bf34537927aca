"""Whether what people write in GitLab shows in the issues that it mentions: a sample, looked for by address.

Source: GitLab docs, Jira issue integration: a commit or merge request that mentions an issue becomes a remote link of
the issue and, where that is on, a comment; words that close an issue do something else.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wizard.connect.integration_pattern import LONGEST_SAMPLE, look
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError, Refused
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab import Project
from wizard.domain.jira_account import JiraAccount
from wizard.domain.jira_integration import JiraIntegration
from wizard.monitor.asking import Asking
from wizard.monitor.integration_places import IntegrationPlaces
from wizard.monitor.lag import Lags
from wizard.monitor.live_reading import OVERLAP_S
from wizard.monitor.values import Mention

_FIRST_LOOK_S = 604_800.0
"""How far back the first look goes, to find a mention that is there already."""
_FIRST_SAMPLE = 5
_REQUESTS_AGAIN_S = 300.0
_MOST_WAITING = 500
_MOST_KNOWN = 20_000
_GRACE_S = 180.0
_OLD_S = 172_800.0
_LATEST_AGAIN_S = 600.0
_CLOSES = re.compile(r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?)\b", re.I)
_CLOSED = frozenset({"http-403", "http-404", "http-403-scope"})
_SHA = 8

Name = tuple[str, str]
"""Address of a thing and key of an issue."""


@dataclass(slots=True)
class Waiting:
    """One mention that was found in GitLab and not yet in its issue."""

    item: Item
    project: str
    key: str
    found_at: float
    expected: bool
    """Whether it must come: it was made after the settings were saved, and closes nothing."""
    timed: bool = True
    """Whether it came in since the first look: what was there before may have been there for long."""
    looked_at: float = 0.0
    looks: int = 0
    missing: bool = False

    def next_look(self) -> float:
        return self.looked_at + min(_LATEST_AGAIN_S, 60.0 * 2.0 ** min(self.looks - 1, 10)) if self.looks else 0.0


@dataclass(slots=True)
class _Asked:
    commits: float = 0.0
    requests: float = 0.0
    newest_request: int | None = None


@dataclass(slots=True)
class MentionWatch:
    places: IntegrationPlaces
    clock: Clock
    every_s: float
    last: Mention | None = None
    looked_at: int = 0
    arrived: int = 0
    newest: float = 0.0
    """When the newest that arrived was made."""
    lags: Lags = field(default_factory=Lags)
    unseen: PortError | None = None
    """Why Jira could not be asked at the last look."""
    _asked: dict[int, _Asked] = field(default_factory=dict)
    _waiting: dict[Name, Waiting] = field(default_factory=dict)
    _known: OrderedDict[Name, None] = field(default_factory=OrderedDict)

    async def look(
        self,
        asking: Asking,
        account: JiraAccount | None,
        most: int,
        on_progress: Callable[[float], None] = lambda _done: None,
    ) -> None:
        """Ask GitLab what is new in some projects, and Jira whether it is there."""
        now = self.clock.now()
        due = self._due(now)[:most]
        for number, project in enumerate(due, 1):
            if asking.left_at_gitlab() <= 0:
                break
            await self._find(asking, project, now)
            on_progress(number / len(due))
        if account is not None:
            try:
                await self._look_for(asking, account)
                self.unseen = None
            except PortError as error:  # the checks of the account say what is wrong with it
                self.unseen = error
        for name in [name for name, one in self._waiting.items() if one.item.at < now - _OLD_S and one.looks]:
            del self._waiting[name]

    def sampled(self) -> bool:
        """Tell whether GitLab was asked for mentions at all."""
        return any(one.commits for one in self._asked.values())

    def missing(self) -> list[Waiting]:
        return [one for one in self._waiting.values() if one.missing]

    def _due(self, now: float) -> list[Project]:
        """Return the projects that were not asked for longest."""
        late = [
            one
            for one in self.places.projects.values()
            if self._asked.setdefault(one.id, _Asked()).commits <= now - self.every_s * 0.9
        ]
        return sorted(late, key=lambda one: self._asked[one.id].commits)

    async def _find(self, asking: Asking, project: Project, now: float) -> None:
        settings, asked = self.places.settings_of(project.path), self._asked[project.id]
        first, since = not asked.commits, (asked.commits or now - _FIRST_LOOK_S) - OVERLAP_S
        asked.commits = now
        if settings is None or not settings.active:
            return
        if settings.values.get("commit_events") is not False:
            found = await self._ask_commits(asking, project, since)
            self._take(project, settings, found, now, _FIRST_SAMPLE if first else len(found), timed=not first)
        late = asked.requests <= now - _REQUESTS_AGAIN_S and asking.left_at_gitlab() > 0
        if late and settings.values.get("merge_requests_events") is not False:
            asked.requests = now
            await self._find_requests(asking, project, settings, now)

    async def _ask_commits(self, asking: Asking, project: Project, since: float) -> list[Item]:
        try:
            return list((await asking.of_gitlab(asking.gitlab.commits_of, project.id, since)).found)
        except Refused as error:
            if error.code not in _CLOSED:
                raise
            return []

    async def _find_requests(self, asking: Asking, project: Project, settings: JiraIntegration, now: float) -> None:
        """Take merge requests that are new; of those that were there nobody knows when they mentioned an issue."""
        asked = self._asked[project.id]
        try:
            found = (await asking.of_gitlab(asking.gitlab.merge_requests_of, project.id)).found
        except Refused as error:
            if error.code not in _CLOSED:
                raise
            return
        before, asked.newest_request = asked.newest_request, max((int(one.id) for one in found), default=0)
        if before is None:
            recent = [one for one in found if one.at > now - _FIRST_LOOK_S]
            self._take(project, settings, recent, now, _FIRST_SAMPLE, expected=False, timed=False)
        else:
            self._take(project, settings, [one for one in found if int(one.id) > before], now, len(found))

    def _take(
        self,
        project: Project,
        settings: JiraIntegration,
        found: Iterable[Item],
        now: float,
        most: int,
        *,
        expected: bool = True,
        timed: bool = True,
    ) -> None:
        """Wait for the mentions in the newest things that have any."""
        saved_at = self.places.saved_at(project.path)
        taken = 0
        for item in found:
            keys = _keys(item, settings)
            closes = any(_CLOSES.search(text) for text in item.texts)
            for key in keys:
                name = (item.url, key)
                if name in self._known or len(self._waiting) >= _MOST_WAITING:
                    continue
                self._known[name] = None
                sure = expected and not closes and saved_at is not None and item.at > saved_at
                self._waiting[name] = Waiting(item, project.path, key, now, sure, timed)
            taken += bool(keys)
            if taken >= most:
                break
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    async def _look_for(self, asking: Asking, account: JiraAccount) -> None:
        now, host = self.clock.now(), account.url.host
        due = sorted((one for one in self._waiting.values() if one.next_look() <= now), key=lambda one: one.looked_at)
        for key in dict.fromkeys(one.key for one in due):
            if asking.left(host) <= 0:
                return
            mine = [one for one in due if one.key == key]
            try:
                links = {one.url for one in await asking.of_host(host, account.remote_links, key)}
            except Refused as error:
                if error.code != "http-404":
                    raise
                self._forget(mine)  # no such issue: GitLab writes nothing either
                continue
            absent = [one for one in mine if not self._note(one, "link", there=one.item.url in links)]
            if absent and asking.left(host) > 0:
                bodies = [one.body for one in await asking.of_host(host, account.comments, key)]
                for one in absent:
                    self._note(one, "comment", there=any(one.item.url in body for body in bodies), again=True)

    def _note(self, one: Waiting, shown_as: str, *, there: bool, again: bool = False) -> bool:
        """Write down what a look saw; return whether the mention is there."""
        now = self.clock.now()
        before = one.looked_at
        if not again:
            self.looked_at += not one.looks
            one.looked_at, one.looks = now, one.looks + 1
        if there:
            self._arrived(one, shown_as, before)
        elif not one.expected and again:
            self._forget([one])
        else:
            one.missing = one.expected and one.looks > 1 and now - one.found_at >= max(_GRACE_S, 2 * self.every_s)
        return there

    def _arrived(self, one: Waiting, shown_as: str, before: float) -> None:
        now, item = self.clock.now(), one.item
        self.arrived += 1
        if one.expected and one.timed and now - (before or item.at) <= 3 * self.every_s:
            self.lags.add(now, now - item.at)
        if item.at >= self.newest:
            self.newest = item.at
            named = f"!{item.id}" if item.kind is Kind.MERGE_REQUEST else item.id[:_SHA]
            self.last = Mention(one.project, named, one.key, item.at, now, shown_as, item.url)
        self._forget([one])

    def _forget(self, gone: Iterable[Waiting]) -> None:
        for one in gone:
            self._waiting.pop((one.item.url, one.key), None)


def _keys(item: Item, settings: JiraIntegration) -> tuple[str, ...]:
    """Return the issues that GitLab finds in a thing with the pattern of its place, each once."""
    values = settings.values
    prefix, pattern, shown = values.get("jira_issue_prefix"), values.get("jira_issue_regex"), values.get("project_keys")
    found: dict[str, None] = {}
    for text in item.texts:
        if not any(sign.isdigit() for sign in text[:LONGEST_SAMPLE]):
            continue
        seen = look(
            text[:LONGEST_SAMPLE],
            prefix if isinstance(prefix, str) else "",
            pattern if isinstance(pattern, str) else "",
            shown if isinstance(shown, list) else (),
        )
        found |= dict.fromkeys(one.key for one in seen.found if not one.ignored)
    return tuple(found)
