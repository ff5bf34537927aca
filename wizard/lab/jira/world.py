"""The seeded world of a site: people, groups, projects and issues; issues exist without being stored."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from wizard.lab.jira.issue import Issue, Project, generated
from wizard.lab.jira.issue_changes import IssueChanges
from wizard.lab.jira.permission_scheme import ADMINISTRATORS, EVERYBODY, PermissionSchemes
from wizard.lab.jira.projects import Projects
from wizard.lab.past.issues import FEWEST_ISSUES, project_sizes

SITE_ADMINS = "site-admins"
JIRA_ADMINS = ADMINISTRATORS
EVERYONE = EVERYBODY
GROUP_NAMES = (EVERYONE, JIRA_ADMINS, "jira-software-users", SITE_ADMINS, "org-admins")
_ID_BLOCK = 10_000
"""Distance between the first issue ids of two projects."""


@dataclass(frozen=True, slots=True)
class User:
    account_id: str
    email: str
    name: str
    groups: tuple[str, ...]
    token: str = field(repr=False)
    """A classic API token; empty for a service account, which has none."""


class World:
    """What the site holds before anybody changes it, and the changes; the same seed gives the same world."""

    def __init__(self, url: str, *, seed: int, token: str, issues: int = FEWEST_ISSUES) -> None:
        self._seed = seed
        self.cloud_id = self._uuid(url, "cloud")
        self.client_key = self._uuid(url, "client")
        self.signing_key_id = self._uuid(url, "signing-key")
        self._first = _projects(issues)
        self.projects = Projects(self._first)
        eve_token = "lab-ATATT" + hashlib.sha256(f"{token}/eve".encode()).hexdigest()[:40]
        self.dana = User(
            "5b10ac8d82e05b22cc7d4ef5", "dana@acme.example", "Dana Admin", (SITE_ADMINS, JIRA_ADMINS, EVERYONE), token
        )
        self.eve = User("5b10a2844c20165700ede21f", "eve@acme.example", "Eve Editor", (EVERYONE,), eve_token)
        self.robot = User(
            f"712020:{self._uuid(url, 'service-account')}",
            "gitlab-sync@serviceaccount.atlassian.com",
            "GitLab sync",
            (EVERYONE,),
            "",
        )
        self.users: tuple[User, ...] = (self.dana, self.eve, self.robot)
        self.left: set[str] = set()
        """Accounts of people who were let out; what they did stays theirs."""
        self._url = url
        self.changes = IssueChanges()
        self.permission_schemes = PermissionSchemes()

    def user_by_email(self, email: str) -> User | None:
        return next((user for user in self.users if user.email == email.lower()), None)

    def user(self, account_id: str) -> User | None:
        return next((user for user in self.users if user.account_id == account_id), None)

    def let_in(self, email: str, name: str, *, licensed: bool) -> User:
        """Return a new user: of everybody's group, and of the one of a licence where they have one."""
        groups = (EVERYONE, "jira-software-users") if licensed else (EVERYONE,)
        account = f"712020:{self._uuid(f'{self._url}/{email.lower()}', 'account')}"
        user = User(account, email.lower(), name or email.partition("@")[0], groups, "")
        self.users = (*self.users, user)
        return user

    def let_out(self, user: User) -> None:
        self.users = tuple(each for each in self.users if each != user)
        self.left.add(user.account_id)

    def group_id(self, name: str) -> str:
        return self._uuid(name, "group")

    def app_account(self, app_key: str) -> str:
        """Return the account id of the user that the site makes for an app."""
        return f"557058:{self._uuid(app_key, 'app')}"

    def forge_installation(self, app_key: str) -> str:
        """Return the id under which Forge knows an app on this site."""
        return f"ari:cloud:ecosystem::installation/{self._uuid(app_key, 'installation')}"

    def project(self, id_or_key: str) -> Project | None:
        return self.projects.with_key(id_or_key) or self.projects.with_id(id_or_key)

    def rename(self, project: Project) -> None:
        """Take a project's new fields, for its issues too."""
        self.projects.keep(project)
        self.changes.take_project(project)

    def delete(self, project: Project) -> None:
        """Forget a project with its issues; its key may be used again."""
        self.projects.delete(project)
        self.changes.forget_project(project)

    def issue(self, id_or_key: str) -> Issue | None:
        """Return the issue with this key or numeric id."""
        if id_or_key.isascii() and id_or_key.isdigit():
            return self._issue_by_id(id_or_key[:18])
        key, _, number = id_or_key.rpartition("-")
        project = self.projects.with_key(key)
        if project is None or not (number.isascii() and number.isdigit()) or number != number.lstrip("0"):
            return None
        return self.numbered(project, int(number[:18]))

    def numbered(self, project: Project, number: int) -> Issue | None:
        """Return the issue of the project with this number, None where there is none or it was deleted."""
        key = f"{project.key}-{number}"
        changed = self.changes.changed(key)
        if changed is not None:
            return changed
        if not 1 <= number <= project.issue_count or self.changes.deleted(key):
            return None
        return generated(self._seed, project, number, self.eve.account_id)

    def issues(self, project: Project) -> Iterator[Issue]:
        for number in range(1, self.changes.last_number(project) + 1):
            issue = self.numbered(project, number)
            if issue is not None:
                yield issue

    def _issue_by_id(self, issue_id: str) -> Issue | None:
        made = self.changes.key_of(issue_id)
        if made is not None:
            return self.changes.changed(made)
        place, number = divmod(int(issue_id) - self._first[0].first_issue_id, _ID_BLOCK)
        project = self.projects.with_id(self._first[place].id) if 0 <= place < len(self._first) else None
        return self.numbered(project, number + 1) if project and number < project.issue_count else None

    def _uuid(self, name: str, what: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}#{what}-{self._seed}"))


def _projects(issues: int) -> tuple[Project, ...]:
    """Return the two named projects and as many more as it takes to hold `issues` in all."""
    return tuple(
        Project(str(10_000 + place), key, name, count, 10_001 + place * _ID_BLOCK)
        for place, (key, name, count) in enumerate(project_sizes(issues))
    )
