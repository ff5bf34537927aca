"""The World: live, or a lab; makes the ports of one set-up and knows who does the by-hand tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Mapping, Sequence

    from wizard.domain.clock import Clock
    from wizard.domain.gitlab import GitLab, Json
    from wizard.domain.jira import Jira
    from wizard.domain.jira_account import JiraAccount
    from wizard.domain.jira_integration import Auth
    from wizard.domain.marketplace import Marketplace
    from wizard.domain.network import Probe, ProxyChoice
    from wizard.domain.oauth import Loopback, TokenOffice
    from wizard.domain.pace import Pace
    from wizard.domain.pause import Pause
    from wizard.domain.secret import Secret
    from wizard.domain.secrets import Secrets
    from wizard.domain.url import Url

Mode = Literal["live", "lab", "replay"]


class World(Protocol):
    mode: Mode
    key: str
    """Names the world in the store: `live`, or `lab:` and a mark of this very lab, so that no session is resumed
    elsewhere.
    """
    on_wait: Callable[[Pause], None]
    """Hears of pauses before a read is tried again, and of the end of such a read."""
    secrets: Secrets
    probe: Probe
    clock: Clock
    pace: Pace
    """What hosts said of limits."""
    loopback: Loopback
    """Where a browser on this computer brings the answer of an OAuth sign-in."""

    def retry_now(self) -> None:
        """Let every read that pauses be sent again at once."""
        ...

    def gitlab(self, url: Url, token: Secret) -> GitLab: ...
    def jira(self, url: Url, email: str, token: Secret) -> Jira: ...
    def jira_account(self, base: Url, auth: Auth, username: str, secret: Secret) -> JiraAccount:
        """Return a Jira of any kind as the user of the Jira issue integration sees it."""
        ...

    def marketplace(self) -> Marketplace:
        """Return the Atlassian Marketplace as anybody sees it."""
        ...

    def token_office(self, url: Url) -> TokenOffice:
        """Return where this GitLab gives tokens for an OAuth sign-in and takes tokens back."""
        ...

    def proxy_for(self, host: str) -> ProxyChoice: ...

    async def given_secret(self, url: Url) -> Secret | None:
        """Return the token that the environment, the keyring or the lab gives for a host; None when somebody must be
        asked.

        Raises: SecretMissing when what there is belongs to another host.
        """
        ...

    async def given_integration_secret(
        self, base: Url, auth: Auth, username: str, *, before: bool, named: bool = False
    ) -> Secret | None:
        """Return what environment or lab give for the Jira issue integration with this base of a Jira; `before`
        asks for what it signed in with until now, `named` only for what names this very user.

        Raises: SecretMissing when what there is belongs to another Jira.
        """
        ...

    def record(self, session: str) -> None:
        """Write the exchanges from now on into the recording of this session."""
        ...

    async def perform(self, task: str, groups: Sequence[str], typed: Mapping[str, Json] | None = None) -> None:
        """Let the lab's person do a by-hand task in these groups; `typed` goes into the page that is filled in.

        Raises PortError `person-failed` with fact `said`; only in a lab.
        """
        ...

    def suggestions(self) -> Mapping[str, str]:
        """Return what a lab offers to type: gitlab, jira, email, proxy, project, issue. Empty on live."""
        ...
