"""What a request meets before any resource: context path, sign-in, limits, and the headers of all answers."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from wizard.lab.host import AsgiApp, Scope
from wizard.lab.jira_server.callers import identify
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Person
from wizard.lab.refused import Refused

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
_TESTED = "/rest/api/2/myself"
"""What GitLab asks in the second version when its settings are tested."""
_TOO_MANY = "Rate limit exceeded."


class Front:
    """ASGI application in front of the resources."""

    def __init__(self, instance: Instance, root: str, inner: AsgiApp) -> None:
        self._instance = instance
        self._root = root
        self._inner = inner
        self._served = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        below = self._below(scope)
        if below is None:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        person, answer = self._admitted(below)
        more = self._headers(person)
        if answer is None and person is not None:
            answer = self._limited(person, below, more)
        await (answer or self._inner)(below, receive, _telling(more, send))

    def _below(self, scope: Scope) -> Scope | None:
        """Return the request as it is below the context path; None for what is outside of it."""
        path, root = scope["path"], self._root
        if root and path != root and not path.startswith(root + "/"):
            return None
        raw = scope.get("raw_path") or path.encode()
        return {**scope, "path": path[len(root) :] or "/", "raw_path": raw[len(root) :] or b"/"}

    def _admitted(self, scope: Scope) -> tuple[Person | None, Response | None]:
        """Return who calls, and the answer to a sign-in that fails."""
        try:
            failing = self._instance.bites("integration-test-failed") if scope["path"] == _TESTED else None
            if failing is not None:
                return None, PlainTextResponse("Request rejected. Your support ID is 4711.", failing["status"])
            return identify(self._instance, Request(scope)), None
        except Refused as refused:
            return None, refused.response

    def _limited(self, person: Person, scope: Scope, more: MutableMapping[str, str]) -> Response | None:
        """Return the answer to one call too many; `more` gets what every other one is told of the limit."""
        if not scope["path"].startswith("/rest/") or not self._limits:
            return None
        passes, told = self._instance.limits.take(person.name, self._instance.now())
        more.update(told)
        return None if passes else JSONResponse({"message": _TOO_MANY}, 429)

    @property
    def _limits(self) -> bool:
        return self._instance.release.data_center and self._instance.release.knows("rate-limits")

    def _headers(self, person: Person | None) -> dict[str, str]:
        """Return what every answer carries."""
        self._served += 1
        moment = datetime.fromtimestamp(self._instance.now(), UTC)
        told = {
            "X-AREQUESTID": f"{moment.hour * 60 + moment.minute}x{self._served}x1",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache, no-store, no-transform",
        }
        if person is not None:
            told["X-AUSERNAME"] = person.name
        if self._instance.release.data_center:
            told["X-ANODEID"] = "node-" + hashlib.sha256(self._instance.url.encode()).hexdigest()[:6]
        return told


def _telling(more: Mapping[str, str], send: Send) -> Send:
    async def tell(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return tell
