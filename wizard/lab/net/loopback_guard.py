"""Who may speak to the control URL: only a program on this machine that holds the token, never a web page."""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wizard.lab.host import AsgiApp, Scope

BODY_LIMIT = 1024 * 1024
_BROWSER_HEADERS = (b"origin", b"referer", b"sec-fetch-site")
_BODIED = ("POST", "PUT", "PATCH")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class _TooLarge(Exception):
    """More body came than is read."""


class LoopbackGuard:
    """ASGI app in front of another: each refusal is a bare status without a body."""

    def __init__(self, app: AsgiApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal:
            await _refuse(send, refusal)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, _limited(receive), watched)
        except _TooLarge:
            if not started:
                await _refuse(send, 413)

    def _refusal(self, scope: Scope) -> int:
        """Return the status to refuse with, 0 when the request is welcome."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name, []).append(value)
        if headers.get(b"host") != [f"127.0.0.1:{scope['server'][1]}".encode()]:
            return 421
        if scope["method"] == "OPTIONS" or any(name in headers for name in _BROWSER_HEADERS):
            return 403
        if scope["method"] in _BODIED and not _is_json(headers):
            return 415
        presented = headers.get(b"authorization", [b""])
        if len(presented) != 1 or not hmac.compare_digest(presented[0], self._expected):
            return 401
        length = headers.get(b"content-length", [b"0"])[0]
        return 413 if int(length) > BODY_LIMIT else 0


def _is_json(headers: dict[bytes, list[bytes]]) -> bool:
    kind = headers.get(b"content-type")
    if kind is None:
        return headers.get(b"content-length", [b"0"]) == [b"0"] and b"transfer-encoding" not in headers
    return kind[0].split(b";")[0].strip().lower() == b"application/json"


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message: Message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY_LIMIT:
            raise _TooLarge
        return message

    return limited


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
