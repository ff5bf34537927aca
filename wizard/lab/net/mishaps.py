"""What can happen to one call at the door of a host: another answer, half of one, or none."""

import asyncio
import functools
import os
import signal
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from wizard.lab.host import AsgiApp, Scope
from wizard.lab.net.traffic import Row

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Message], Awaitable[None]]

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Call:
    """One request on its way to its host."""

    app: AsgiApp
    scope: Scope
    receive: Receive
    send: Send
    """Notes the status in the row."""
    row: Row
    abort: Callable[..., None]
    """Cuts its connection without a word; with `flushed=True` what was sent before arrives."""

    async def serve(self) -> None:
        """Let the host answer."""
        await self.app(self.scope, self.receive, self.send)

    async def work(self) -> None:
        """Let the host do what is asked, and keep its answer back."""
        await self.app(self.scope, self.receive, _nowhere)

    async def cut(self, *, flushed: bool = False) -> None:
        """End the connection."""
        await hung_up(functools.partial(self.abort, flushed=flushed), self.receive)


async def hung_up(abort: Callable[[], None], receive: Receive) -> None:
    """Cut a connection, and wait until that is noticed."""
    abort()
    # uvicorn would answer 500 for us if we returned before it noticed that the connection is gone.
    while (await receive())["type"] != "http.disconnect":
        pass


async def answered(call: Call, status: int, more: Mapping[str, str] | None = None) -> None:
    """Answer with a bare HTML page in place of the host."""
    body = f"<html><body><h1>{status}</h1></body></html>".encode()
    headers = {"content-type": "text/html", "content-length": str(len(body)), **(more or {})}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await call.send({"type": "http.response.start", "status": status, "headers": pairs})
    await call.send({"type": "http.response.body", "body": body})


async def lost(call: Call, *, after_work: bool) -> None:
    """Cut the connection before anything is done, or after."""
    if after_work:
        await call.work()
    await call.cut()


async def halved(call: Call) -> None:
    """Send the head and half of the body, and cut the connection."""
    body = b""

    async def kept(message: Message) -> None:
        nonlocal body
        body += message.get("body", b"")
        if message["type"] == "http.response.start":
            await call.send(message)

    await call.app(call.scope, call.receive, kept)
    await call.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    await call.cut(flushed=True)


async def killed(call: Call, pid: int, *, after_work: bool) -> None:
    """End the process that calls, before or after what it asked for was done."""
    if after_work:
        await call.work()
    # First the process, then its connection: it must not live to see the connection end.
    os.kill(pid, _KILL)
    await call.cut()


async def delayed(call: Call, seconds: float) -> None:
    """Serve the call, only later."""
    await asyncio.sleep(seconds)
    await call.serve()


async def _nowhere(_message: Message) -> None:
    """Swallow an answer that must not leave."""
