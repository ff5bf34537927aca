"""The Jira issue integration of GitLab: where it stands, what is set there, and what an administrator wants.

Source: GitLab docs, Jira issue integration; REST API, Integrations; names of fields are GitLab's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

import msgspec

Kind = Literal["project", "group", "instance"]
Value = None | bool | int | str | list[str]


class Auth(StrEnum):
    """How GitLab signs in at Jira; the number is `jira_auth_type`."""

    BASIC = "basic"
    """E-mail and API token (Cloud), user name and password (Server, Data Center)."""
    TOKEN = "token"  # noqa: S105 - the name of a way to sign in
    """A personal access token of Jira Server or Data Center, from GitLab 16.0."""
    SERVICE_ACCOUNT = "service-account"
    """A service account of Atlassian's with a scoped token; needs the API URL of the gateway, from GitLab 19.1."""

    @property
    def number(self) -> int:
        return list(Auth).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """One place where the integration can be set."""

    kind: Kind
    path: str = ""
    """Full path of the project or group; empty for the instance."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.path}"

    @classmethod
    def parse(cls, text: str) -> "Scope":
        """Return the scope that `str` wrote. Raises: ValueError."""
        written, _, path = text.partition(":")
        for kind in get_args(Kind):
            if kind == written:
                return cls(kind, path)
        raise ValueError("no scope of an integration")


@dataclass(frozen=True, slots=True)
class JiraIntegration:
    """The integration as GitLab shows it; the password never comes back."""

    active: bool
    inherited: bool | None
    """None where the version does not say (before 17.3)."""
    values: Mapping[str, Value]
    """By the names of the API, events and properties in one: {"url": "https://acme.atlassian.net", ...}. What the
    version does not know is not there."""
    updated_at: str = ""
    """When it was last saved, as GitLab writes times; empty where the answer does not say."""


def transition_ids(value: Value) -> tuple[str, ...]:
    """Return the ids of transitions that a setting names, in the order GitLab tries them, each once."""
    parts = (one.strip() for one in re.split("[,;]", value)) if isinstance(value, str) else ()
    return tuple(dict.fromkeys(one for one in parts if one))


class IntegrationAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an administrator wants of the Jira issue integration; the section `[integration]` of the answers."""

    scope: Literal["", "project", "group", "instance"] = ""
    """Where it is set; empty: it is no part of this set-up."""
    projects: tuple[str, ...] = ()
    """Full paths of the projects to set up."""
    groups: tuple[str, ...] = ()
    """With scope project: all projects of these groups too; with scope group: the groups themselves."""
    search: str = ""
    """With scope project: all projects whose name or path holds this too."""
    file: str = ""
    """Name of a file with more paths of projects, one a line; they join `projects` when the answers are read."""
    inherit: bool = False
    """Take the settings of the group or instance above instead of own ones."""
    from_url: str = ""
    """Only places whose Web URL is this one: the move from an old Jira."""
    from_username: str = ""
    """Of those only places that sign in there as this user, where several have to become several; empty: all."""
    new_users: Mapping[str, str] = msgspec.field(default_factory=dict)
    """With a move: users of the old Jira -> those who take their place; all others become `username`."""
    new_keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    """With a move: keys of Jira projects that are others in the new Jira -> what they are there."""
    new_transitions: Mapping[str, str] = msgspec.field(default_factory=dict)
    """With a move: ids of transitions of the old Jira -> ids of the new one; empty: none takes its place."""
    renew_password: bool = False
    """Send the password again wherever the integration is on for this Jira and user, and change nothing else."""
    refresh_markdown: bool = False
    """Have GitLab render its texts anew where they still link to another Jira."""
    web_url: str = ""
    """Base address of Jira's pages; empty: `[jira] url`."""
    deployment: Literal["", "cloud", "server"] = ""
    """Kind of that Jira; empty: that of `[jira]` where it is the same, else as its address says."""
    api_url: str = ""
    """Base address of Jira's REST API where it is another one."""
    auth: Auth = Auth.BASIC
    username: str = ""
    """User name or e-mail of the integration's user; empty: `[jira] email`."""
    token_expires: str = ""
    """Day on which the token ends, as 2027-11-22; empty: not known."""
    commit_events: bool = True
    merge_requests_events: bool = True
    comments: bool = True
    transitions: Literal["off", "automatic", "picked"] = "off"
    transition_ids: tuple[str, ...] = ()
    """In the order GitLab tries them."""
    project_keys: tuple[str, ...] = ()
    """Jira projects whose issues GitLab shows; more than one from 17.0. Empty: the view is off."""
    vulnerabilities_project: str = ""
    """Jira project that gets issues of vulnerabilities (Ultimate); empty: off."""
    vulnerabilities_issuetype: str = ""
    """Id of the issue type they get."""
    issue_prefix: str = ""
    issue_regex: str = ""
    push_checks: tuple[Literal["exists", "assignee", "status"], ...] = ()
    """What a push must hold to, from 18.3."""
    allowed_statuses: tuple[str, ...] = ()

    @property
    def wanted(self) -> bool:
        return bool(self.scope)
