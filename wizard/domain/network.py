"""The Network port: names, connections and certificates as this computer meets them.

It is the one seam to the wire: the HTTP client and the network probe both go through it. In the lab another
implementation
maps names and ports to the lab's sockets; nothing above it knows.
"""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Stream(Protocol):
    """A connected byte stream."""

    async def read(self, max_bytes: int) -> bytes:
        """Return some bytes; empty at the end."""
        ...

    async def write(self, data: bytes) -> None: ...
    async def start_tls(self, context: ssl.SSLContext, server_name: str) -> "Stream": ...
    async def close(self) -> None: ...
    def ssl_object(self) -> ssl.SSLObject | None: ...
    def readable(self) -> bool:
        """Tell whether there is something to read at once: on an idle connection this means it is dead."""
        ...


@dataclass(frozen=True, slots=True)
class ProxyChoice:
    """How a host is reached: directly (`url` empty) or through a proxy; `source` says who decided (none, system,
    manual, lab).
    """

    url: str = ""
    source: str = "none"


class Network(Protocol):
    """Raises `Unreachable` with the codes network-* and tls-*."""

    async def resolve(self, host: str) -> Sequence[str]:
        """Return the addresses of `host`; literal addresses are returned as they are. Raises network-name-unknown."""
        ...

    async def connect(self, host: str, port: int, *, timeout_s: float) -> Stream:
        """Return a TCP connection to `host`, trying its addresses in order within the time."""
        ...

    def tls_context(self, host: str) -> ssl.SSLContext:
        """Return the context for `host`: made once a host, redirects to no other trust than system roots plus the CA
        file
        for that host.
        """
        ...

    def proxy_for(self, host: str) -> ProxyChoice: ...


@dataclass(frozen=True, slots=True)
class Certificate:
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    sha256: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TlsReport:
    chain: tuple[Certificate, ...]
    """As presented, leaf first; what the server sends, not what could be found elsewhere."""
    protocol: str
    complete: bool
    """Whether the presented chain leads to a trusted root without fetching anything."""


class Probe(Protocol):
    """Looks at a host from this computer layer by layer. Raises `Unreachable`."""

    async def addresses(self, host: str) -> Sequence[str]: ...
    async def tcp(self, host: str, port: int) -> float:
        """Return the milliseconds of the TCP handshake."""
        ...

    async def tls(self, host: str, port: int) -> TlsReport: ...
