"""One host on the lab's internet: its door, its sound listener, and its listeners with bad certificates."""

import asyncio
import ssl
from urllib.parse import urlsplit

from wizard.lab.host import Host
from wizard.lab.net.authority import Authority
from wizard.lab.net.door import HostDoor
from wizard.lab.net.listener import Listener

SOUND = "sound"
PLAIN = "tls-none"
"""The fault of a port that speaks HTTP without TLS."""


class Site:
    """A host with its name, port and sockets."""

    def __init__(self, door: HostDoor, authority: Authority) -> None:
        self.door = door
        self.name, self.port = origin(door.host.url)
        self._authority = authority
        self._listeners: dict[tuple[str, str], Listener] = {}
        self._opening = asyncio.Lock()

    @property
    def host(self) -> Host:
        """The machine behind the door."""
        return self.door.host

    async def listen(self, variant: str = SOUND, name: str = "") -> int:
        """Return the port that shows the certificate `variant`, of `name` or its own; opened when first asked for."""
        async with self._opening:
            listener = self._listeners.get((variant, name))
            if listener is None:
                secure = variant != PLAIN
                listener = Listener(self.door, self._context(variant, name) if secure else None)
                await listener.open()
                self._listeners[variant, name] = listener
                self.door.listeners.append(listener)
        return listener.port

    def _context(self, variant: str, name: str) -> ssl.SSLContext:
        return self._authority.server_context(name or self.name, variant)

    def drop_idle(self) -> list[int]:
        """Cut connections on which nothing is under way, so that the next request dials anew; return source ports."""
        return [port for listener in self._listeners.values() for port in listener.drop_idle()]

    async def close(self) -> None:
        """Close every socket of this host."""
        await asyncio.gather(*(listener.close() for listener in self._listeners.values()))
        self._listeners.clear()
        self.door.listeners.clear()


def origin(url: str) -> tuple[str, int]:
    """Return host name (lower case) and port of an origin."""
    parts = urlsplit(url)
    default = 80 if parts.scheme == "http" else 443
    return (parts.hostname or "").lower(), parts.port or default
