"""Signing in and out as the example set-up does it: no browser, no port, no network.

Troubles: oauth-waiting (the browser never answers), oauth-denied, revoke (the token stays good), own-jira.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, Severity
from wizard.domain.oauth import WAIT_S
from wizard.domain.secrets import KeyringState
from wizard.domain.text import T
from wizard.journey.access_port import JiraSeen, KeptToken, OAuthLink, Place
from wizard.journey.values import GitLabSignedIn
from wizard.ui import sample_values as sample

_LINK = f"{sample.GITLAB}/oauth/authorize?client_id=example&response_type=code&state=example"
_OWN_JIRA = Finding(
    "jira-not-cloud",
    Severity.BLOCKER,
    T("This Jira is not Jira Cloud"),
    T("{host} says that it is Jira {deployment} {version}.", host="jira.example.com", deployment="Server", version="9"),
    T("Use the DVCS connector of {host}, or enter a Jira Cloud site.", host="jira.example.com"),
    "GitLab docs: Jira DVCS connector",
)


class SampleAccess:
    """Implements `wizard.journey.access_port.Access`."""

    def __init__(self, troubles: set[str], ask: Callable[[str], Awaitable[None]]) -> None:
        self._troubles, self._ask = troubles, ask
        self._place = Place.KEYRING

    async def sign_in_oauth(self, url: str, client_id: str, on_link: Callable[[OAuthLink], None]) -> GitLabSignedIn:
        await self._ask(f"sign in {url} by browser")
        on_link(OAuthLink(_LINK, WAIT_S))
        if "oauth-waiting" in self._troubles:
            await asyncio.Event().wait()
        if "oauth-denied" in self._troubles:
            raise PortError("oauth-denied", {"host": "gitlab.example.com", "said": "access_denied"})
        self._place = Place.SIGNED_IN
        return replace(sample.SIGNED_IN, kept=KeyringState.READY, expires="")

    async def renew_oauth(self) -> float:
        await self._ask("renew")
        return WAIT_S

    async def look_at_jira(self, url: str) -> JiraSeen:
        await self._ask(f"look at {url}")
        if "own-jira" in self._troubles:
            return JiraSeen("", "Jira", "9.12.4", (_OWN_JIRA,))
        return JiraSeen(sample.JIRA, "Acme", "1001.0.0", ())

    async def kept(self, answers: Answers) -> Sequence[KeptToken]:
        await self._ask("kept tokens")
        jira = Place.NOWHERE if self._place is Place.NOWHERE else Place.KEYRING
        return (
            KeptToken("gitlab", "gitlab.example.com", self._place),
            KeptToken("jira", "acme.atlassian.net", jira),
        )

    async def forget(self, answers: Answers) -> Sequence[KeptToken]:
        await self._ask("forget")
        self._place = Place.NOWHERE
        return await self.kept(answers)

    async def revoke_gitlab(self, answers: Answers) -> None:
        await self._ask("revoke")
        if "revoke" in self._troubles:
            raise PortError("token-still-accepted", {"host": "gitlab.example.com"})
        self._place = Place.NOWHERE
