"""The Jira Cloud port and the values it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.app_management import AppManagement
from wizard.domain.jira_presence import Presence
from wizard.domain.url import Url


@dataclass(frozen=True, slots=True)
class Server:
    base_url: str
    deployment: str
    """Cloud or Server."""
    version: str
    title: str


@dataclass(frozen=True, slots=True)
class Myself:
    account_id: str
    name: str
    email: str
    groups: tuple[str, ...]
    """Names of the groups the user is a direct member of."""


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    key: str
    summary: str


@dataclass(frozen=True, slots=True)
class App:
    key: str
    name: str
    version: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """How many entries the development panel counts: {"branch": {"GitLab": 2}}."""

    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class PanelBranch:
    name: str
    url: str
    repository: str


class Jira(AppManagement, Presence, Protocol):
    """One Jira Cloud site as its user sees it. Every method may raise the port errors."""

    url: Url

    async def cloud_id(self) -> str:
        """Return the cloud id of the site; needs no sign-in."""
        ...

    async def server(self) -> Server: ...
    async def announced(self) -> Server:
        """Return what it says of itself to anybody, asked as a Jira of any kind can be asked; nothing is signed."""
        ...

    async def myself(self) -> Myself: ...
    async def permissions(self, keys: Sequence[str]) -> Mapping[str, bool]: ...
    async def user_groups(self, account_id: str) -> tuple[str, ...]: ...
    async def issue(self, key: str) -> Issue | None:
        """Return the issue; None when it does not exist or may not be seen (Jira does not tell which)."""
        ...

    async def apps(self) -> Sequence[App]: ...
    async def panel_summary(self, issue_id: str) -> PanelSummary: ...
    async def panel_branches(self, issue_id: str, application_type: str) -> Sequence[PanelBranch]: ...
