"""The door of a host: every request passes here, is recorded, and may meet an HTTP fault."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from email.utils import formatdate
from typing import Any

from wizard.lab.host import Clock, Host, Scope
from wizard.lab.net.listener import Listener
from wizard.lab.net.striking import striking
from wizard.lab.net.switchboard import Switchboard
from wizard.lab.net.traffic import Row, TrafficLog, veiled
from wizard.lab.net.vantage import DESKTOP, SourcePorts

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class HostDoor:
    """ASGI app around a host's app. The host behind it can be replaced (reset) while listeners stay."""

    def __init__(
        self, host: Host, switchboard: Switchboard, traffic: TrafficLog, clock: Clock, ports: SourcePorts
    ) -> None:
        self.host = host
        self.listeners: list[Listener] = []
        self._switchboard = switchboard
        self._traffic = traffic
        self._clock = clock
        self._ports = ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        row = Row(
            seq=0,
            t=self._clock.now(),
            vantage=self._ports.vantage(scope["client"][1]),
            host=self.host.url,
            method=scope["method"],
            path=veiled(scope["raw_path"].decode("ascii"), scope["query_string"].decode("latin-1")),
        )

        def struck(fault_id: str) -> None:
            row.fault = fault_id

        token = striking.set(struck)
        try:
            await self._admit(scope, receive, send, row)
        except Exception:
            row.status = 500
            raise
        finally:
            striking.reset(token)
            self._traffic.add(row)

    async def _admit(self, scope: Scope, receive: Receive, send: Send, row: Row) -> None:
        slow = self._strike("http-slow", row)
        if slow is not None:
            await asyncio.sleep(slow["delay_s"])
        refused = self._strike("http-status", row)
        if refused is not None:
            await _answer(send, row, refused["status"])
            return
        lost = self._strike("http-answer-lost", row)
        if lost is not None:
            if lost["after_work"]:
                await self.host.app(scope, receive, _nowhere)
            await self._cut(scope, receive)
            return
        killed = self._strike("client-killed", row)
        if killed is not None:
            if killed["when"] == "after":
                await self.host.app(scope, receive, _nowhere)
            # First the process, then its connection: it must not live to see the connection end.
            os.kill(killed["pid"], _KILL)
            await self._cut(scope, receive)
            return
        if self._strike("http-answer-cut", row) is not None:
            await self._serve_half(scope, receive, send, row)
            return
        await self.host.app(scope, receive, self._recorded(send, row))

    async def _serve_half(self, scope: Scope, receive: Receive, send: Send, row: Row) -> None:
        """Send the head and half of the body, and cut the connection."""
        body = b""

        async def kept(message: Message) -> None:
            nonlocal body
            body += message.get("body", b"")
            if message["type"] == "http.response.start":
                await send(message)

        await self.host.app(scope, receive, self._recorded(kept, row))
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await self._cut(scope, receive)

    def _strike(self, fault_id: str, row: Row) -> Mapping[str, Any] | None:
        def matches(params: Mapping[str, Any]) -> bool:
            if params["method"] not in ("*", row.method) or not row.path.startswith(params["path_prefix"]):
                return False
            if fault_id != "client-killed":
                return True
            if row.vantage != DESKTOP:
                return False
            number: int = params["count"]
            return self._switchboard.count(fault_id, params["host"]) == number

        return self._switchboard.strike(self.host.url, self.host.kind, fault_id, matches)

    async def _cut(self, scope: Scope, receive: Receive) -> None:
        for listener in self.listeners:
            listener.abort(scope["client"])
        # uvicorn would answer 500 for us if we returned before it noticed that the connection is gone.
        while (await receive())["type"] != "http.disconnect":
            pass

    def _recorded(self, send: Send, row: Row) -> Send:
        async def recorded(message: Message) -> None:
            if message["type"] == "http.response.start":
                row.status = message["status"]
                headers = list(message.get("headers", ()))
                if not any(name.lower() == b"date" for name, _value in headers):
                    headers.append((b"date", formatdate(self._clock.now(), usegmt=True).encode()))
                message = {**message, "headers": headers}
            await send(message)

        return recorded


async def _answer(send: Send, row: Row, status: int) -> None:
    row.status = status
    body = f"<html><body><h1>{status}</h1></body></html>".encode()
    headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _nowhere(_message: Message) -> None:
    """Swallow an answer that must not leave."""
