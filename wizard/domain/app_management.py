"""Installing apps on a Jira site by the address of their descriptor: the part of the Jira port that writes.

Source: Atlassian Universal Plugin Manager, /rest/plugins/1.0, as Atlassian's own tools use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InstallTask:
    """An install that Jira has taken on."""

    id: str
    ping_after_s: float
    """How long Jira wants us to wait before we ask again."""


@dataclass(frozen=True, slots=True)
class InstallSeen:
    """How an install stands: `key` when it is done, `refusal` when it failed, neither while it runs."""

    key: str = ""
    refusal: str = ""
    """The site's message key or sentence, plain and cut."""
    ping_after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class AppUpdate:
    """A newer version of an installed app."""

    key: str
    version: str
    waits: bool
    """Whether an administrator has to approve it first."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """That a site holds the access token of a private listing; its value is nobody's business here."""

    key: str
    """Of the app."""
    state: str
    """As Atlassian calls it, e.g. ACTIVE_TRIAL."""
    valid: bool


class AppManagement(Protocol):
    """What an administrator does under "Manage your apps"; every method may raise the port errors."""

    async def development_mode(self) -> bool | None:
        """Tell whether the site is in development mode; None where it does not say."""
        ...

    async def app_updates(self) -> Sequence[AppUpdate]:
        """Return the newer versions that the site names; empty also where it does not say."""
        ...

    async def access_tokens(self) -> Sequence[AccessToken]:
        """Return which apps of private listings the site has a token for."""
        ...

    async def app_modules(self, key: str) -> frozenset[str]:
        """Return the keys of the modules that the site names for an installed app; empty where it names none."""
        ...

    async def install_app(self, descriptor: str) -> InstallTask:
        """Ask the site to install the app whose descriptor is at this address.

        Raises: Refused and Unexpected with the fact `said` when it says no at once.
        """
        ...

    async def install_seen(self, task: InstallTask) -> InstallSeen: ...
    async def uninstall_app(self, key: str) -> None:
        """Remove the app; Jira deletes all that it ever sent."""
        ...
