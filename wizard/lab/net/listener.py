"""One HTTP listener on loopback: uvicorn's protocol in the lab's own loop, with or without TLS."""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import Awaitable, Callable
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from wizard.lab.host import AsgiApp, Scope

_HEAD_DEADLINE_S = 10.0
_GRACE_S = 0.3
_ROUNDS_TO_CLOSE = 4
"""Rounds of the loop until an aborted connection, with TLS in between, is known to be closed."""
# What strangers send wrongly is their affair; an app that fails is ours.
_logger = logging.getLogger(__name__)
_logger.setLevel(logging.ERROR)


def cut(transport: asyncio.Transport) -> None:
    """End a connection at once, also one whose TLS has ended already.

    Python 3.11 before 3.11.4 fails on that: its TLS transport has let go of the protocol that would end it.
    """
    with contextlib.suppress(AttributeError):
        transport.abort()


class _PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, closed when a first request does not come, and silent on malformed ones."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself
        self.logger = _logger
        super().connection_made(transport)
        self._head_deadline = asyncio.get_running_loop().call_later(_HEAD_DEADLINE_S, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_deadline.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        head = h11.Response(status_code=400, headers=[(b"content-length", b"0"), (b"connection", b"close")])
        for event in (head, h11.EndOfMessage()):
            self.transport.write(self.conn.send(event))
        self.transport.close()

    def _give_up(self) -> None:
        if not _has_begun(self.cycle):
            cut(self.transport)


class Listener:
    """An open port on 127.0.0.1 that serves one app."""

    def __init__(self, app: AsgiApp, tls: ssl.SSLContext | None = None) -> None:
        self._app = app
        config = uvicorn.Config(
            self._serve,
            interface="asgi3",
            lifespan="off",
            access_log=False,
            log_config=None,
            http=_PatientProtocol,
            ws="none",
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=75,
        )
        config.load()
        config.ssl = tls
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)
        self._socket: socket.socket | None = None
        self.port = 0

    async def open(self) -> int:
        """Listen on a free port and return it."""
        # With protocol 0 asyncio leaves Nagle's algorithm on: 44 ms a request.
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.bind(("127.0.0.1", 0))
        sock.setblocking(False)
        self._socket = sock
        self.port = int(sock.getsockname()[1])
        await self._server.startup(sockets=[sock])
        return self.port

    def abort(self, client: tuple[str, int], *, flushed: bool = False) -> None:
        """Cut the connection of `client` without a word; `flushed`, what was sent before arrives."""
        for connection in self._connections():
            if connection.client == client:
                if flushed:
                    connection.transport.close()
                else:
                    cut(connection.transport)

    def drop_idle(self) -> list[int]:
        """Cut connections on which nothing is under way, as a restarted web server does; return their source ports."""
        idle = [connection for connection in self._connections() if _is_idle(connection.cycle)]
        for connection in idle:
            cut(connection.transport)
        return [connection.client[1] for connection in idle if connection.client]

    async def close(self) -> None:
        """Stop listening, let requests under way end within a moment, cut the rest."""
        if self._socket is None:
            return
        for server in self._server.servers:
            server.close()
        self._socket.close()
        self._socket = None
        for connection in self._connections():
            connection.shutdown()
        tasks = list(self._server.server_state.tasks)
        late = (await asyncio.wait(tasks, timeout=_GRACE_S))[1] if tasks else set()
        # First the connections, then what works for them: nobody must get an answer of a cancelled request.
        for connection in self._connections():
            cut(connection.transport)
        for _round in range(_ROUNDS_TO_CLOSE):
            await asyncio.sleep(0)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _serve(
        self, scope: Scope, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            # uvicorn would report it as a failure of the app.
            if self._socket is not None:
                raise

    def _connections(self) -> list[_PatientProtocol]:
        return [one for one in self._server.server_state.connections if isinstance(one, _PatientProtocol)]


# uvicorn declares `cycle` as always there, but before the first request it is None.
def _has_begun(cycle: RequestResponseCycle | None) -> bool:
    return cycle is not None


def _is_idle(cycle: RequestResponseCycle | None) -> bool:
    return cycle is None or cycle.response_complete
