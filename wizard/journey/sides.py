"""The two sides of one set-up: which tokens are known, and the ports that go with the answers."""

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.pasted_token import is_of_lab, looks_like_token
from wizard.domain.ports import Ports
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import Url, UrlError, jira_site, parse
from wizard.domain.world import World
from wizard.journey.grants import Grants


class Sides:
    """Makes ports for answers; keeps tokens by host, never in an attribute that is shown."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ports: dict[tuple[str, str, str], Ports] = {}
        self._signed_in: dict[tuple[str, str, str], BearerSecret | None] = {}
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

    def _not_of_lab(self, url: Url, token: Secret) -> Secret:
        """Return the token, for no real site gets one of a lab. Raises: SecretMissing."""
        if self._world.mode == "live" and is_of_lab(token.reveal()):
            raise SecretMissing("token-of-lab", {"host": url.authority})
        return token

    async def ports(self, answers: Answers) -> Ports:
        """Return the ports of these answers. Raises: SecretMissing, AddressWrong."""
        key = (answers.gitlab.url, answers.jira.url, answers.jira.email)
        signed_in = await self.grants.token(address_of(answers.gitlab.url))
        if key not in self._ports or self._signed_in.get(key) is not signed_in:
            self._signed_in[key] = signed_in
            gitlab = await self.gitlab(answers.gitlab.url)
            jira = await self.jira(answers.jira.url, answers.jira.email)
            self._ports[key] = Ports(gitlab, jira, self._world.probe, self._world.clock)
        return self._ports[key]

    async def forget(self, answers: Answers) -> None:
        """Remove the tokens of these answers from wherever they are kept."""
        self._ports.clear()
        if answers.gitlab.url:
            self.grants.drop(address_of(answers.gitlab.url))
        for url, user in ((answers.gitlab.url, ""), (answers.jira.url, answers.jira.email)):
            if url:
                await self._world.secrets.forget(address_of(url).kept_as, user)

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


class AddressWrong(PortError):
    """The answers hold an address that none of our requests may go to."""
