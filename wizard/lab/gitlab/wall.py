"""What companies put before GitLab: sign-in walls and proxies that answer in its place or change what it says."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from wizard.lab.gitlab.instance import WRONG_BASE_URL, Instance
from wizard.lab.host import AsgiApp, Scope

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Message], Awaitable[None]]

_API: Final = "/api/"
_CONNECT: Final = "/-/jira_connect/"
_DESCRIPTOR: Final = "/-/jira_connect/app_descriptor.json"
_FRAMED: Final = "/-/jira_connect/subscriptions"
_SIGN_IN: Final = "https://sso.example.com/login"
_SIGN_IN_PAGE: Final = "<!DOCTYPE html><title>Sign in</title><h1>Sign in with your company account</h1>"
_NO_FRAME: Final = ((b"x-frame-options", b"SAMEORIGIN"), (b"content-security-policy", b"frame-ancestors 'self'"))
_CORS: Final = b"access-control-"


def _redirect() -> Response:
    return RedirectResponse(_SIGN_IN, 302)


def _page() -> Response:
    return HTMLResponse(_SIGN_IN_PAGE)


def _no_options() -> Response:
    return Response(b"", 405, {"Allow": "GET, HEAD, POST"})


_ANSWERS: Final[Mapping[str, tuple[Callable[[str, str], bool], Callable[[], Response]]]] = {
    "gitlab-api-redirected": (lambda _method, path: path.startswith(_API), _redirect),
    "gitlab-api-sign-in-page": (lambda _method, path: path.startswith(_API), _page),
    "gitlab-options-dropped": (lambda method, _path: method == "OPTIONS", _no_options),
}
"""Fault -> which requests it takes for itself, and what it answers."""


class Wall:
    """ASGI application before all of GitLab; what it answers itself carries none of GitLab's headers."""

    def __init__(self, gitlab: Instance, inner: AsgiApp) -> None:
        self._gitlab = gitlab
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        answer = self._answer(scope["method"], scope["path"])
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._inner(scope, receive, self._changed(scope["path"], send))

    def _answer(self, method: str, path: str) -> Response | None:
        for fault, (takes, made) in _ANSWERS.items():
            if takes(method, path) and self._gitlab.bites(fault) is not None:
                return made()
        return None

    def _changed(self, path: str, send: Send) -> Send:
        """Return a way out on which the answer is changed, where a fault does so."""
        if path.startswith(_CONNECT) and self._gitlab.bites("gitlab-cors-dropped") is not None:
            send = _without_cors(send)
        if path == _FRAMED and self._gitlab.bites("gitlab-frame-refused") is not None:
            send = _unframed(send)
        if path == _DESCRIPTOR and self._gitlab.bites("gitlab-key-rewritten") is not None:
            send = _renamed(send, urlsplit(self._gitlab.url).netloc, urlsplit(WRONG_BASE_URL).netloc)
        return send


def _without_cors(send: Send) -> Send:
    async def dropping(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", ()) if not pair[0].lower().startswith(_CORS)]
            message = {**message, "headers": kept}
        await send(message)

    return dropping


def _unframed(send: Send) -> Send:
    """Return a way out that adds what a proxy says of every page, beside what GitLab says of its own."""

    async def refusing(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_NO_FRAME]}
        await send(message)

    return refusing


def _renamed(send: Send, public: str, inside: str) -> Send:
    """Return a way out that writes the inside name wherever the public one stands, as nginx's sub_filter does."""
    head: Message = {}

    async def renaming(message: Message) -> None:
        if message["type"] == "http.response.start":
            head.update(message)
            return
        body = message.get("body", b"").replace(public.encode(), inside.encode())
        other = [pair for pair in head["headers"] if pair[0].lower() != b"content-length"]
        await send({**head, "headers": [*other, (b"content-length", str(len(body)).encode())]})
        await send({**message, "body": body})

    return renaming
