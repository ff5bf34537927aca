"""What a face may ask about the Jira issue integration; a part of the desk, as `desk.integration`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence

    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.domain.jira_account import AccountIssue, IssueType, Transition
    from wizard.domain.jira_integration import Scope
    from wizard.domain.secret import Secret
    from wizard.domain.secrets import Keeping, KeyringState


@dataclass(frozen=True, slots=True)
class IntegrationSignedIn:
    """What the two requests of Test settings showed, sent from this computer with the integration's own credentials."""

    name: str
    """Of the user; empty when it failed."""
    deployment: str
    """Cloud or Server, as Jira says."""
    version: str
    api_url: str
    """The API URL that this way to sign in needs (gateway of a service account); empty: none."""
    findings: tuple[Finding, ...] = ()
    kept: KeyringState | None = None


@dataclass(frozen=True, slots=True)
class IntegrationRow:
    """One place of the inventory."""

    scope: Scope
    title: str
    state: Literal["none", "own", "inherited", "unreadable"]
    web_url: str = ""
    username: str = ""
    differs: tuple[str, ...] = ()
    """Names of fields that differ from the settings of the group or instance above."""
    finding: Finding | None = None
    """Why it cannot be read."""
    active: bool = True
    """Whether it is switched on."""
    keys: tuple[str, ...] = ()
    """Of the Jira projects whose issues it shows."""
    transitions: tuple[str, ...] = ()
    """Ids of those that close an issue."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who would see the issues that GitLab shows."""

    project: str
    gitlab: str
    """Who sees the GitLab project: private, internal, public."""
    jira_project: str
    jira_open: bool | None
    """Whether everybody of the Jira sees that project; None where Jira does not tell."""
    finding: Finding | None = None


class IntegrationDesk(Protocol):
    """Every method may raise the port errors."""

    async def sign_in(self, answers: Answers, token: Secret | None, keeping: Keeping) -> IntegrationSignedIn:
        """Test the settings as GitLab does: serverInfo, then myself; keep the token when they hold."""
        ...

    async def give_old_password(self, url: str, username: str, secret: Secret) -> None:
        """Take what places signed in with before as this user, for undos of the session at work; kept in memory only.

        `url` and `username` are those that the finding of a row names.
        """
        ...

    async def forget_old_passwords(self) -> None:
        """Wipe what was taken for undos."""
        ...

    async def inventory(
        self, answers: Answers, on_rows: Callable[[tuple[IntegrationRow, ...]], None]
    ) -> Sequence[IntegrationRow]:
        """Return the places that these answers choose, with what is set there now; `on_rows` gets them as they come."""
        ...

    async def count(self, answers: Answers) -> int:
        """Return how many projects these answers choose, each once; nothing is read of what is set there."""
        ...

    async def issue(self, answers: Answers, key: str) -> AccountIssue | None:
        """Return an issue as the integration's user sees it; None where there is none for that user."""
        ...

    async def transitions(self, answers: Answers, issue: str) -> Sequence[Transition]:
        """Return what the workflow of a real issue leads on to, to pick from."""
        ...

    async def issue_types(self, answers: Answers, project: str) -> Sequence[IssueType]:
        """Return the types of a Jira project without sub-tasks, as GitLab's refresh does."""
        ...

    async def plan(self, answers: Answers) -> str:
        """Return the plan of this GitLab's licence: free, premium, ultimate; empty where this token cannot read it."""
        ...

    async def audience(self, answers: Answers) -> Sequence[Audience]:
        """Return who would see the issues in GitLab that Jira keeps to fewer people."""
        ...
