"""Signing in by the browser, and signing out again: forgetting and revoking tokens, with the journal beside it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.journal import State
from wizard.domain.oauth import WAIT_S, authorize_link, new_attempt
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.secrets import Keeping
from wizard.domain.url import Url
from wizard.domain.world import World
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.access_port import JiraSeen, KeptToken, OAuthLink, Place
from wizard.journey.jira_look import look
from wizard.journey.log import Journal
from wizard.journey.oauth_wait import OAuthWait
from wizard.journey.sides import Sides, address_of, gitlab_of
from wizard.journey.values import GitLabSignedIn
from wizard.journey.write import NotKept, Values, write_once

_SIGN_IN, _SIGN_OUT = "sign-in", "sign-out"
"""What the calls are for, in the recording."""
_NO_TOKEN = Secret("none-yet")
"""For a look that needs none: the request goes unsigned."""


class _SignIn(Protocol):
    def __call__(self, url: str, token: Secret | None, keeping: Keeping) -> Awaitable[GitLabSignedIn]: ...


class AccessDesk:
    """Implements `wizard.journey.access_port.Access`."""

    def __init__(
        self,
        world: World,
        sides: Sides,
        sign_in: _SignIn,
        journal: Callable[[Answers], Awaitable[Journal]],
    ) -> None:
        self._world, self._sides = world, sides
        self._sign_in, self._journal = sign_in, journal
        self._waiting: OAuthWait | None = None

    async def sign_in_oauth(self, url: str, client_id: str, on_link: Callable[[OAuthLink], None]) -> GitLabSignedIn:
        address = gitlab_of(url)
        attempt = new_attempt(address)
        waiting = self._waiting = OAuthWait(attempt)
        try:
            async with self._world.loopback.listen(waiting.take) as redirect:
                on_link(OAuthLink(authorize_link(attempt, client_id, redirect), WAIT_S))
                code = await waiting.code()
        except OSError as error:
            raise PortError("oauth-no-listener", {"error": type(error).__name__}) from None
        finally:
            self._waiting = None
        with on_behalf_of(_SIGN_IN):
            grant = await self._world.token_office(address).exchange(client_id, code, attempt.verifier, redirect)
        self._sides.grants.hold(address, client_id, grant)
        return await self._sign_in(url, grant.access, Keeping.SESSION)

    async def renew_oauth(self) -> float:
        return self._waiting.renew() if self._waiting else 0.0

    async def look_at_jira(self, url: str) -> JiraSeen:
        address = address_of(url)
        seen = await look(self._world.jira(address, "", _NO_TOKEN))
        if address.path and any(finding.code == "jira-not-answering" for finding in seen.findings):
            # The path was that of a page: what lives at the host?
            return await look(self._world.jira(address_of(address.origin), "", _NO_TOKEN))
        return seen

    async def kept(self, answers: Answers) -> Sequence[KeptToken]:
        return [
            KeptToken(side, address_of(url).host, await self._place(address_of(url), user))
            for side, url, user in _sides_of(answers)
        ]

    async def forget(self, answers: Answers) -> Sequence[KeptToken]:
        await self._sides.forget(answers)
        return await self.kept(answers)

    async def revoke_gitlab(self, answers: Answers) -> None:
        url = gitlab_of(answers.gitlab.url)
        token = await self._sides.secret(url, "")
        if token is None:
            raise SecretMissing("secret-missing", {"host": url.host})
        journal, subject = await self._journal(answers), "gitlab-token"
        await journal.write("access", subject, State.INTENT, host=url.host)
        with on_behalf_of(_SIGN_OUT):
            if await self._world.token_office(url).accepts(token):
                await self._take_back(journal, subject, url, token)
            else:
                await journal.write("access", subject, State.CONFIRMED, made={"accepted": False})
        await self._sides.forget_gitlab(url)

    async def _take_back(self, journal: Journal, subject: str, url: Url, token: Secret) -> None:
        office, client_id = self._world.token_office(url), self._sides.grants.client_id(url)

        async def send() -> Values:
            if isinstance(token, BearerSecret):
                await office.revoke_grant(client_id, token)
            else:
                await office.revoke_personal(token)
            return {}

        async def read_back() -> Values | None:
            return None if await office.accepts(token) else {"accepted": False}

        try:
            await write_once(journal, "access", subject, send=send, read_back=read_back)
        except NotKept:
            raise PortError("token-still-accepted", {"host": url.host}) from None

    async def _place(self, url: Url, user: str) -> Place:
        if not user and self._sides.grants.client_id(url):
            return Place.SIGNED_IN
        kept = await self._world.secrets.kept_in(url.kept_as, user)
        if isinstance(kept, Keeping):
            return Place.KEYRING if kept is Keeping.KEYRING else Place.SESSION
        if kept is not None:
            return Place.UNSURE
        try:
            return Place.GIVEN if await self._world.given_secret(url) is not None else Place.NOWHERE
        except SecretMissing:
            return Place.NOWHERE


def _sides_of(answers: Answers) -> list[tuple[str, str, str]]:
    """Return name, address and user of the sides that were named."""
    sides = [("gitlab", answers.gitlab.url, ""), ("jira", answers.jira.url, answers.jira.email)]
    return [one for one in sides if one[1]]
