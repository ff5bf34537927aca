"""The two sides of one set-up: which tokens are known, and the ports that go with the answers."""

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import Url, UrlError, parse
from wizard.domain.world import World


class Sides:
    """Makes ports for answers; keeps tokens by host, never in an attribute that is shown."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ports: dict[tuple[str, str, str], Ports] = {}

    async def secret(self, url: Url, user: str) -> Secret | None:
        """Return the token for a host: kept here, given by environment or lab, or none."""
        kept = await self._world.secrets.get(url.host, user)
        return kept or await self._world.given_secret(url)

    async def keep(self, url: Url, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        self._ports.clear()
        return await self._world.secrets.put(url.host, user, secret, keeping)

    async def gitlab(self, url: str, token: Secret | None = None) -> GitLab:
        """Return the GitLab side. Raises: SecretMissing."""
        address = address_of(url)
        return self._world.gitlab(address, token or await self._known(address, ""))

    async def jira(self, url: str, email: str, token: Secret | None = None) -> Jira:
        address = address_of(url)
        return self._world.jira(address, email, token or await self._known(address, email))

    async def ports(self, answers: Answers) -> Ports:
        """Return the ports of these answers. Raises: SecretMissing, AddressWrong."""
        key = (answers.gitlab.url, answers.jira.url, answers.jira.email)
        if key not in self._ports:
            gitlab = await self.gitlab(answers.gitlab.url)
            jira = await self.jira(answers.jira.url, answers.jira.email)
            self._ports[key] = Ports(gitlab, jira, self._world.probe, self._world.clock)
        return self._ports[key]

    async def forget(self, answers: Answers) -> None:
        """Remove the tokens of these answers from wherever they are kept."""
        self._ports.clear()
        for url, user in ((answers.gitlab.url, ""), (answers.jira.url, answers.jira.email)):
            if url:
                await self._world.secrets.forget(address_of(url).host, user)

    async def _known(self, url: Url, user: str) -> Secret:
        found = await self.secret(url, user)
        if found is None:
            raise SecretMissing("secret-missing", {"host": url.host})
        return found


def address_of(url: str) -> Url:
    """Return the address. Raises: AddressWrong with the code of the URL's fault."""
    try:
        return parse(url)
    except UrlError as error:
        raise AddressWrong(error.code, {"typed": url}) from None


class AddressWrong(PortError):
    """The answers hold an address that none of our requests may go to."""
