"""The lab's front for programs from outside: an HTTP CONNECT proxy with the routes of the desktop."""

import asyncio
import contextlib
from collections.abc import Iterable

from wizard.lab.net.internet import Internet
from wizard.lab.net.vantage import DESKTOP, SourcePorts

_HEAD_LIMIT = 16 * 1024
_HEAD_DEADLINE_S = 10.0
_CHUNK = 64 * 1024


class ConnectProxy:
    """Accepts CONNECT to hosts of the lab (and named targets); refuses everything else."""

    def __init__(self, internet: Internet, ports: SourcePorts) -> None:
        self._internet = internet
        self._ports = ports
        self._refused_ports: set[int] = set()
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self._tunnels: dict[int, asyncio.StreamWriter] = {}

    def refuse(self, port: int) -> None:
        """Never connect to this port, whatever the name: the control URL is there."""
        self._refused_ports.add(port)

    async def open(self) -> int:
        """Listen on a free loopback port and return it."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_LIMIT)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening and cut the tunnels."""
        if self._server is not None:
            self._server.close()
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    def drop(self, ports: Iterable[int]) -> None:
        """Cut the near ends of the tunnels whose far ends were cut; the client must not learn it a moment later."""
        for port in ports:
            if port in self._tunnels:
                self._tunnels[port].transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._serving.add(task)
        try:
            await self._tunnel(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()
        except asyncio.CancelledError:
            # The lab is ending; asyncio would report the cancelled handler as an error.
            writer.transport.abort()
        finally:
            writer.close()
            if task is not None:
                self._serving.discard(task)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_HEAD_DEADLINE_S):
            head = await reader.readuntil(b"\r\n\r\n")
        method, _, rest = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")
        target = _target(rest.partition(" ")[0])
        if method != "CONNECT" or target is None:
            await _refuse(writer, "405 Method Not Allowed" if method != "CONNECT" else "400 Bad Request")
            return
        name, port = target
        if not self._is_allowed(name, port):
            await _refuse(writer, "403 Forbidden")
            return
        if not self._internet.resolve(name, DESKTOP):
            await _refuse(writer, "502 Name Not Resolved")
            return
        far = await self._dial(name, port, reader)
        if far is None:
            await _refuse(writer, "502 Connection Refused")
            return
        writer.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
        await self._join(reader, writer, *far)

    def _is_allowed(self, name: str, port: int) -> bool:
        return port not in self._refused_ports and (self._internet.knows(name) or self._internet.is_outside(name, port))

    async def _dial(
        self, name: str, port: int, near: asyncio.StreamReader
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        address, real_port = await self._internet.route(name, port, DESKTOP)
        try:
            async with asyncio.TaskGroup() as group:
                dialling = group.create_task(asyncio.open_connection(address, real_port))
                watching = group.create_task(_until_gone(near, dialling))
                far = await dialling
                watching.cancel()
        except ExceptionGroup:
            return None
        return far

    async def _join(
        self,
        near: asyncio.StreamReader,
        to_near: asyncio.StreamWriter,
        far: asyncio.StreamReader,
        to_far: asyncio.StreamWriter,
    ) -> None:
        port = to_far.get_extra_info("sockname")[1]
        self._ports.note(port, DESKTOP)
        self._tunnels[port] = to_near
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(near, to_far))
                group.create_task(_pump(far, to_near))
        except* OSError:
            to_near.transport.abort()
        finally:
            self._ports.forget(port)
            self._tunnels.pop(port, None)
            to_far.transport.abort()


def _target(text: str) -> tuple[str, int] | None:
    name, colon, port = text.rpartition(":")
    if not colon or not name or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        return None
    return name.strip("[]").lower(), int(port)


async def _refuse(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()


async def _until_gone(near: asyncio.StreamReader, dialling: asyncio.Task[object]) -> None:
    """End the dialling when the client has gone (or speaks out of turn); a stalled target would keep it forever."""
    await near.read(1)
    dialling.cancel()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while chunk := await source.read(_CHUNK):
        sink.write(chunk)
        await sink.drain()
    with contextlib.suppress(OSError, RuntimeError):
        sink.write_eof()
