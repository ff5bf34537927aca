"""The Network port as this computer has it: its resolver, its sockets, its roots, its proxy."""

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path

from wizard.adapters.network.dialling import dial
from wizard.adapters.network.stream import SocketStream
from wizard.adapters.network.trust import Trust
from wizard.adapters.network.tunnel import open_tunnel
from wizard.adapters.worker import in_worker
from wizard.domain.errors import Unreachable
from wizard.domain.network import ProxyChoice
from wizard.domain.secret import Secret

_RESOLVE_S = 5.0
_SOMEWHERE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737): far away, and nobody's."""
_PROXY_URL = re.compile(r"http://(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?/?")


def no_proxy(_host: str) -> ProxyChoice:
    """Say that every host is reached directly."""
    return ProxyChoice()


def has_route() -> bool:
    """Tell whether this computer knows a way to the outside. Choosing a peer for datagrams sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_SOMEWHERE)
        except OSError:
            return False
    return True


class SystemNetwork:
    """Resolves once, connects to exactly that, keeps the name for TLS."""

    def __init__(
        self,
        *,
        proxies: Callable[[str], ProxyChoice] = no_proxy,
        manual_proxy: str = "",
        proxy_sign_in: Mapping[str, tuple[str, Secret]] | None = None,
        ca_files: Mapping[str, Path] | None = None,
        lookup: Callable[..., Sequence[tuple[object, ...]]] = socket.getaddrinfo,
        resolve_s: float = _RESOLVE_S,
        has_route: Callable[[], bool] = has_route,
    ) -> None:
        self._proxies = proxies
        self._manual = manual_proxy
        self._proxy_sign_in = dict(proxy_sign_in or {})
        self._trust = Trust(dict(ca_files or {}).get)
        self._lookup = lookup
        self._resolve_s = resolve_s
        self._has_route = has_route

    async def resolve(self, host: str) -> Sequence[str]:
        if _is_address(host):
            return (host,)
        try:
            found = await in_worker(
                lambda: self._lookup(host, None, type=socket.SOCK_STREAM), deadline_s=self._resolve_s, name="resolver"
            )
        except TimeoutError:
            raise Unreachable("network-timeout", {"host": host, "step": "dns"}) from None
        except (OSError, UnicodeError) as error:
            raise Unreachable(self._name_trouble(error), {"host": host, "step": "dns"}) from None
        addresses = tuple(dict.fromkeys(_address(entry) for entry in found))
        if not addresses:
            raise Unreachable("network-name-unknown", {"host": host})
        return addresses

    def _name_trouble(self, error: OSError | UnicodeError) -> str:
        """Tell a name that does not exist from a resolver that nobody answered, and that from having no network."""
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            return "network-timeout" if self._has_route() else "network-unreachable"
        return "network-name-unknown"

    async def connect(self, host: str, port: int, *, timeout_s: float) -> SocketStream:
        choice = self.proxy_for(host)
        try:
            async with asyncio.timeout(timeout_s):
                if choice.url:
                    return await self._through(choice.url, host, port, timeout_s)
                return await self._directly(host, port, timeout_s)
        except TimeoutError:
            raise Unreachable("network-timeout", {"host": host, "port": str(port)}) from None

    def tls_context(self, host: str) -> ssl.SSLContext:
        try:
            return self._trust.context(host)
        except OSError as error:
            raise Unreachable("tls-failed", {"host": host, "reason": f"CA file: {type(error).__name__}"}) from None

    def proxy_for(self, host: str) -> ProxyChoice:
        return ProxyChoice(self._manual, "manual") if self._manual else self._proxies(host)

    async def _directly(self, host: str, port: int, timeout_s: float) -> SocketStream:
        began = time.perf_counter()
        addresses = await self.resolve(host)
        dns = (time.perf_counter() - began) * 1000
        stream = await dial(addresses, port, host=host, timeout_s=timeout_s - dns / 1000)
        stream.phases["dns"] = dns
        return stream

    async def _through(self, proxy: str, host: str, port: int, timeout_s: float) -> SocketStream:
        parts = _PROXY_URL.fullmatch(proxy)
        if parts is None:
            # Only what we can speak; the text is not repeated, it may hold a password.
            raise Unreachable("network-proxy", {"host": host, "reason": "not an http:// proxy"})
        name = parts["host"].strip("[]")
        stream = await self._directly(name, int(parts["port"] or 80), timeout_s)
        target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        try:
            return await open_tunnel(stream, target, proxy, self._proxy_sign_in.get(proxy))
        except BaseException:
            await stream.close()
            raise


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _address(entry: tuple[object, ...]) -> str:
    place = entry[4]
    return str(place[0]) if isinstance(place, tuple) else ""
