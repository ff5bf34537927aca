"""The seeded world of a site: people, groups, projects and issues; issues exist without being stored."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

SITE_ADMINS = "site-admins"
JIRA_ADMINS = "jira-administrators"
EVERYONE = "everyone"
GROUP_NAMES = (EVERYONE, JIRA_ADMINS, "jira-software-users", SITE_ADMINS, "org-admins")
_VERBS = ("Fix", "Add", "Review", "Speed up", "Document", "Replace", "Test", "Harden")
_SUBJECTS = (
    "the login page",
    "the export of invoices",
    "the search index",
    "error messages",
    "the nightly job",
    "the mobile start screen",
    "access tokens",
    "the audit log",
)


@dataclass(frozen=True, slots=True)
class User:
    account_id: str
    email: str
    name: str
    groups: tuple[str, ...]
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    key: str
    name: str
    issue_count: int
    first_issue_id: int
    """Numeric id of issue number 1; the others follow."""


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    key: str
    summary: str
    project: Project


class World:
    """What the site holds before anybody changes it; the same seed gives the same world."""

    def __init__(self, url: str, *, seed: int, token: str) -> None:
        self._seed = seed
        self.cloud_id = self._uuid(url, "cloud")
        self.client_key = self._uuid(url, "client")
        self.projects = (
            Project("10000", "PLAT", "Platform", 240, 10001),
            Project("10001", "DATA", "Data", 120, 20001),
        )
        eve_token = "lab-ATATT" + hashlib.sha256(f"{token}/eve".encode()).hexdigest()[:40]
        self.dana = User(
            "5b10ac8d82e05b22cc7d4ef5", "dana@acme.example", "Dana Admin", (SITE_ADMINS, JIRA_ADMINS, EVERYONE), token
        )
        self.eve = User("5b10a2844c20165700ede21f", "eve@acme.example", "Eve Editor", (EVERYONE,), eve_token)
        self.users = (self.dana, self.eve)

    def user_by_email(self, email: str) -> User | None:
        return next((user for user in self.users if user.email == email.lower()), None)

    def user(self, account_id: str) -> User | None:
        return next((user for user in self.users if user.account_id == account_id), None)

    def group_id(self, name: str) -> str:
        return self._uuid(name, "group")

    def project(self, id_or_key: str) -> Project | None:
        return next((each for each in self.projects if id_or_key in (each.id, each.key)), None)

    def issue(self, id_or_key: str) -> Issue | None:
        """Return the issue with this key or numeric id."""
        if id_or_key.isascii() and id_or_key.isdigit():
            return self._issue_by_id(int(id_or_key[:18]))
        key, _, number = id_or_key.rpartition("-")
        project = next((each for each in self.projects if each.key == key), None)
        if project is None or not (number.isascii() and number.isdigit()) or number != number.lstrip("0"):
            return None
        return self._issue(project, int(number[:18]))

    def issues(self, project: Project) -> Iterator[Issue]:
        for number in range(1, project.issue_count + 1):
            issue = self._issue(project, number)
            if issue is not None:
                yield issue

    def _issue_by_id(self, issue_id: int) -> Issue | None:
        for project in self.projects:
            found = self._issue(project, issue_id - project.first_issue_id + 1)
            if found is not None:
                return found
        return None

    def _issue(self, project: Project, number: int) -> Issue | None:
        if not 1 <= number <= project.issue_count:
            return None
        key = f"{project.key}-{number}"
        pick = hashlib.sha256(f"{self._seed}/{key}".encode()).digest()
        summary = f"{_VERBS[pick[0] % len(_VERBS)]} {_SUBJECTS[pick[1] % len(_SUBJECTS)]}"
        return Issue(str(project.first_issue_id + number - 1), key, summary, project)

    def _uuid(self, name: str, what: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}#{what}-{self._seed}"))
