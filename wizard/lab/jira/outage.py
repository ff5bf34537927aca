"""A site that is suspended, renamed, overrun or closed to an address answers before any of its applications does."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from wizard.lab.host import AsgiApp, Scope
from wizard.lab.jira.site import Site

_SUSPENDED = "Your Atlassian Cloud site is currently unavailable."
_NOT_ALLOWED = (
    "<!DOCTYPE html><title>Access denied</title>"
    "<p>The IP address has been rejected because it is not on the allowlist.</p>"
)
_APP_MANAGEMENT = "/rest/plugins/"
_LIMITED = {"Retry-After": "30", "X-RateLimit-Remaining": "0", "RateLimit-Reason": "jira-burst-based"}


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
        return self._of_a_site_that_is_gone(scope) or self._of_a_site_that_refuses(scope["path"])

    def _of_a_site_that_is_gone(self, scope: Scope) -> Response | None:
        if self._site.twist.active("jira-suspended") is not None:
            if scope["path"].startswith("/rest/"):
                return JSONResponse({"errorMessages": [_SUSPENDED], "errors": {}}, 503)
            return HTMLResponse(f"<!DOCTYPE html><title>Site unavailable</title><p>{_SUSPENDED}</p>", 503)
        renamed = self._site.twist.active("jira-renamed")
        if renamed is None:
            return None
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"{renamed['to']}{scope['path']}{'?' + query if query else ''}", 302)

    def _of_a_site_that_refuses(self, path: str) -> Response | None:
        """Return the refusal of a request to the APIs; pages for people come through."""
        if not path.startswith("/rest/"):
            return None
        active = self._site.twist.active
        if active("jira-rate-limited") is not None:
            return JSONResponse({"errorMessages": ["Rate limit exceeded."], "errors": {}}, 429, _LIMITED)
        if active("jira-address-not-allowed") is not None:
            return HTMLResponse(_NOT_ALLOWED, 403)
        if path.startswith(_APP_MANAGEMENT) and active("jira-apps-unreadable") is not None:
            return JSONResponse({"message": "Forbidden", "status-code": 403}, 403)
        if active("jira-internal-error") is not None:
            return JSONResponse({"errorMessages": ["Internal server error"], "errors": {}}, 500)
        return None
