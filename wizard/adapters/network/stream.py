"""A connected byte stream over an asyncio transport, plain or TLS."""

import asyncio
import contextlib
import select
import ssl
import time
from typing import cast

from wizard.adapters.network.failures import tcp_failure, tls_failure
from wizard.domain.errors import Unreachable

_HIGH_WATER = 256 * 1024
_LOW_WATER = 64 * 1024
_HANDSHAKE_S = 15.0
_CLOSE_S = 1.0


class Wire(asyncio.Protocol):
    """Collects what comes in, without ever holding more than a little."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.ended = False
        self.error: OSError | None = None
        self.lost = asyncio.get_running_loop().create_future()
        self._changed = asyncio.Event()
        self._writable = asyncio.Event()
        self._writable.set()
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # create_connection makes no other kind.
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self._changed.set()
        if len(self.buffer) > _HIGH_WATER and self.transport is not None and not self._paused:
            self._paused = True
            self.transport.pause_reading()

    def eof_received(self) -> None:
        self.ended = True
        self._changed.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = exc if isinstance(exc, OSError) else None
        self._changed.set()
        self._writable.set()
        if not self.lost.done():
            self.lost.set_result(None)

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    async def wait_for_data(self) -> None:
        """Return when there is something to take, or never will be."""
        while not self.buffer and not self.ended:
            self._changed.clear()
            await self._changed.wait()

    async def wait_until_writable(self) -> None:
        """Return when what was written has left, or never will."""
        await self._writable.wait()

    def take(self, count: int) -> bytes:
        """Return and forget the next bytes."""
        taken = bytes(self.buffer[:count])
        del self.buffer[:count]
        if self._paused and len(self.buffer) < _LOW_WATER and self.transport is not None:
            self._paused = False
            with contextlib.suppress(RuntimeError):
                self.transport.resume_reading()
        return taken


class SocketStream:
    """The Stream port over one socket. `phases` holds what its making cost, in milliseconds (dns, tcp, tls)."""

    def __init__(self, wire: Wire, transport: asyncio.Transport, host: str, port: int) -> None:
        self._wire = wire
        self._transport = transport
        self._host = host
        self._port = port
        self.phases: dict[str, float] = {}

    async def read(self, max_bytes: int) -> bytes:
        await self._wire.wait_for_data()
        if not self._wire.buffer and self._wire.error is not None:
            raise self._broken()
        return self._wire.take(max_bytes)

    async def write(self, data: bytes) -> None:
        if self._transport.is_closing() or self._wire.error is not None:
            raise self._broken()
        self._transport.write(data)
        await self._wire.wait_until_writable()
        if self._wire.error is not None:
            raise self._broken()

    async def start_tls(self, context: ssl.SSLContext, server_name: str) -> "SocketStream":
        began = time.perf_counter()
        if self._wire.buffer:
            # It spoke before it was asked: no TLS server does.
            raise Unreachable("tls-protocol", {"host": server_name, "reason": "SPOKE_FIRST"})
        try:
            upgraded = await asyncio.get_running_loop().start_tls(
                self._transport,
                self._wire,
                context,
                server_hostname=server_name,
                ssl_handshake_timeout=_HANDSHAKE_S,
                ssl_shutdown_timeout=1.0,
            )
        except OSError as error:
            raise tls_failure(self._handshake_error(error), server_name) from None
        if upgraded is None:
            raise tls_failure(ConnectionResetError(), server_name)
        self._transport = self._wire.transport = upgraded
        self.phases["tls"] = (time.perf_counter() - began) * 1000
        return self

    async def close(self) -> None:
        """Return when the socket is closed; nothing is waited for on the wire."""
        self._transport.abort()
        await asyncio.wait({self._wire.lost}, timeout=_CLOSE_S)

    def ssl_object(self) -> ssl.SSLObject | None:
        found = self._transport.get_extra_info("ssl_object")
        return found if isinstance(found, ssl.SSLObject) else None

    def readable(self) -> bool:
        wire = self._wire
        if wire.buffer or wire.ended or self._transport.is_closing():
            return True
        sock = self._transport.get_extra_info("socket")
        number = -1 if sock is None else sock.fileno()
        if number < 0:
            return True
        # The end may have arrived while the loop was busy: ask the system, not only what the loop has told us.
        try:
            poll = select.poll()
        except AttributeError:  # Windows has select only, but there without its limit on numbers
            return bool(select.select([number], [], [], 0)[0])
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))

    def _handshake_error(self, error: OSError) -> OSError:
        # asyncio turns a handshake that takes too long into an aborted connection.
        timed_out = isinstance(error, ConnectionAbortedError) and "taking longer" in str(error)
        return TimeoutError() if timed_out else error

    def _broken(self) -> Unreachable:
        return tcp_failure(self._wire.error or ConnectionResetError(), self._host, self._port)
