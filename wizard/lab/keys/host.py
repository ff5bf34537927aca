"""A host of install keys: public keys by their id, nothing else."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from wizard.lab.host import AsgiApp, Clock, Courier, Scope, Twist

OLD = "https://connect-install-keys.atlassian.com"
NEW = "https://asap-distribution.us-west-2.prod.atl-asap.net"
"""Where verifiers look first since 2025; Jira puts its keys at both."""
_KEY_LIMIT = 16 * 1024
_KEY_ID = re.compile(r"/([A-Za-z0-9][A-Za-z0-9-]{0,63})")
_PEM_HEAD = b"-----BEGIN PUBLIC KEY-----"

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class KeysHost:
    """Serves a key to everybody once Jira has put it there.

    Only calls from the address `writer` may put keys: whoever else could, would sign as Jira. How Jira's keys really
    come to these hosts is not known; the PUT is the lab's own.
    """

    kind = "install-keys"

    def __init__(self, url: str, *, writer: str) -> None:
        self.url = url
        self._writer = writer
        self.app: AsgiApp = self._serve
        self._keys: dict[str, bytes] = {}

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        """Nothing to start: no workers, and nobody to ask."""

    async def stop(self) -> None:
        self._keys.clear()

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """No fault changes the state of this host."""

    def truth(self) -> Mapping[str, Any]:
        return {"keys": sorted(self._keys)}

    def card(self) -> Mapping[str, Any]:
        return {"kind": self.kind, "version": "1", "token": "", "user": ""}

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, body = await self._answer(scope, receive)
        headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        key_id = _KEY_ID.fullmatch(scope["path"])
        if scope["method"] == "PUT" and scope["client"][0] == self._writer:
            pem = await _body(receive)
            if key_id is None or pem is None or not pem.startswith(_PEM_HEAD):
                return 400, b"not a public key"
            self._keys[key_id[1]] = pem
            return 201, b""
        if scope["method"] not in ("GET", "HEAD"):
            return 405, b""
        pem = self._keys.get(key_id[1]) if key_id else None
        return (200, pem) if pem is not None else (404, b"Not Found")


async def _body(receive: Receive) -> bytes | None:
    """Return the request body, None when it is too long for a key; it is read to its end either way."""
    body: bytes = b""
    while True:
        message = await receive()
        body = (body + message.get("body", b""))[: _KEY_LIMIT + 1]
        if not message.get("more_body", False):
            return body if len(body) <= _KEY_LIMIT else None
