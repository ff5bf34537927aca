"""A listener for one answer: 127.0.0.1 only, a new port each time, one page of plain text, nothing left when it ends.

Source: RFC 8252, 7.3 and 8.3.
"""

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator, Callable

from wizard.adapters.loopback.callback_request import NOT_HTTP, read_head, refusal
from wizard.domain.oauth import CALLBACK_PATH, Reply

_HEAD_LIMIT = 8192
_HEAD_WITHIN_S = 8.0
_BACKLOG = 100
_LAST_PAGE_S = 0.1
_REASONS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed"}


class LoopbackListener:
    """Implements `wizard.domain.oauth.Loopback`."""

    def __init__(self, *, head_within_s: float = _HEAD_WITHIN_S) -> None:
        self._head_within_s = head_within_s

    @contextlib.asynccontextmanager
    async def listen(self, answer: Callable[[str], Reply]) -> AsyncIterator[str]:
        bound = _bound()
        host = f"127.0.0.1:{bound.getsockname()[1]}"
        serving = _Serving(host, answer, self._head_within_s)
        server = await asyncio.start_server(serving.serve, sock=bound, limit=_HEAD_LIMIT, backlog=_BACKLOG)
        try:
            yield f"http://{host}{CALLBACK_PATH}"
        finally:
            server.close()
            await serving.end()
            await server.wait_closed()


class _Serving:
    """Answers each connection once and closes it; knows all that are open."""

    def __init__(self, host: str, answer: Callable[[str], Reply], head_within_s: float) -> None:
        self._host = host
        self._answer = answer
        self._head_within_s = head_within_s
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._answered: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._open[task] = writer
            task.add_done_callback(self._open.pop)
        try:
            async with asyncio.timeout(self._head_within_s):
                reply = self._reply(await reader.readuntil(b"\r\n\r\n"))
                writer.write(_written(reply))
                self._answered.add(writer)
                await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            pass  # whoever this is, it is no browser with an answer
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _reply(self, data: bytes) -> Reply:
        head = read_head(data.removesuffix(b"\r\n\r\n"))
        if head is None:
            return NOT_HTTP
        return refusal(head, self._host) or self._answer(head.target.partition("?")[2])

    async def end(self) -> None:
        """Cut off all connections; those that were answered may take a moment to send the page.

        Their tasks end by that: a stream's own callback in Python 3.11 calls a cancelled task an error.
        """
        for writer in self._open.values():
            if writer not in self._answered:
                writer.transport.abort()
        if self._open:
            await asyncio.wait(self._open, timeout=_LAST_PAGE_S)
        for writer in self._open.values():
            writer.transport.abort()
        if self._open:
            await asyncio.wait(self._open)


def _bound() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        # Without it another program could bind the same port beside us.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    try:
        made.bind(("127.0.0.1", 0))
    except OSError:
        made.close()
        raise
    made.setblocking(False)
    return made


def _written(reply: Reply) -> bytes:
    """Return the answer: plain text that no browser takes for anything else, and that nothing keeps."""
    body = reply.text.encode()
    head = (
        f"HTTP/1.1 {reply.status} {_REASONS.get(reply.status, 'No')}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
