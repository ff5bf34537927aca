"""The one transport of the HTTP client: a pool of kept connections a host, over the Network port."""

import importlib.util
import sys
from collections.abc import AsyncIterator
from typing import Any

import h11
import httpcore
import httpx

from wizard.adapters.http.backend import PortBackend
from wizard.adapters.http.limits import Limits
from wizard.adapters.worker import in_worker
from wizard.domain.errors import PortError, Unexpected, Unreachable
from wizard.domain.network import Network

# For each lock httpcore tries to import sniffio, and Python searches all folders anew for what it did not find.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # the documented way to say: not there

_KEEP_S = 30.0
_CONNECTIONS = 10
_KEPT = 6


class PortTransport(httpx.AsyncBaseTransport):
    """Raises port errors only; they do not know yet whether the request was sent."""

    def __init__(self, network: Network, limits: Limits) -> None:
        self._network = network
        self._backend = PortBackend(network, limits.connect_s)
        self._pools: dict[tuple[str, str, int], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = await self._pool(request.url)
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = await pool.handle_async_request(asked)
        except _LIBRARY_ERRORS as error:
            raise port_error(error) from None
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    async def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        port = url.port or (443 if url.scheme == "https" else 80)
        key = (url.scheme, url.host, port)
        if key not in self._pools:
            context = None
            if url.scheme == "https":
                # Reading the system's roots takes some 30 ms: never in the loop.
                context = await in_worker(
                    lambda: self._network.tls_context(url.host), deadline_s=10.0, name="tls-context"
                )
            if key not in self._pools:
                self._pools[key] = httpcore.AsyncConnectionPool(
                    ssl_context=context,
                    max_connections=_CONNECTIONS,
                    max_keepalive_connections=_KEPT,
                    keepalive_expiry=_KEEP_S,
                    network_backend=self._backend,
                )
        return self._pools[key]


_LIBRARY_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    h11.ProtocolError,
)


def port_error(error: Exception) -> PortError:
    """Return what an error of the HTTP library means to us; its text is not kept, it may quote what was sent."""
    if isinstance(error, httpcore.RemoteProtocolError | h11.RemoteProtocolError):
        text = str(error)
        if "too long" in text:
            return Unexpected("answer-too-large", {"part": "headers"})
        if "without sending a response" in text:
            return Unreachable("network-reset")
        if "incomplete" in text or "closed connection" in text or "complete message body" in text:
            return Unexpected("answer-cut")
        return Unexpected("answer-not-http")
    if isinstance(error, httpcore.TimeoutException):
        return Unreachable("network-timeout")
    if isinstance(error, httpcore.NetworkError):
        return Unreachable("network-reset")
    return Unexpected("answer-not-http")


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:  # noqa: ANN401  # httpcore types it as sync or async
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except _LIBRARY_ERRORS as error:
            raise port_error(error) from None
        except Unreachable as error:
            # The head is here, the rest is not: an answer that was cut, whatever cut it.
            raise Unexpected("answer-cut", {"reason": error.code}) from None

    async def aclose(self) -> None:
        await self._stream.aclose()
