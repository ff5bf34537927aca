"""The two sides of one set-up: which tokens are known, and the ports that go with the answers."""

from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.gitlab import GitLab
from wizard.domain.integration_address import api_base, kept_for, other_users, username, web_url
from wizard.domain.jira import Jira
from wizard.domain.jira_account import JiraAccount
from wizard.domain.jira_integration import Auth
from wizard.domain.pasted_token import is_of_lab, looks_like_token
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import Url, UrlError, jira_site, parse
from wizard.domain.world import World
from wizard.journey.grants import Grants

_NO_TOKEN = Secret("none-yet")
"""For a Jira that nobody signs in at: whoever asks it for something that needs a sign-in is refused."""

_Key = tuple[str, ...]


class Sides:
    """Makes ports for answers; keeps tokens by host, never in an attribute that is shown."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ports: dict[_Key, Ports] = {}
        self._signed_in: dict[_Key, BearerSecret | None] = {}
        """The OAuth token that the ports of these answers were made with."""
        self.grants = Grants(world.token_office, world.clock.monotonic)

    async def secret(self, url: Url, user: str) -> Secret | None:
        """Return the token for a host: of an OAuth sign-in, kept here, given by environment or lab, or none."""
        signed_in = await self.grants.token(url)
        if signed_in is not None:
            return signed_in
        kept = await self._world.secrets.get(url.kept_as, user)
        return kept or await self._world.given_secret(url)

    async def keep(self, url: Url, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        """Keep a token as chosen, in place of every other one for this host; what OAuth gave stays in memory."""
        self._ports.clear()
        if isinstance(secret, BearerSecret):
            return KeyringState.READY
        self.grants.drop(url)
        return await self._world.secrets.put(url.kept_as, user, secret, keeping)

    async def gitlab(self, url: str, token: Secret | None = None) -> GitLab:
        """Return the GitLab side. Raises: SecretMissing when there is no token for it, or only one of a lab."""
        address = gitlab_of(url)
        return self._world.gitlab(address, self._not_of_lab(address, token or await self._known(address, "")))

    async def jira(self, url: str, email: str, token: Secret | None = None) -> Jira:
        address = jira_of(url)
        return self._world.jira(address, email, self._not_of_lab(address, token or await self._known(address, email)))

    async def account(self, answers: Answers, token: Secret | None = None) -> JiraAccount:
        """Return the Jira as the user of the integration. Raises: SecretMissing, AddressWrong."""
        base = account_of(api_base(answers))
        secret = token or await self.integration_secret(answers)
        if secret is None:
            raise SecretMissing("integration-secret-missing", {"host": base.host, "user": kept_for(answers)})
        secret = self._not_of_lab(base, secret)
        return self._world.jira_account(base, answers.integration.auth, username(answers), secret)

    async def integration_secret(self, answers: Answers) -> Secret | None:
        """Return what GitLab is to sign in at Jira with: kept for this user, given for the integration, or given for
        the Jira where it is the same user.

        Raises: SecretMissing when what there is belongs to another Jira, AddressWrong.
        """
        base, web = account_of(api_base(answers)), account_of(web_url(answers))
        kept = await self._world.secrets.get(web.kept_as, kept_for(answers))
        if kept is not None:
            return kept
        auth, user = answers.integration.auth, username(answers)
        given = await self._world.given_integration_secret(base, auth, user, before=False)
        if given is not None or user != answers.jira.email or base.origin != _origin_of(answers.jira.url):
            return given
        return await self._world.given_secret(base)

    async def secret_of_user(self, answers: Answers, user: str) -> Secret | None:
        """Return what GitLab is to sign in with as one of the other users of a move; never another user's.

        Raises: SecretMissing when what there is belongs to another Jira, AddressWrong.
        """
        base, web = account_of(api_base(answers)), account_of(web_url(answers))
        kept = await self._world.secrets.get(web.kept_as, user)
        given = kept or await self._world.given_integration_secret(base, Auth.BASIC, user, before=False, named=True)
        return None if given is None else self._not_of_lab(base, given)

    async def integration_secret_before(self, answers: Answers) -> Secret | None:
        """Return what the integration signed in with until now; None where nobody gave it."""
        if not answers.integration.from_url:
            return None
        base = account_of(answers.integration.from_url)
        user = answers.integration.from_username.strip()
        return await self._world.given_integration_secret(base, Auth.BASIC, user, before=True)

    async def keep_integration_secret(self, answers: Answers, secret: Secret, keeping: Keeping) -> KeyringState:
        """Keep the password of the integration under the Jira's host and the name of its user."""
        self._ports.clear()
        return await self._world.secrets.put(account_of(web_url(answers)).kept_as, kept_for(answers), secret, keeping)

    def _not_of_lab(self, url: Url, token: Secret) -> Secret:
        """Return the token, for no real site gets one of a lab. Raises: SecretMissing."""
        if self._world.mode == "live" and is_of_lab(token.reveal()):
            raise SecretMissing("token-of-lab", {"host": url.authority})
        return token

    async def ports(self, answers: Answers) -> Ports:
        """Return the ports of these answers. Raises: SecretMissing, AddressWrong."""
        key = _key(answers)
        signed_in = await self.grants.token(address_of(answers.gitlab.url))
        if key not in self._ports or self._signed_in.get(key) is not signed_in:
            self._signed_in[key] = signed_in
            gitlab = await self.gitlab(answers.gitlab.url)
            made = Ports(
                gitlab, await self._administrator(answers), self._world.probe, self._world.clock, pace=self._world.pace
            )
            if answers.route is Route.LISTING:
                made = replace(made, marketplace=self._world.marketplace())
            self._ports[key] = await self._with_account(made, answers)
        return self._ports[key]

    async def _administrator(self, answers: Answers) -> Jira:
        """Return the Jira that an administrator sets up the app in; for the integration alone none is asked."""
        if answers.route is Route.INTEGRATION:
            known = web_url(answers) or answers.gitlab.url
            return self._world.jira(account_of(known), "", _NO_TOKEN)
        return await self.jira(answers.jira.url, answers.jira.email)

    async def _with_account(self, made: Ports, answers: Answers) -> Ports:
        """Return the ports with those of the integration, as soon as its Jira and its password are known.

        Until then the checks say what is missing, and pages before that one work.
        """
        if not await self._knows_account(answers):
            return made
        base = account_of(api_base(answers))
        others = {user: await self.secret_of_user(answers, user) for user in other_users(answers)}
        known = {user: secret for user, secret in others.items() if secret is not None}
        return replace(
            made,
            account=await self.account(answers),
            integration_password=await self.integration_secret(answers),
            integration_passwords=known,
            accounts={user: self._world.jira_account(base, Auth.BASIC, user, one) for user, one in known.items()},
            integration_password_before=await self.integration_secret_before(answers),
        )

    async def _knows_account(self, answers: Answers) -> bool:
        try:
            return answers.integration.wanted and await self.integration_secret(answers) is not None
        except AddressWrong:
            return False
        except SecretMissing:
            if answers.integration.inherit:
                return False  # it is another Jira's, and nothing is written with it
            raise

    async def forget(self, answers: Answers) -> None:
        """Remove the tokens of these answers from wherever they are kept."""
        self._ports.clear()
        if answers.gitlab.url:
            self.grants.drop(address_of(answers.gitlab.url))
        for url, user in ((answers.gitlab.url, ""), (answers.jira.url, answers.jira.email)):
            if url:
                await self._world.secrets.forget(address_of(url).kept_as, user)
        if answers.integration.wanted and web_url(answers):
            for user in (kept_for(answers), *other_users(answers)):
                await self._world.secrets.forget(address_of(web_url(answers)).kept_as, user)

    async def forget_gitlab(self, url: Url) -> None:
        """Remove the token of one GitLab from wherever it is kept."""
        self._ports.clear()
        self.grants.drop(url)
        await self._world.secrets.forget(url.kept_as, "")

    async def _known(self, url: Url, user: str) -> Secret:
        found = await self.secret(url, user)
        if found is None:
            raise SecretMissing("secret-missing", {"host": url.host})
        return found


def address_of(url: str) -> Url:
    """Return the address. Raises: AddressWrong with the code of the URL's fault."""
    if looks_like_token(url):
        raise AddressWrong("url-token")
    try:
        return parse(url)
    except UrlError as error:
        # What stands before an @ may be a password.
        raise AddressWrong(error.code, {} if error.code == "url-user" else {"typed": url}) from None


def gitlab_of(url: str) -> Url:
    """Return the address of a GitLab that a token may be sent to: only over TLS. Raises: AddressWrong."""
    address = address_of(url)
    if address.scheme != "https":
        raise AddressWrong("address-gets-no-token", {"typed": url})
    return address


def jira_of(url: str) -> Url:
    """Return the address of a Jira that a token may be sent to: a site of Atlassian's. Raises: AddressWrong."""
    address = address_of(url)
    try:
        return jira_site(str(address))
    except UrlError:
        raise AddressWrong("address-gets-no-token", {"typed": url}) from None


def account_of(url: str) -> Url:
    """Return the address of a Jira of any kind that a password may be sent to: only over TLS. Raises: AddressWrong."""
    address = address_of(url)
    if address.scheme != "https":
        raise AddressWrong("address-gets-no-token", {"typed": url})
    return address


def _origin_of(url: str) -> str:
    try:
        return address_of(url).origin
    except AddressWrong:
        return ""


def _key(answers: Answers) -> _Key:
    """Return what ports depend on."""
    before = (answers.integration.from_url, answers.integration.from_username)
    of_integration = (web_url(answers), api_base(answers), kept_for(answers), *before, *other_users(answers))
    wanted = of_integration if answers.integration.wanted else ()
    return (answers.route, answers.gitlab.url, answers.jira.url, answers.jira.email, *wanted)


class AddressWrong(PortError):
    """The answers hold an address that none of our requests may go to."""
