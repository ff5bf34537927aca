"""A Jira in memory as the user of the Jira issue integration sees it; an error in an attribute is raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.jira import Server
from wizard.domain.jira_account import (
    AccountIssue,
    AccountUser,
    Comment,
    IssueType,
    JiraProject,
    RemoteLink,
    Transition,
)
from wizard.domain.jira_integration import Auth
from wizard.domain.secret import Secret
from wizard.domain.url import Url

WAYS = (Transition("21", "In Progress", "In Progress", False), Transition("31", "Done", "Done", True))
TYPES = (IssueType("10001", "Task", False), IssueType("10003", "Sub-task", True))


def _given(value):
    if isinstance(value, Exception):
        raise value
    return value


@dataclass
class ReadyAccount:
    """A Cloud site with one project, one issue and a user who may do everything."""

    url: Url = field(default_factory=lambda: Url("https", "acme.atlassian.net", 443))
    server_: object = field(default_factory=lambda: Server("https://acme.atlassian.net", "Cloud", "1001.0.0", "Acme"))
    myself_: object = field(default_factory=lambda: AccountUser("5b", "GitLab Bot", "gitlab@acme.example"))
    cloud_id_: object = "cloud-1"
    gateway_takes: object = False
    lacking: object = frozenset()
    projects: object = field(
        default_factory=lambda: {"PLAT": JiraProject("10000", "PLAT", "Platform", TYPES, private=False)}
    )
    issues: object = field(
        default_factory=lambda: {
            "PLAT-1": AccountIssue("10001", "PLAT-1", "First", "PLAT", "Task", "To Do", False, WAYS)
        }
    )
    required: object = ()
    fields_: object = frozenset({"summary", "duedate", "labels"})
    search: object = 410
    comments_: dict[str, list[Comment]] = field(default_factory=dict)
    links: dict[str, list[RemoteLink]] = field(default_factory=dict)

    async def server(self) -> Server:
        return _given(self.server_)

    async def myself(self) -> AccountUser:
        return _given(self.myself_)

    async def cloud_id(self) -> str:
        return _given(self.cloud_id_)

    async def signs_in_at(self, base: Url) -> bool:
        return _given(self.gateway_takes)

    async def permissions(self, keys: Sequence[str], *, project: str = "", issue: str = "") -> Mapping[str, bool]:
        lacking = _given(self.lacking)
        return {key: key not in lacking for key in keys}

    async def project(self, key: str) -> JiraProject | None:
        return _given(self.projects).get(key)

    async def issue(self, key: str) -> AccountIssue | None:
        return _given(self.issues).get(key)

    async def comments(self, key: str) -> Sequence[Comment]:
        return tuple(self.comments_.get(key, ()))

    async def remote_links(self, key: str) -> Sequence[RemoteLink]:
        return tuple(self.links.get(key, ()))

    async def delete_comment(self, key: str, comment: str) -> None:
        self.comments_[key] = [one for one in self.comments_.get(key, []) if one.id != comment]

    async def delete_remote_link(self, key: str, link: str) -> None:
        self.links[key] = [one for one in self.links.get(key, []) if one.id != link]

    async def required_fields(self, project: str, issue_type: str) -> tuple[str, ...]:
        return _given(self.required)

    async def fields_of(self, key: str) -> frozenset[str]:
        return _given(self.fields_)

    async def old_search(self) -> int:
        return _given(self.search)


class Accounts:
    """The part of a world that opens Jiras for the integration."""

    def __init__(self) -> None:
        self.the_account = ReadyAccount()
        self.accounts: list[tuple[str, Auth, str, str]] = []
        """Base, way, user and secret of each Jira that was opened for the integration."""
        self.integration_given: dict[str, str] = {}
        """Base of a Jira -> what environment or lab give for the integration; with a user behind it that one's own."""

    def jira_account(self, base: Url, auth: Auth, username: str, secret: Secret) -> ReadyAccount:
        self.accounts.append((str(base), auth, username, secret.reveal()))
        return self.the_account

    async def given_integration_secret(
        self, base: Url, auth: Auth, username: str, *, before: bool, named: bool = False
    ) -> Secret | None:
        found = self.integration_given.get(f"{base} {username}") or (
            None if named else self.integration_given.get(str(base))
        )
        return Secret(found) if found else None
