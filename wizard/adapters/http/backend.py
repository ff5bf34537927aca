"""httpcore's way to the wire: through the Network port."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from wizard.domain.errors import Unexpected, Unreachable
from wizard.domain.network import Network, Stream

_FIRST = b"HTTP/"
"""What every answer begins with."""


class PortStream(httpcore.AsyncNetworkStream):
    """A Stream of the port as httpcore wants it. Deadlines are the door's: one for all, not one a phase."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._heard = b""

    @property
    def phases(self) -> dict[str, float]:
        """Milliseconds that making the connection took, when the Network tells."""
        return dict(getattr(self.stream, "phases", {}))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self.stream.read(max_bytes)
        if data and len(self._heard) < len(_FIRST):
            self._heard = (self._heard + data)[: len(_FIRST)]
            if not _FIRST.startswith(self._heard):
                # h11 would wait for the end of a head that never comes.
                raise Unexpected("answer-not-http")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        self._heard = b""
        try:
            await self.stream.write(buffer)
        except Unreachable as error:
            # A server may answer and hang up before it has read everything; httpcore then still reads the answer.
            raise httpcore.WriteError(error.code) from error

    async def aclose(self) -> None:
        await self.stream.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "PortStream":
        self.stream = await self.stream.start_tls(ssl_context, server_hostname or "")
        return self

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's signature
        if info == "is_readable":
            return self.stream.readable()
        if info == "ssl_object":
            return self.stream.ssl_object()
        return None


class PortBackend(httpcore.AsyncNetworkBackend):
    """Opens connections through the Network port, which resolves once and connects to exactly that."""

    def __init__(self, network: Network, connect_s: float) -> None:
        self._network = network
        self._connect_s = connect_s

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> PortStream:
        return PortStream(await self._network.connect(host, port, timeout_s=self._connect_s))

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> PortStream:
        raise httpcore.ConnectError("only TCP")

    async def sleep(self, seconds: float) -> None:
        raise httpcore.ConnectError("the pool never repeats")
