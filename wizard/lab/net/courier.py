"""How a host talks to the others: a real HTTPS client whose sockets go where the lab's internet says."""

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from typing import Any

import httpcore

from wizard.lab.host import Answer, NetworkFailed
from wizard.lab.net.internet import Internet
from wizard.lab.net.vantage import SourcePorts


class _NotedStream(httpcore.AsyncNetworkStream):
    """A connection whose source port is known to belong to a vantage until it is closed."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, ports: SourcePorts, port: int) -> None:
        self._stream = stream
        self._ports = ports
        self._port = port

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        self._ports.forget(self._port)
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            secured = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except httpcore.ConnectError as error:
            self._ports.forget(self._port)
            raise NetworkFailed("tls", _reason(error)) from error
        except BaseException:
            self._ports.forget(self._port)
            raise
        return _NotedStream(secured, self._ports, self._port)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # as the base class has it
        return self._stream.get_extra_info(info)


class _VantageBackend(httpcore.AsyncNetworkBackend):
    """Name resolution and dialling as seen from one vantage."""

    def __init__(self, internet: Internet, ports: SourcePorts, vantage: str) -> None:
        self._internet = internet
        self._ports = ports
        self._vantage = vantage
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        if not self._internet.resolve(host, self._vantage):
            raise NetworkFailed("name", host)
        address, real_port = await self._internet.route(host, port, self._vantage)
        try:
            stream = await self._sockets.connect_tcp(address, real_port, timeout, local_address, socket_options)
        except httpcore.ConnectError as error:
            raise NetworkFailed("refused", f"{host}:{port}") from error
        source = stream.get_extra_info("client_addr")[1]
        self._ports.note(source, self._vantage)
        return _NotedStream(stream, self._ports, source)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class LabCourier:
    """Sends the requests of one vantage. Redirects are never followed, certificates always verified."""

    def __init__(self, internet: Internet, ports: SourcePorts, vantage: str, context: ssl.SSLContext) -> None:
        self._internet = internet
        self._vantage = vantage
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=50,
            keepalive_expiry=5.0,
            network_backend=_VantageBackend(internet, ports, vantage),
        )

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout_s: float = 10.0,
    ) -> Answer:
        sent = list((headers or {}).items())
        deadlines = dict.fromkeys(("connect", "read", "write", "pool"), timeout_s)
        try:
            async with asyncio.timeout(timeout_s):
                response = await self._pool.request(
                    method,
                    url,
                    headers=sent,
                    content=content or None,
                    extensions={"timeout": deadlines},
                )
        except (httpcore.UnsupportedProtocol, ValueError) as error:
            raise NetworkFailed("name", "not an address of the web") from error
        except (TimeoutError, httpcore.TimeoutException) as error:
            raise NetworkFailed("timeout", _place(url)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NetworkFailed("reset", _place(url)) from error
        names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        return Answer(response.status, names, response.content)

    async def resolve(self, name: str) -> tuple[str, ...]:
        return self._internet.resolve(name, self._vantage)

    async def close(self) -> None:
        """Close the connections that are kept open."""
        await self._pool.aclose()


def _place(url: str) -> str:
    """Return scheme and host only: the rest of a URL may hold a secret."""
    return "/".join(url.split("/", 3)[:3])


def _reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message
        cause = cause.__cause__ or cause.__context__
    return str(error)
