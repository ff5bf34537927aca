"""What a face may ask about signing in and out: the browser way, where tokens are, taking them back, what a Jira is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence

    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.journey.values import GitLabSignedIn


class Place(StrEnum):
    """Where the token of a side is."""

    KEYRING = "keyring"
    SESSION = "session"
    SIGNED_IN = "signed-in"
    """Given by an OAuth sign-in; in memory, renewed while the program runs."""
    GIVEN = "given"
    """By the environment or the lab: there again when it is asked for."""
    UNSURE = "unsure"
    """The keyring will not say: it is locked, hangs, or does not do what it says."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class KeptToken:
    side: str
    """gitlab or jira."""
    host: str
    place: Place


@dataclass(frozen=True, slots=True)
class OAuthLink:
    """What to open in a browser, and for how long the wizard listens for the answer."""

    link: str
    wait_s: float


@dataclass(frozen=True, slots=True)
class JiraSeen:
    """What a Jira says of itself to anybody."""

    site: str
    """The address to go on with: of a Cloud site its own one, whatever name led there. Empty when it cannot be used."""
    title: str
    version: str
    findings: tuple[Finding, ...]


class Access(Protocol):
    async def sign_in_oauth(self, url: str, client_id: str, on_link: Callable[[OAuthLink], None]) -> GitLabSignedIn:
        """Listen, say the link, wait for the browser's answer, and sign in with what GitLab gives for it.

        Cancelling it leaves no port open.
        """
        ...

    async def renew_oauth(self) -> float:
        """Give the waiting sign-in its whole time again; returns it in seconds, 0 when none waits."""
        ...

    async def look_at_jira(self, url: str) -> JiraSeen:
        """Return what answers at an address that is no site below atlassian.net; nothing secret is sent."""
        ...

    async def kept(self, answers: Answers) -> Sequence[KeptToken]: ...
    async def forget(self, answers: Answers) -> Sequence[KeptToken]:
        """Remove the tokens from this computer and return what is still there."""
        ...

    async def revoke_gitlab(self, answers: Answers) -> None:
        """Let GitLab take its token back, read back that it is refused, and forget it.

        Written into the journal. Raises: PortError token-still-accepted among others.
        """
        ...
