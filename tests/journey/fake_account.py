"""One account of a Jira in memory, and a GitLab whose commits it hears of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.journey.fakes import JIRA, FakeGitLab
from wizard.domain.errors import PortError, Refused, Unreachable
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Branch, Commit
from wizard.domain.gitlab_traces import Trace
from wizard.domain.jira import Server
from wizard.domain.jira_account import AccountIssue, AccountUser, Comment, IssueType, JiraProject, RemoteLink
from wizard.domain.jira_integration import JiraIntegration, Scope, Value
from wizard.domain.url import Url

SHA = "c0ffee" + "0" * 34
PAGES = "https://gitlab.example.com/platform/app/-/commit/"
REQUESTS = "https://gitlab.example.com/platform/app/-/merge_requests/"


@dataclass
class FakeAccount:
    url: Url = JIRA
    issues: set[str] = field(default_factory=lambda: {"PLAT-1"})
    notes: list[Comment] = field(default_factory=list)
    links: list[RemoteLink] = field(default_factory=list)
    lacks: set[str] = field(default_factory=set)
    refuse: dict[str, PortError] = field(default_factory=dict)
    lose_answer_of: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.refuse:
            raise self.refuse[name]

    async def server(self) -> Server:
        return Server(str(self.url), "Cloud", "1001.0.0", "Jira")

    async def myself(self) -> AccountUser:
        self._called("myself")
        return AccountUser("bot", "GitLab Bot", "bot@acme.example")

    async def cloud_id(self) -> str:
        return "cloud"

    async def signs_in_at(self, base: Url) -> bool:
        return False

    async def permissions(self, keys: Sequence[str], *, project: str = "", issue: str = "") -> Mapping[str, bool]:
        return {key: key not in self.lacks for key in keys}

    async def project(self, key: str) -> JiraProject | None:
        return JiraProject("1", key, key, (IssueType("10001", "Task", subtask=False),))

    async def issue(self, key: str) -> AccountIssue | None:
        self._called("issue")
        if key not in self.issues:
            return None
        return AccountIssue("10001", key, "Login", key.partition("-")[0], "Task", "To Do", resolved=False)

    async def comments(self, key: str) -> Sequence[Comment]:
        self._called("comments")
        return list(self.notes)

    async def remote_links(self, key: str) -> Sequence[RemoteLink]:
        return list(self.links)

    async def delete_comment(self, key: str, comment: str) -> None:
        self._called("delete_comment")
        self.notes = [one for one in self.notes if one.id != comment]
        if "delete_comment" in self.lose_answer_of:
            self.lose_answer_of.remove("delete_comment")
            raise Unreachable("network-reset", {"host": self.url.host}, sent=True)

    async def delete_remote_link(self, key: str, link: str) -> None:
        self._called("delete_remote_link")
        self.links = [one for one in self.links if one.id != link]

    async def required_fields(self, project: str, issue_type: str) -> tuple[str, ...]:
        return ()

    async def fields_of(self, key: str) -> frozenset[str]:
        return frozenset({"duedate"})

    async def old_search(self) -> int:
        return 410

    def hear(self, title: str, sha: str, *, comments: bool, pages: str = PAGES) -> None:
        """Take what GitLab tells of a commit, or of a merge request."""
        if "LINK_ISSUES" not in self.lacks:
            link = RemoteLink(f"l{len(self.links)}", f"{pages}{sha}", f"Commit - {title}", "mentioned on")
            self.links.append(link)
        if comments and "ADD_COMMENTS" not in self.lacks:
            body = f"[Dana|https://gitlab.example.com/dana] mentioned this issue in [a commit|{pages}{sha}] of"
            self.notes.append(Comment(f"c{len(self.notes)}", f"{body} [App|x]:{{quote}}{title}{{quote}}", "GitLab Bot"))


@dataclass
class MentioningGitLab(FakeGitLab):
    """Tells an account of each commit that names an issue, by the settings it has."""

    account: FakeAccount = field(default_factory=FakeAccount)
    set_up: JiraIntegration | None = field(
        default_factory=lambda: JiraIntegration(
            active=True, inherited=False, values={"url": "https://acme.atlassian.net"}
        )
    )
    titles: list[str] = field(default_factory=list)
    tells: bool = True
    requests: dict[str, Trace] = field(default_factory=dict)
    """Merge requests by their branch."""
    may_delete: bool = True

    def put(self, **values: Value) -> None:
        """Change single values of the settings."""
        known = self.set_up or JiraIntegration(active=True, inherited=False, values={})
        self.set_up = replace(known, values={**known.values, **values})

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        self._called("jira_integration")
        return self.set_up

    async def commit_file(self, project: int, branch: str, start: str, message: str, path: str) -> Commit:
        self._called("commit_file")
        self.titles.append(message)
        self.names[branch] = Branch(branch, SHA, f"https://gitlab.example.com/platform/app/-/tree/{branch}")
        on = (self.set_up.values.get("comment_on_event_enabled") is not False) if self.set_up else False
        mentions = self.set_up is None or self.set_up.values.get("commit_events") is not False
        if self.tells and mentions:
            self.account.hear(message, SHA, comments=on)
        self._answer("commit_file")
        return Commit(SHA, message, "2026-11-22T12:00:00Z")

    async def make_trace(self, kind: Kind, project: int, branch: str, title: str, target: str) -> Trace:
        self._called("make_trace")
        self.titles.append(title)
        self.requests[branch] = Trace("7", f"{REQUESTS}7")
        if self.tells:
            self.account.hear(title, "7", comments=True, pages=REQUESTS)
        self._answer("make_trace")
        return self.requests[branch]

    async def traces(self, kind: Kind, project: int, branch: str) -> Sequence[Trace]:
        return [self.requests[branch]] if branch in self.requests else []

    async def end_trace(self, kind: Kind, project: int, trace: str) -> None:
        self._called("end_trace")
        self.requests = {branch: replace(one, ended=True) for branch, one in self.requests.items()}

    async def delete_trace(self, kind: Kind, project: int, trace: str) -> None:
        self._called("delete_trace")
        if not self.may_delete:
            raise refused(403)
        self.requests = {}


def refused(status: int) -> Refused:
    """Return a plain no."""
    return Refused(f"http-{status}", {"status": str(status), "path": "/rest/api/2", "said": "no"})
