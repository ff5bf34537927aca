"""The first thing that a request to a site meets: it may go no further, whatever the applications would say."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from wizard.lab.host import AsgiApp, Scope
from wizard.lab.jira.connect.tokens import TokenRefused, claimed_issuer
from wizard.lab.jira.edge.limits import USED_UP, Limits, budget_of, headers, refusal
from wizard.lab.jira.signin.callers import BY_GATEWAY, SCOPES_SHOWN, app_token
from wizard.lab.jira.site import Site
from wizard.lab.net.addresses import public_address

GATEWAY_ADDRESS = public_address("atlassian-gateway")
FOR = b"x-forwarded-for"
SCOPES_HEADER = b"x-lab-token-scopes"
"""From a site to the gateway, which keeps it: how they really tell each other is not known."""
_SUSPENDED = "Your Atlassian Cloud site is currently unavailable."
_NOT_ALLOWED = (
    "<!DOCTYPE html><title>Access denied</title>"
    "<p>The IP address has been rejected because it is not on the allowlist.</p>"
)
_BODY_IN_A_QUESTION = "<!DOCTYPE html><title>403</title><p>A GET with a body is not served.</p>"
_GITLABS = {public_address(vantage): vantage for vantage in ("gitlab-host", "gitlab-com")}
"""Address -> who calls from there."""
_APP_MANAGEMENT = "/rest/plugins/"
_PUSHED = tuple(f"/rest/{each}/bulk" for each in ("devinfo/0.10", "builds/0.1", "deployments/0.1", "featureflags/0.1"))
_TESTED = "/rest/api/2/myself"
"""What GitLab asks in the second version when its settings are tested."""
_PROXY_REFUSES = "<!DOCTYPE html><title>Request rejected</title><p>Request rejected. Your support ID is 4711.</p>"

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class Front:
    """ASGI application in front of the site's own."""

    def __init__(self, site: Site, inner: AsgiApp) -> None:
        self._site = site
        self._inner = inner
        self._limits = Limits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        scope = _as_sent(scope)
        more: dict[str, str] = {}
        answer = self._without_a_site(scope) or self._kept_out(scope) or self._limited(scope, more)
        answer = answer or self._out_of_order(scope["path"])
        await (self._inner if answer is None else answer)(scope, receive, _telling(scope, more, send))

    def _without_a_site(self, scope: Scope) -> Response | None:
        """Return the answer where no site is: it is suspended, or has another name."""
        if self._site.twist.active("jira-suspended") is not None:
            if scope["path"].startswith("/rest/"):
                return JSONResponse({"errorMessages": [_SUSPENDED], "errors": {}}, 503)
            return HTMLResponse(f"<!DOCTYPE html><title>Site unavailable</title><p>{_SUSPENDED}</p>", 503)
        called = _header(scope, b"host").lower().removesuffix(":443")
        if called in self._site.other_names:
            here = self._site.url == f"https://{called}"
            return None if here else HTMLResponse("<!DOCTYPE html><title>Page unavailable</title>", 404)
        renamed = self._site.twist.active("jira-renamed")
        if renamed is None or scope.get(BY_GATEWAY):
            return None
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"{renamed['to']}{scope['path']}{'?' + query if query else ''}", 302)

    def _kept_out(self, scope: Scope) -> Response | None:
        """Return the answer to an address that is not on the allowlist, and to a question with a body."""
        if scope["method"] == "GET" and _has_body(scope):
            return HTMLResponse(_BODY_IN_A_QUESTION, 403)
        if not scope["path"].startswith("/rest/"):
            return None
        kept_out = self._keeps_out_gitlab(_GITLABS.get(scope["client"][0], ""))
        everybody = self._site.twist.active("jira-address-not-allowed") is not None
        return HTMLResponse(_NOT_ALLOWED, 403) if kept_out or everybody else None

    def _keeps_out_gitlab(self, vantage: str) -> bool:
        """Tell whether the allowlist lacks the address of the GitLab that calls, if it is one."""
        lacking = self._site.twist.active("jira-gitlab-not-allowed") if vantage else None
        return lacking is not None and lacking["from"] in ("everywhere", vantage)

    def _limited(self, scope: Scope, more: dict[str, str]) -> Response | None:
        """Return the answer to one call too many; `more` gets what another one is told of a limit that is near."""
        if not scope["path"].startswith("/rest/"):
            return None
        now = self._site.clock.now()
        if self._site.twist.active("jira-limit-used-up") is not None:
            return refusal(USED_UP, now)
        fault = self._site.twist.active("jira-rate-limited")
        budget = budget_of(fault) if fault is not None and scope["path"].startswith(fault["path_prefix"]) else None
        counts = self._limits.counts(scope, self._app(scope), now, budget)
        if counts[-1].remaining < 0:
            return refusal(counts[-1], now)
        for count in counts:
            if count.near:
                more.update(headers(count, now))
        return None

    def _app(self, scope: Scope) -> str:
        """Return the key of the app that a call says to come from, empty for one of a person."""
        try:
            app = self._site.apps.get(claimed_issuer(app_token(Request(scope))))
        except TokenRefused:
            return ""
        return app.key if app is not None else ""

    def _out_of_order(self, path: str) -> Response | None:
        active = self._site.twist.active
        if path.startswith(_APP_MANAGEMENT) and active("jira-apps-unreadable") is not None:
            return JSONResponse({"message": "Forbidden", "status-code": 403}, 403)
        if path == _TESTED and (failing := active("integration-test-failed")) is not None:
            return HTMLResponse(_PROXY_REFUSES, failing["status"])
        if path in _PUSHED and (refusing := active("jira-push-refused")) is not None:
            return HTMLResponse("<!DOCTYPE html><title>Not now</title>", refusing["status"])
        if path.startswith("/rest/") and active("jira-internal-error") is not None:
            return JSONResponse({"errorMessages": ["Internal server error"], "errors": {}}, 500)
        return None


def _as_sent(scope: Scope) -> Scope:
    """Return a request as its first sender sent it: what comes from the gateway names who that was."""
    if scope["client"] is None or scope["client"][0] != GATEWAY_ADDRESS:
        return scope
    return {**scope, BY_GATEWAY: True, "client": (_header(scope, FOR), scope["client"][1])}


def _telling(scope: Scope, more: Mapping[str, str], send: Send) -> Send:
    """Return a `send` that adds headers to the answer."""

    async def told(message: Any) -> None:  # noqa: ANN401  # as ASGI has it
        if message["type"] == "http.response.start":
            added = [(name.lower().encode(), value.encode()) for name, value in more.items()]
            if scope.get(BY_GATEWAY) and SCOPES_SHOWN in scope:
                added.append((SCOPES_HEADER, scope[SCOPES_SHOWN].encode()))
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return told


def _has_body(scope: Scope) -> bool:
    return (_header(scope, b"content-length") or "0") != "0" or bool(_header(scope, b"transfer-encoding"))


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
