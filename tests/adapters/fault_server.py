"""A raw socket server that answers as it is told, wrong in every way a server can be, and logs every byte it gets."""

import asyncio
import contextlib
import gzip
import json
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

USER = {"id": 2, "username": "dana", "name": "Dana", "is_admin": True}


@dataclass
class Line:
    """One connection as a fault sees it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        with contextlib.suppress(ConnectionError):
            await self.writer.drain()

    async def silence(self) -> None:
        """Say nothing until the client hangs up."""
        with contextlib.suppress(ConnectionError):
            await self.reader.read()

    def reset(self) -> None:
        sock: socket.socket = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def hang_up(self) -> None:
        self.writer.close()


Fault = Callable[[Line], Awaitable[None]]


@dataclass
class FaultServer:
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    faults: list[Fault] = field(default_factory=list)
    """Used one a request; the last one stays."""
    tls: ssl.SSLContext | None = None
    serving: set[asyncio.Task[object]] = field(default_factory=set)
    first_request: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}" if self.tls is None else f"https://localhost:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if task := asyncio.current_task():
            self.serving.add(task)
            task.add_done_callback(self.serving.discard)
        line = Line(reader, writer)
        try:
            while request := await self._request(reader):
                self.requests.append(request)
                self.first_request.set()
                fault = self.faults[0] if len(self.faults) == 1 else self.faults.pop(0)
                await fault(line)
                if writer.is_closing():
                    break
        except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # The client is gone, or the test is over while a fault still drips.
            return
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as cut:
            if cut.partial:
                self.requests.append(cut.partial)
            return b""
        length = 0
        for row in head.lower().split(b"\r\n"):
            if row.startswith(b"content-length:"):
                length = int(row.split(b":")[1])
        return head + await reader.readexactly(length)


@contextlib.asynccontextmanager
async def fault_server(*faults: Fault, tls: ssl.SSLContext | None = None) -> AsyncIterator[FaultServer]:
    served = FaultServer(faults=list(faults), tls=tls)
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0, ssl=tls)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for task in served.serving:
            task.cancel()
        await asyncio.gather(*served.serving, return_exceptions=True)
        await asyncio.sleep(0)


def head(status: int, *headers: str, reason: str = "X") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status} {reason}", *headers, "", "")).encode("latin-1")


def answer(status: int = 200, body: bytes | object = USER, *headers: str, kind: str = "application/json") -> Fault:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def fault(line: Line) -> None:
        await line.send(head(status, f"Content-Type: {kind}", f"Content-Length: {len(data)}", *headers) + data)

    return fault


def raw(data: bytes, *, then: str = "hang_up") -> Fault:
    """Send exactly these bytes, then `hang_up`, `reset`, `silence` or `stay`."""

    async def fault(line: Line) -> None:
        await line.send(data)
        if then == "silence":
            await line.silence()
        elif then == "reset":
            line.reset()
        elif then == "hang_up":
            line.hang_up()

    return fault


async def drip(line: Line) -> None:
    """One byte at a time for ever: no phase ever times out."""
    await line.send(head(200, "Content-Type: application/json", "Content-Length: 100000"))
    while not line.writer.is_closing():
        await line.send(b" ")
        await asyncio.sleep(0.02)


async def flood(line: Line) -> None:
    """Chunks without end."""
    await line.send(head(200, "Content-Type: application/json", "Transfer-Encoding: chunked"))
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    while not line.writer.is_closing():
        await line.send(chunk)


def packed(body: bytes, *, cut: int = 0, encoding: str = "gzip") -> Fault:
    data = gzip.compress(body)
    data = data[: len(data) - cut]
    return answer(200, data, f"Content-Encoding: {encoding}")


def redirect(status: int, target: str) -> Fault:
    return answer(status, b"", f"Location: {target}")
