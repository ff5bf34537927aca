"""The computer of the example set-up: a proxy stands before Jira and says no. For pictures and tests."""

from collections.abc import Awaitable, Callable, Sequence

from wizard.domain.settings import ProxySeen


class SampleComputer:
    """Remembers that tokens were forgotten; `lying` keeps them."""

    def __init__(self, ask: Callable[[str], Awaitable[None]]) -> None:
        self._ask = ask
        self.hosts: list[str] = ["acme.atlassian.net", "gitlab.example.com"]
        self.lying = False

    async def reach(self, url: str) -> ProxySeen:
        await self._ask(f"reach {url}")
        host = url.partition("//")[2]
        if host.startswith("gitlab"):
            return ProxySeen(host, "", "none", ms=38)
        return ProxySeen(host, "http://proxy.example.com:3128", "system", "network-refused")

    async def token_hosts(self) -> Sequence[str]:
        await self._ask("token hosts")
        return tuple(self.hosts)

    async def forget_tokens(self) -> Sequence[str]:
        await self._ask("forget tokens")
        if not self.lying:
            self.hosts.clear()
        return tuple(self.hosts)
