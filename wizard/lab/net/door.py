"""The door of a host: every request passes here, is recorded, and may meet an HTTP fault."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Mapping
from email.utils import formatdate
from typing import Any

from wizard.lab.host import Clock, Host, Scope
from wizard.lab.net.addresses import LOCAL_NETWORK, public_address
from wizard.lab.net.hostility import MISHAPS, Hostility
from wizard.lab.net.listener import Listener
from wizard.lab.net.mishaps import Call, Message, Receive, Send, answered, halved, hung_up, killed, lost
from wizard.lab.net.striking import striking
from wizard.lab.net.switchboard import Switchboard
from wizard.lab.net.traffic import Row, TrafficLog, veiled
from wizard.lab.net.vantage import DESKTOP, SourcePorts


class HostDoor:
    """ASGI app around a host's app. The host behind it can be replaced (reset) while listeners stay."""

    def __init__(
        self,
        host: Host,
        switchboard: Switchboard,
        traffic: TrafficLog,
        clock: Clock,
        ports: SourcePorts,
        hostility: Hostility | None = None,
    ) -> None:
        self.host = host
        self.listeners: list[Listener] = []
        self._switchboard = switchboard
        self._traffic = traffic
        self._clock = clock
        self._ports = ports
        self._hostility = hostility

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        abort = functools.partial(self._abort, scope["client"])
        if self._never_sent(scope):
            await hung_up(abort, receive)
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
            # The host sees the pretended address of whoever calls, as it would outside: rules about addresses go by it.
            seen = {**scope, "client": (public_address(row.vantage), scope["client"][1])}
            await self._admit(Call(self.host.app, seen, receive, self._recorded(send, row), row, abort))
        except Exception:
            row.status = 500
            raise
        finally:
            striking.reset(token)
            self._traffic.add(row)

    def _never_sent(self, scope: Scope) -> bool:
        """Tell whether a browser would have kept this call of a page of another site to itself."""
        if dict(scope["headers"]).get(b"sec-fetch-site") != b"cross-site":
            return False
        return self._switchboard.strike(self.host.url, self.host.kind, LOCAL_NETWORK) is not None

    async def _admit(self, call: Call) -> None:
        if await self._meets_hostility(call):
            return
        slow = self._strike("http-slow", call.row)
        if slow is not None:
            await asyncio.sleep(slow["delay_s"])
        for fault_id, happen in _MISHAPS.items():
            params = self._strike(fault_id, call.row)
            if params is not None:
                await happen(call, params)
                return
        await call.serve()

    async def _meets_hostility(self, call: Call) -> bool:
        mishap = None if self._hostility is None else self._hostility.mishap(call.row)
        if mishap is None:
            return False
        call.row.fault = f"hostile:{mishap}"
        await MISHAPS[mishap](call)
        return True

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

    def _abort(self, client: tuple[str, int], *, flushed: bool = False) -> None:
        for listener in self.listeners:
            listener.abort(client, flushed=flushed)

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


_MISHAPS: Mapping[str, Callable[[Call, Mapping[str, Any]], Awaitable[None]]] = {
    "http-status": lambda call, params: answered(call, params["status"]),
    "http-answer-lost": lambda call, params: lost(call, after_work=params["after_work"]),
    "client-killed": lambda call, params: killed(call, params["pid"], after_work=params["when"] == "after"),
    "http-answer-cut": lambda call, _params: halved(call),
}
"""Fault -> what happens to a call that it strikes; the first one that strikes ends the call."""
