"""The lab's internet: names to hosts, addresses by vantage, and the sockets behind them."""

from collections.abc import Mapping, Sequence
from typing import Any

from wizard.lab.net.addresses import LOCAL_NETWORK, private_address, public_address
from wizard.lab.net.deadends import DeadEnds
from wizard.lab.net.fault_params import EVERYWHERE
from wizard.lab.net.site import PLAIN, SOUND, Site, origin
from wizard.lab.net.switchboard import Switchboard
from wizard.lab.net.vantage import DESKTOP

_LOOPBACK = "127.0.0.1"
_TLS_FAULTS = (
    PLAIN,
    "tls-expired",
    "tls-not-yet-valid",
    "tls-self-signed",
    "tls-unknown-issuer",
    "tls-wrong-host",
    "tls-chain-incomplete",
    "tls-expires-soon",
)
_JIRA_UNTRUSTED = "integration-jira-untrusted"
_UNTRUSTED = "tls-unknown-issuer"
_REFUSING = ("network-refused", "install-keys-unreachable")
_ANY = "both"
_INSIDE = (DESKTOP, "gitlab-host")
"""Vantages in the network of the self-managed instance: from there a private address answers."""


class Internet:
    """Who is reachable under which name, from where, on which socket."""

    def __init__(self, switchboard: Switchboard, outside: Sequence[str] = ()) -> None:
        self.sites: dict[str, Site] = {}
        """Origin -> host; the order of the scenario."""
        self._switchboard = switchboard
        self._others: dict[tuple[str, int], str] = {}
        """Another name and port -> origin of the host that has it."""
        self._dead_ends = DeadEnds()
        self._gone: set[str] = set()
        self._outside = {origin(url) for url in outside}

    def add(self, site: Site, others: Sequence[str] = ()) -> None:
        """Put a host on the internet, under its own name and others."""
        self.sites[site.host.url] = site
        self._others.update({origin(url): site.host.url for url in others})
        self._gone.discard(site.name)

    def knows(self, name: str) -> bool:
        """Tell whether some host of the lab has, or had, this name."""
        return _plain(name) in self._gone or self._named(name) is not None

    def is_outside(self, name: str, port: int) -> bool:
        """Tell whether this target outside the lab was named when the lab started."""
        return (_plain(name), port) in self._outside

    def resolve(self, name: str, vantage: str) -> tuple[str, ...]:
        """Return the pretended addresses of `name` from `vantage`; empty when it is not known there."""
        plain = _plain(name)
        site = self._named(name)
        if site is None and plain in self._gone:
            return (public_address(plain),)
        if site is None:
            outside = any(plain == known for known, _port in self._outside)
            return (_LOOPBACK,) if outside else ()
        if self._strikes(site, "network-name-unknown", vantage):
            return ()
        if vantage == DESKTOP and self._switchboard.peek(site.host.url, site.host.kind, LOCAL_NETWORK) is not None:
            return (private_address(plain),)
        if self._strikes(site, "network-name-private", vantage):
            return (private_address(plain),)
        return (public_address(plain),)

    async def route(self, name: str, port: int, vantage: str) -> tuple[str, int]:
        """Return the real socket to dial; a dead end where there is nobody or a fault bites."""
        site = next((one for one in self.sites.values() if (one.name, one.port) == (_plain(name), port)), None)
        other = "" if site is not None else self._others.get((_plain(name), port), "")
        site = self.sites.get(other, site)
        if site is None:
            return (_plain(name), port) if self.is_outside(name, port) else (_LOOPBACK, self._dead_ends.refused)
        if any(self._strikes(site, fault, vantage) for fault in _REFUSING):
            return _LOOPBACK, self._dead_ends.refused
        if self._is_unreachable(site, vantage) or self._strikes(site, "network-timeout", vantage):
            return _LOOPBACK, self._dead_ends.stalled
        variant = next((fault for fault in _TLS_FAULTS if self._strikes(site, fault, vantage)), SOUND)
        if self._strikes(site, _JIRA_UNTRUSTED, vantage):
            variant = _UNTRUSTED
        return _LOOPBACK, await site.listen(variant, _plain(name) if other else "")

    def drop_idle(self) -> list[int]:
        """Cut idle connections: what changed below HTTP must meet the next request; return their source ports."""
        return [port for site in self.sites.values() for port in site.drop_idle()]

    async def remove(self, url: str) -> Site:
        """Take a host off: its name stays, its socket is gone.

        Raises:
            KeyError: no such host.

        """
        site = self.sites[url]
        await site.close()
        self._gone.add(site.name)
        return self.sites.pop(url)

    def close(self) -> None:
        """Give the dead ends back; the sites are closed by who opened them."""
        self._dead_ends.close()

    def _named(self, name: str) -> Site | None:
        """Return a host that has this name, its own ones before others."""
        plain = _plain(name)
        own = next((site for site in self.sites.values() if site.name == plain), None)
        other = next((url for (known, _port), url in self._others.items() if known == plain), "")
        return own or self.sites.get(other)

    def _is_unreachable(self, site: Site, vantage: str) -> bool:
        if vantage in _INSIDE:
            return False
        params = self._switchboard.peek(site.host.url, site.host.kind, "network-name-private")
        return params is not None and params["from"] in (EVERYWHERE, vantage)

    def _strikes(self, site: Site, fault_id: str, vantage: str) -> bool:
        def here(params: Mapping[str, Any]) -> bool:
            return params["from"] in (EVERYWHERE, vantage) and params.get("at", _ANY) in (_ANY, site.host.url)

        return self._switchboard.strike(site.host.url, site.host.kind, fault_id, here) is not None


def _plain(name: str) -> str:
    return name.lower().rstrip(".")
