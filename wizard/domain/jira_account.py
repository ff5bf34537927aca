"""Jira as the user of the Jira issue integration sees it: Cloud, its gateway, Server and Data Center alike.

GitLab itself asks version 2 of the REST API everywhere, so this port does.
Source: gitlabhq app/models/integrations/jira.rb; Atlassian, Jira REST API v2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.jira import Server
from wizard.domain.url import Url


@dataclass(frozen=True, slots=True)
class AccountUser:
    id: str
    """Account id on Cloud, key or name elsewhere."""
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Transition:
    id: str
    name: str
    to: str
    """Name of the status it leads to."""
    done: bool
    """Whether that status is of the category done: what GitLab's automatic transition looks for."""
    required: tuple[str, ...] = ()
    """Names of fields its screen asks for, which GitLab does not send."""


@dataclass(frozen=True, slots=True)
class IssueType:
    id: str
    name: str
    subtask: bool


@dataclass(frozen=True, slots=True)
class JiraProject:
    id: str
    key: str
    name: str
    types: tuple[IssueType, ...] = ()
    private: bool | None = None
    """Whether only people who were let in see it; None where Jira does not tell."""


@dataclass(frozen=True, slots=True)
class AccountIssue:
    id: str
    key: str
    summary: str
    project: str
    """Key of its project."""
    type: str
    status: str
    resolved: bool
    transitions: tuple[Transition, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    body: str
    author: str


@dataclass(frozen=True, slots=True)
class RemoteLink:
    id: str
    url: str
    title: str
    relationship: str


class JiraAccount(Protocol):
    """One user of one Jira. Every method may raise the port errors."""

    url: Url
    """Base of the API: the API URL where there is one, else the Web URL; with its path."""

    async def server(self) -> Server: ...
    async def myself(self) -> AccountUser: ...
    async def cloud_id(self) -> str:
        """Return the cloud id of the site; nothing is signed. Only Jira Cloud has one, at its own address."""
        ...

    async def signs_in_at(self, base: Url) -> bool:
        """Tell whether another base of the same Jira takes these credentials: the gateway for those with scopes."""
        ...

    async def permissions(self, keys: Sequence[str], *, project: str = "", issue: str = "") -> Mapping[str, bool]: ...
    async def project(self, key: str) -> JiraProject | None:
        """Return the project with its issue types; None when it does not exist or may not be seen."""
        ...

    async def issue(self, key: str) -> AccountIssue | None:
        """Return the issue with the transitions that are open to it now; None when this user does not see it."""
        ...

    async def comments(self, key: str) -> Sequence[Comment]: ...
    async def remote_links(self, key: str) -> Sequence[RemoteLink]: ...
    async def delete_comment(self, key: str, comment: str) -> None: ...
    async def delete_remote_link(self, key: str, link: str) -> None: ...
    async def required_fields(self, project: str, issue_type: str) -> tuple[str, ...]:
        """Return the names of fields without which no issue of this type can be made, besides those GitLab sends."""
        ...

    async def fields_of(self, key: str) -> frozenset[str]:
        """Return the ids of the fields that an issue shows: "duedate" is missing where it is hidden."""
        ...

    async def old_search(self) -> int:
        """Return the status with which `/rest/api/2/search` answers: 200, or 410 where it was removed."""
        ...
