"""The Network port in a lab: names and ports lead to the lab's sockets, and only its own authority is trusted."""

import asyncio
import ssl
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from wizard.adapters.network.control_line import ControlLine
from wizard.adapters.network.dialling import dial
from wizard.adapters.network.stream import SocketStream
from wizard.adapters.network.trust import Trust
from wizard.domain.errors import Unreachable
from wizard.domain.gitlab import Json
from wizard.domain.network import ProxyChoice

_VANTAGE = "desktop"


class LabNetwork:
    """Asks the lab's control URL where to go; nothing of this computer's network is used, not even its resolver."""

    def __init__(self, control: ControlLine, ca_file: Path) -> None:
        self._control = control
        self._trust = Trust(lambda _host: ca_file, system_roots=False)

    async def resolve(self, host: str) -> Sequence[str]:
        return self._known(await self._control.get("/net/resolve", name=host, **{"from": _VANTAGE}), host)

    async def connect(self, host: str, port: int, *, timeout_s: float) -> SocketStream:
        began = time.perf_counter()
        # With a deadline of its own: a lab that does not say where a name leads is not a host that does not answer.
        answer = await self._control.get("/net/route", name=host, port=port, **{"from": _VANTAGE})
        self._known(answer, host)
        dns = (time.perf_counter() - began) * 1000
        address, _, real_port = str(answer.get("listen", "")).rpartition(":")
        if not (address and real_port.isascii() and real_port.isdigit()):
            raise self._control.unusable("answer-shape")
        try:
            async with asyncio.timeout(timeout_s):
                stream = await dial((address,), int(real_port), host=host, shown_port=port, timeout_s=timeout_s)
        except TimeoutError:
            raise Unreachable("network-timeout", {"host": host, "port": str(port)}) from None
        stream.phases["dns"] = dns
        return stream

    def tls_context(self, host: str) -> ssl.SSLContext:
        return self._trust.context(host)

    def proxy_for(self, _host: str) -> ProxyChoice:
        return ProxyChoice("", "lab")

    def _known(self, answer: Mapping[str, Json], host: str) -> tuple[str, ...]:
        """Return the addresses of an answer. Raises: Unreachable for a name that the lab does not have."""
        addresses = answer.get("addresses")
        if not isinstance(addresses, list):
            raise self._control.unusable("answer-shape")
        if not addresses:
            raise Unreachable("network-name-unknown", {"host": host})
        return tuple(str(address) for address in addresses)
