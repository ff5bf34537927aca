"""A GitLab and a Jira in memory that a test fills, and what is sent from one to the other."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.journey.fakes import FakeGitLab, FakeJira, FakeProbe
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.flow import Chunk, Item, Kind
from wizard.domain.gitlab import Branch
from wizard.domain.gitlab_activity import ActiveProject, BranchPush, Queue
from wizard.domain.gitlab_logs import GitLabLogs
from wizard.domain.jira import Issue, PanelSummary
from wizard.domain.jira_presence import FoundIssues, Shown
from wizard.domain.ports import Ports
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow
from wizard.monitor.keys import sent_keys

T = TypeVar("T")
HOME = "https://gitlab.example.com"
START = 1_800_000_000.0


class Clock:
    """Stands until somebody waits or says so; a wait passes at once."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> float:
        return self.at

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


class Memory:
    """Rows that outlive a flow, as a database does."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}

    async def read(self, name: str) -> bytes | None:
        return self.rows.get(name)

    async def write(self, name: str, data: bytes) -> None:
        self.rows[name] = data

    async def forget(self, name: str) -> None:
        self.rows.pop(name, None)


@dataclass
class FlowGitLab(FakeGitLab):
    """Pages of 100; all that is asked is counted."""

    queues_hidden: bool = False
    events_hidden: bool = False

    async def queues(self) -> Queue:
        if self.queues_hidden:
            raise Refused("http-403", {"host": "gitlab.example.com"})
        return await super().queues()

    async def projects_by_id(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return self._page("projects_by_id", (await super().projects_by_id(group)).found, cursor)

    async def projects_by_activity(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return self._page("projects_by_activity", (await super().projects_by_activity(group)).found, cursor)

    async def merge_requests_of(self, project: int, *, since: float = 0.0, cursor: str = "") -> Chunk[Item]:
        mine = (await super().merge_requests_of(project, since=since)).found
        return self._page("merge_requests_of", sorted(mine, key=lambda one: -int(one.id)), cursor)

    async def branches_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        return self._page("branches_of", (await super().branches_of(project)).found, cursor)

    async def pushes_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[BranchPush]:
        if self.events_hidden:
            raise Refused("http-403", {"host": "gitlab.example.com"})
        return self._page("pushes_of", (await super().pushes_of(project, since)).found, cursor)

    async def branch(self, project: int, name: str) -> Branch | None:
        self._called("branch")
        there = any(one.kind is Kind.BRANCH and (one.project, one.id) == (project, name) for one in self.items)
        return Branch(name, "0" * 40, "") if there else None

    def _page(self, name: str, every: Sequence[T], cursor: str) -> Chunk[T]:
        self._called(name)
        start = int(cursor or 0)
        end = start + 100
        return Chunk(tuple(every[start:end]), str(end) if end < len(every) else "")


@dataclass
class FlowJira(FakeJira):
    asked: int = 0
    page: int = 5000
    searchable: bool = True
    readable: bool = True
    hollow: bool = False
    moved: dict[str, str] = field(default_factory=dict)

    async def issues_with(
        self, kind: Kind, at_least: int = 1, *, among: Sequence[str] = (), cursor: str = ""
    ) -> Chunk[str]:
        self.asked += 1
        if not self.searchable or kind is Kind.FEATURE_FLAG:
            raise Refused("jira-search-refused", {"kind": kind.value})
        if any(key not in self.known for key in among):
            raise Refused("jira-issue-gone", {"issue": next(key for key in among if key not in self.known)})
        found = (await super().issues_with(kind, at_least, among=among)).found
        start = int(cursor or 0)
        end = start + self.page
        return Chunk(found[start:end], str(end) if end < len(found) else "")

    async def find_issues(self, keys: Sequence[str]) -> FoundIssues:
        self.asked += 1
        assert len(keys) <= 100
        found = (await super().find_issues(keys)).ids
        today = {key: self.moved[key] for key in keys if key in self.moved}
        return FoundIssues({**found, **{old: self.known[new].id for old, new in today.items()}}, today)

    async def panel_items(self, issue_id: str, kind: Kind, application_type: str = "") -> Sequence[Shown]:
        self.asked += 1
        if not self.readable:
            raise Refused("jira-panel-forbidden")
        if issue_id not in {one.id for one in self.known.values()}:
            raise Refused("http-404")
        if self.hollow:
            return ()
        return await super().panel_items(issue_id, kind, application_type)

    async def panel_summary(self, issue_id: str) -> PanelSummary:
        self.asked += 1
        return PanelSummary({"branch": {"GitLab": 1}})


@dataclass
class Sides:
    """Both of them, and the way between."""

    clock: Clock = field(default_factory=Clock)
    gitlab: FlowGitLab = field(default_factory=lambda: FlowGitLab(integrations=frozenset({"jira-cloud-app"})))
    jira: FlowJira = field(default_factory=lambda: FlowJira(known={}))
    lost: set[tuple[Kind, int, str]] = field(default_factory=set)
    """What GitLab sends and Jira never gets."""

    @property
    def ports(self) -> Ports:
        return Ports(self.gitlab, self.jira, FakeProbe(), self.clock)

    def flow(self, *groups: str, memory: Memory | None = None, logs: GitLabLogs | None = None) -> Flow:
        answers = Answers().with_(groups_paths=groups or ("platform",))
        return Flow(answers, self.ports, self.clock, memory or Memory(), Budget(self.clock), logs=logs)

    def issues(self, *keys: str) -> None:
        for key in keys:
            self.jira.known[key] = Issue(str(10_000 + len(self.jira.known)), key, key)

    def project(self, number: int, *, active_at: float = START - 90_000) -> ActiveProject:
        """Add a project, or let it be active at another time."""
        one = ActiveProject(number, f"platform/p{number}", active_at, START - 1_000_000)
        self.gitlab.active = [other for other in self.gitlab.active if other.id != number] + [one]
        return one

    def merge_request(self, project: int, iid: int, title: str, *, at: float = START - 90_000, ref: str = "") -> Item:
        url = f"{HOME}/platform/p{project}/-/merge_requests/{iid}"
        return self._add(Item(Kind.MERGE_REQUEST, project, str(iid), (title, ""), at, url, "", ref))

    def branch(self, project: int, name: str, *, at: float = START - 90_000) -> Item:
        url = f"{HOME}/platform/p{project}/-/tree/{name}"
        return self._add(Item(Kind.BRANCH, project, name, (name,), at, url, "0" * 40, name))

    def commit(self, project: int, sha: str, message: str, *, at: float) -> Item:
        self.gitlab.messages[sha] = message
        url = f"{HOME}/platform/p{project}/-/commit/{sha}"
        return self._add(Item(Kind.COMMIT, project, sha, (message,), at, url, sha))

    def pipeline(self, project: int, number: int, sha: str, *, at: float, ref: str = "main") -> Item:
        url = f"{HOME}/platform/p{project}/-/pipelines/{number}"
        return self._add(Item(Kind.BUILD, project, str(number), (), at, url, sha, ref))

    def deployment(self, project: int, iid: int, sha: str, *, at: float, job: bool = True, place: str = "") -> Item:
        url = f"{HOME}/platform/p{project}/-/jobs/{iid}" if job else ""
        return self._add(Item(Kind.DEPLOYMENT, project, str(iid), (), at, url, sha, "main", place))

    def flag(self, project: int, name: str, description: str, *, at: float) -> Item:
        return self._add(Item(Kind.FEATURE_FLAG, project, name, (description,), at))

    def sync(self, only: Callable[[Item], bool] = lambda _item: True) -> None:
        """Send what was not sent, as GitLab does; what is `lost` does not come in."""
        for item in self.gitlab.items:
            if only(item) and (item.kind, item.project, item.id) not in self.lost:
                self.show(item)

    def show(self, item: Item) -> None:
        texts = item.texts or (self.gitlab.messages.get(item.commit, ""),)
        for key in sent_keys(texts):
            if key in self.jira.known:
                panel = self.jira.panel.setdefault(self.jira.known[key].id, [])
                shown = Shown(item.kind, item.id, item.url)
                panel[:] = [one for one in panel if one != shown] + [shown]

    def _add(self, item: Item) -> Item:
        self.gitlab.items.append(item)
        return item
