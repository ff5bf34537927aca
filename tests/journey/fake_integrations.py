"""Integrations of a GitLab in memory, with the rule that no write comes without address and password."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.errors import PortError, Refused, Unexpected, Unreachable
from wizard.domain.gitlab import Commit, Project
from wizard.domain.jira_integration import JiraIntegration, Scope, Value
from wizard.domain.secret import Secret
from wizard.domain.url import Url


@dataclass
class Stored:
    """What one place holds; an inactive one was set up once and switched off."""

    values: dict[str, Value] = field(default_factory=dict)
    password: str = ""
    inherits: bool = False
    active: bool = True


BLANK: dict[str, Value] = {
    "url": "", "api_url": None, "username": "", "jira_auth_type": 0, "jira_issue_prefix": "", "jira_issue_regex": "",
    "jira_issue_transition_automatic": False, "jira_issue_transition_id": "", "issues_enabled": False,
    "project_keys": [], "vulnerabilities_enabled": False, "vulnerabilities_issuetype": "", "commit_events": True,
    "merge_requests_events": True, "comment_on_event_enabled": True, "jira_check_enabled": False,
    "jira_exists_check_enabled": False, "jira_assignee_check_enabled": False, "jira_status_check_enabled": False,
    "jira_allowed_statuses_as_string": "",
}  # fmt: skip
"""What this version knows; other fields of a write are ignored."""


@dataclass
class FakeIntegrations:
    """The part of the GitLab port about integrations; `put_places` has the order of what was written."""

    url: Url
    integrations_of: dict[Scope, Stored] = field(default_factory=dict)
    projects: list[str] = field(default_factory=lambda: ["platform/app"])
    default: Stored | None = None
    """What inheriting projects inherit."""
    put_places: list[str] = field(default_factory=list)
    refused_places: dict[str, PortError] = field(default_factory=dict)
    refused_writes: dict[str, PortError] = field(default_factory=dict)
    limited_places: dict[str, int] = field(default_factory=dict)
    """Places -> how often a write there is refused by a limit."""
    lost_places: set[str] = field(default_factory=set)
    """Places of which the next answer to a write is lost after it was done."""
    pace: Callable[[], int] = lambda: 0
    """How many turns of the loop the next answer takes."""
    asked: int = 0
    """Requests about integrations that are under way."""
    most_asked: int = 0
    licence: str = "ultimate"
    committed: list[str] = field(default_factory=list)
    sent: list[dict[str, Value]] = field(default_factory=list)
    """The fields of each write."""

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        await self._take_time()
        self._may(scope)
        stored = self.integrations_of.get(scope)
        if stored is None:
            return None
        shown = self.default if stored.inherits and self.default is not None else stored
        return JiraIntegration(shown.active, stored.inherits, {**BLANK, **shown.values})

    async def put_jira_integration(self, scope: Scope, values: Mapping[str, Value], password: Secret | None) -> None:
        self.put_places.append(str(scope))
        await self._take_time()
        self._may(scope, writing=True)
        self.sent.append(dict(values))
        stored = self.integrations_of.get(scope, Stored(dict(BLANK), active=False))
        sent = dict(values)
        inherits = bool(sent.pop("use_inherited_settings", stored.inherits))
        merged = {**stored.values, **{name: value for name, value in sent.items() if name in BLANK}}
        kept = password.reveal() if password is not None else str(sent.get("password", ""))
        if "url" not in sent or (password is None and "password" not in sent):
            raise Unexpected("http-400", {"said": "url or password is missing", "path": str(scope)})
        if not inherits and not (kept and merged.get("url")):
            raise Unexpected("http-400", {"said": "400 Bad Request", "path": str(scope)})
        self.integrations_of[scope] = Stored({} if inherits else merged, "" if inherits else kept, inherits)
        self._lose(scope)

    async def delete_jira_integration(self, scope: Scope) -> None:
        self.put_places.append(f"delete {scope}")
        await self._take_time()
        self._may(scope, writing=True)
        self.integrations_of[scope] = Stored(dict(BLANK), active=False)
        self._lose(scope)

    async def all_projects(
        self, *, group: str = "", search: str = "", after: int = 0
    ) -> tuple[Sequence[Project], int | None]:
        known = [
            (number, path)
            for number, path in enumerate(self.projects, start=1)
            if path.startswith(f"{group}/" if group else "") and search in path and number > after
        ]
        page = known[:100]
        return [self._project(*one) for one in page], page[-1][0] if len(known) > len(page) else None

    async def commit_file(self, project: int, branch: str, start: str, message: str, path: str) -> Commit:
        self.committed.append(message)
        return Commit("c" * 40, message.partition("\n")[0], "2026-11-22T12:00:00Z")

    async def plan(self) -> str:
        return self.licence

    async def _take_time(self) -> None:
        self.asked += 1
        self.most_asked = max(self.most_asked, self.asked)
        for _turn in range(self.pace()):
            await asyncio.sleep(0)
        self.asked -= 1

    def _may(self, scope: Scope, *, writing: bool = False) -> None:
        refused = {**self.refused_places, **(self.refused_writes if writing else {})}
        if str(scope) in refused:
            raise refused[str(scope)]
        if writing and self.limited_places.get(str(scope), 0):
            self.limited_places[str(scope)] -= 1
            raise Refused("http-429", {"retry_after": "40"})
        if scope.kind == "project" and scope.path not in self.projects:
            raise Refused("http-404", {"said": "404 Project Not Found", "path": str(scope)})

    def _lose(self, scope: Scope) -> None:
        if str(scope) in self.lost_places:
            self.lost_places.remove(str(scope))
            raise Unreachable("network-reset", {"host": self.url.host}, sent=True)

    def _project(self, number: int, path: str) -> Project:
        space, _, name = path.rpartition("/")
        return Project(number, path, name, "main", "group", space, f"{self.url}/{path}")
