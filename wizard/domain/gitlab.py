"""The GitLab port and the values it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import msgspec

from wizard.domain.gitlab_activity import Activity
from wizard.domain.gitlab_audit import Audit
from wizard.domain.gitlab_integrations import Integrations
from wizard.domain.gitlab_traces import ProofTraces
from wizard.domain.url import Url
from wizard.domain.version import Version

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAINTAINER = 40


@dataclass(frozen=True, slots=True)
class Metadata:
    version: Version
    text: str
    """As served, e.g. `18.5.0-ee`."""
    enterprise: bool | None


@dataclass(frozen=True, slots=True)
class User:
    id: int
    username: str
    name: str
    is_admin: bool
    single_sign_on: bool = False
    """Whether it signs in through the single sign-on of a group (an identity of SAML)."""


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """The token we sign in with. `scopes` is None when the instance cannot say (before 15.5, or an OAuth token)."""

    name: str
    scopes: tuple[str, ...] | None
    expires_at: date | None
    active: bool


@dataclass(frozen=True, slots=True)
class OAuthApplication:
    """An instance-wide OAuth application. `scopes` is None where the version does not return them."""

    id: int
    application_id: str
    name: str
    callback_url: str
    confidential: bool
    scopes: tuple[str, ...] | None = None


class Group(msgspec.Struct, frozen=True, gc=False):
    """One group. There may be ten thousand: the collector does not look at them."""

    id: int
    name: str
    full_path: str
    parent_id: int | None
    visibility: str
    web_url: str


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    path: str
    """With namespace: `platform/app`."""
    name: str
    default_branch: str | None
    namespace_kind: str
    """group or user."""
    namespace_path: str
    web_url: str
    visibility: str = ""
    """private, internal, public; empty where the answer does not say."""
    issues: str = ""
    """Who may use GitLab's own issues there: disabled, private, enabled; empty where the answer does not say."""
    imported: str = ""
    """From what it was imported, e.g. `gitlab_project`; empty for what was made here."""
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    name: str
    commit: str
    web_url: str


@dataclass(frozen=True, slots=True)
class Commit:
    id: str
    title: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a plain page of the instance, as anybody or a browser on `Origin` gets it."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    ms: float = 0.0
    """From the first step of the connection to the last byte, by the wall clock."""
    between: tuple[float, float] | None = None
    """When it was asked for and when it was there, by the Clock port; None for a page that no clock was beside."""


class GitLab(Integrations, Activity, Audit, ProofTraces, Protocol):
    """One GitLab instance as its administrator sees it. Every method may raise the port errors."""

    url: Url

    async def metadata(self) -> Metadata: ...
    async def user(self) -> User: ...
    async def token(self) -> TokenInfo: ...
    async def knows_token(self, times: int) -> Sequence[bool]:
        """Tell for each of as many questions at once, over as many connections, whether it was not refused with 401."""
        ...

    async def settings(self) -> Mapping[str, Json]:
        """Return all application settings; needs an administrator."""
        ...

    async def put_settings(self, values: Mapping[str, str | bool | None]) -> None:
        """Write single settings; the answer is not believed, read back with `settings`."""
        ...

    async def features_on(self) -> frozenset[str]:
        """Return the names of the feature flags that somebody switched on for everybody; needs an administrator."""
        ...

    async def applications(self) -> Sequence[OAuthApplication]: ...
    async def create_application(self, name: str, redirect_uri: str, scopes: str) -> OAuthApplication:
        """Make a non-confidential application. The secret of the answer is dropped unread."""
        ...

    async def delete_application(self, number: int) -> None: ...
    async def groups(
        self, *, search: str = "", min_access_level: int = 0, page: int = 1
    ) -> tuple[Sequence[Group], bool]:
        """Return one page of 100 groups and whether there are more."""
        ...

    async def own_projects(self, *, search: str = "") -> tuple[Sequence[Project], bool]:
        """Return projects: without a search those in personal namespaces that the user owns, with one those the user
        is a member of; and whether there are more.
        """
        ...

    async def group(self, path: str) -> Group | None: ...
    async def group_role(self, path: str) -> int:
        """Return the access level of the signed-in user in the group, inherited ones included; 0 for none."""
        ...

    async def group_projects(self, path: str, *, page: int = 1) -> tuple[Sequence[Project], int | None, bool]:
        """Return one page of 100 projects of the group with its subgroups, their total when the instance says it, and
        whether there are more.
        """
        ...

    async def project(self, path: str) -> Project | None: ...
    async def history(self, project: int) -> tuple[int | None, int | None]:
        """Return how many merge requests and branches a project has; None for more than the instance counts."""
        ...

    async def active_integrations(self, project: int) -> frozenset[str]:
        """Return the slugs of the active integrations of a project, e.g. {"jira-cloud-app"}."""
        ...

    async def branch(self, project: int, name: str) -> Branch | None: ...
    async def branches(self, project: int, *, search: str = "") -> Sequence[Branch]: ...
    async def create_branch(self, project: int, name: str, ref: str) -> Branch: ...
    async def delete_branch(self, project: int, name: str) -> None: ...
    async def commits(self, project: int, *, ref: str = "") -> Sequence[Commit]: ...

    async def page(
        self,
        method: str,
        path: str,
        *,
        origin: str = "",
        preflight: str = "",
        size_limit: int = 65536,
        of: Url | None = None,
    ) -> Page:
        """Return what a path of the instance answers without any sign-in.

        `origin` adds the browser's Origin header, `preflight` makes it an OPTIONS request that asks for that method;
        `of` asks another instance in the same way: the proxy in front of this one, or one behind it.
        """
        ...
