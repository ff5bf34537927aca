"""A GitLab with 10,000 projects and a Jira with 200,000 issues as functions: they hold nothing but what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.journey.fakes import FakeGitLab, FakeJira
from wizard.domain.flow import Chunk, Item, Kind
from wizard.domain.gitlab_activity import ActiveProject
from wizard.domain.jira import PanelSummary
from wizard.domain.jira_presence import FoundIssues, Shown

PROJECTS, ISSUES = 10_000, 200_000
REQUESTS, BRANCHES = 60, 20
"""Of each project."""
NOW = 1_800_000_000.0
_QUIET = NOW - 864_000
_HOME = "https://gitlab.example.com"
_STEP = 77_773
"""Without a common divisor with the issues: neighbours speak of issues far apart."""


def issue_of(number: int) -> int:
    return number * _STEP % ISSUES


def key_of(issue: int) -> str:
    return f"TEAM{issue // 5000}-{issue % 5000 + 1}"


def _request(project: int, iid: int, at: float = _QUIET) -> Item:
    title = f"{key_of(issue_of(project * REQUESTS + iid))} change"
    url = f"{_HOME}/platform/p{project}/-/merge_requests/{iid}"
    return Item(Kind.MERGE_REQUEST, project, str(iid), (title, ""), at, url)


def _branch(project: int, number: int) -> Item:
    name = f"{key_of(issue_of(project * BRANCHES + number))}-work-{number}"
    return Item(Kind.BRANCH, project, name, (name,), _QUIET, f"{_HOME}/platform/p{project}/-/tree/{name}")


def _project(changed: Mapping[int, float], number: int) -> ActiveProject:
    return ActiveProject(number, f"platform/p{number}", changed.get(number, _QUIET), _QUIET)


@dataclass
class CompanyGitLab(FakeGitLab):
    changed: dict[int, float] = field(default_factory=dict)
    """Projects with one merge request more -> when."""
    asked: int = 0

    async def projects_by_id(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        self.asked += 1
        first = int(cursor or 1)
        last = min(PROJECTS, first + 99)
        return Chunk(
            tuple(_project(self.changed, one) for one in range(first, last + 1)), str(last + 1) * (last < PROJECTS)
        )

    async def projects_by_activity(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        self.asked += 1
        active = sorted(self.changed, key=lambda one: -self.changed[one])
        return Chunk(tuple(_project(self.changed, one) for one in [*active, 1][:100]), "")

    async def merge_requests_of(self, project: int, *, since: float = 0.0, cursor: str = "") -> Chunk[Item]:
        self.asked += 1
        new = [_request(project, REQUESTS + 1, self.changed[project])] if project in self.changed else []
        return Chunk((*new, *(_request(project, iid) for iid in range(REQUESTS, 0, -1))))

    async def branches_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        self.asked += 1
        return Chunk(tuple(_branch(project, number) for number in range(BRANCHES)))


@dataclass
class CompanyJira(FakeJira):
    counts: dict[Kind, list[int]] = field(default_factory=dict)
    """Of each issue, by kind."""
    asked: int = 0

    def __post_init__(self) -> None:
        self.counts = {Kind.MERGE_REQUEST: [0] * ISSUES, Kind.BRANCH: [0] * ISSUES}
        for project in range(1, PROJECTS + 1):
            for iid in range(1, REQUESTS + 1):
                self.counts[Kind.MERGE_REQUEST][issue_of(project * REQUESTS + iid)] += 1
            for number in range(BRANCHES):
                self.counts[Kind.BRANCH][issue_of(project * BRANCHES + number)] += 1

    async def issues_with(
        self, kind: Kind, at_least: int = 1, *, among: Sequence[str] = (), cursor: str = ""
    ) -> Chunk[str]:
        self.asked += 1
        counts = self.counts[kind]
        if among:
            return Chunk(tuple(key for key in among if counts[_issue(key)] >= at_least))
        found: list[str] = []
        for issue in range(int(cursor or 0), ISSUES):
            if counts[issue] >= at_least:
                if len(found) == 5000:
                    return Chunk(tuple(found), str(issue))
                found.append(key_of(issue))
        return Chunk(tuple(found))

    async def find_issues(self, keys: Sequence[str]) -> FoundIssues:
        self.asked += 1
        return FoundIssues({key: str(_issue(key)) for key in keys})

    async def panel_items(self, issue_id: str, kind: Kind, application_type: str = "") -> Sequence[Shown]:
        self.asked += 1
        return ()

    async def panel_summary(self, issue_id: str) -> PanelSummary:
        self.asked += 1
        return PanelSummary({})


def _issue(key: str) -> int:
    team, _, number = key.removeprefix("TEAM").partition("-")
    return int(team) * 5000 + int(number) - 1
