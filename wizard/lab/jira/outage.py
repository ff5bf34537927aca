"""A site that is suspended or renamed answers before any of its applications does."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from wizard.lab.host import AsgiApp, Scope
from wizard.lab.jira.site import Site

_SUSPENDED = "Your Atlassian Cloud site is currently unavailable."


class Outage:
    """ASGI application in front of the site's own."""

    def __init__(self, site: Site, inner: AsgiApp) -> None:
        self._site = site
        self._inner = inner

    async def __call__(
        self, scope: Scope, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        answer = self._answer(scope) if scope["type"] == "http" else None
        await (self._inner if answer is None else answer)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        if self._site.twist.active("jira-suspended") is not None:
            if scope["path"].startswith("/rest/"):
                return JSONResponse({"errorMessages": [_SUSPENDED], "errors": {}}, 503)
            return HTMLResponse(f"<!DOCTYPE html><title>Site unavailable</title><p>{_SUSPENDED}</p>", 503)
        renamed = self._site.twist.active("jira-renamed")
        if renamed is None:
            return None
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"{renamed['to']}{scope['path']}{'?' + query if query else ''}", 302)
