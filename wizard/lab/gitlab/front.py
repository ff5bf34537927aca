"""What stands before every route: ids, CORS, rate headers, and the faults that bite before GitLab's own code."""

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import formatdate
from typing import Any, Final
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response

from wizard.lab.gitlab.api.answers import empty, json_answer
from wizard.lab.gitlab.instance import Instance, one_strike
from wizard.lab.gitlab.logs import correlation
from wizard.lab.gitlab.pages import error_page
from wizard.lab.gitlab.rates import Counted, Rates
from wizard.lab.host import AsgiApp, Scope

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_CONNECT: Final = "/-/jira_connect"
_READS: Final = ("GET", "HEAD", "OPTIONS")
_OPEN_IN_MAINTENANCE: Final = ("/users/sign_in", "/oauth/token", "/oauth/authorize")
_FRAMED: Final = "/-/jira_connect/subscriptions"
"""The page that Jira shows in a frame; no other may be shown in one elsewhere, nor its refusal without a token.

Source: gitlabhq app/controllers/jira_connect: the token is judged before the header is taken off.
"""
_FORBIDDEN: Final = 403
_SETTINGS: Final = "/api/v4/application/settings"
_RETRY_AFTER_S: Final = 30
_EXPOSED: Final = (
    "Link, X-Total, X-Total-Pages, X-Per-Page, X-Page, X-Next-Page, X-Prev-Page, X-Gitlab-Blob-Id, X-Request-Id"
)


class Front:
    """The ASGI application of the host."""

    def __init__(self, gitlab: Instance, inner: AsgiApp) -> None:
        self._gitlab = gitlab
        self._inner = inner
        self._rates = Rates(gitlab)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        with one_strike():
            differ = self._gitlab.bites("gitlab-nodes-differ") is not None
            self._gitlab.nodes.serve(scope.get("client"), secrets_differ=differ)
            await self._answer({**scope, **_paths(scope)}, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        request_id = secrets.token_hex(13).upper()
        # For this request alone: each is answered in a context of its own.
        correlation.set(request_id)
        counted = self._counted(scope, headers)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                self._add_headers(answer, scope, headers, request_id)
                if scope["path"] != _FRAMED or message["status"] == _FORBIDDEN:
                    answer.setdefault("X-Frame-Options", "SAMEORIGIN")
                for name, value in {} if counted is None else counted.headers().items():
                    answer.setdefault(name, value)
            await send(message)

        early = self._early(scope["method"], scope["path"], headers) or self._over(counted)
        await (early or self._inner)(scope, receive, send_with_headers)

    def _early(self, method: str, path: str, headers: Headers) -> Response | None:
        """Return the answer of whoever stands before GitLab, None to go on."""
        preflight = _preflight(method, path, headers)
        return preflight or self._limited(path) or self._maintenance(method, path) or self._blocked(path)

    def _counted(self, scope: Scope, headers: Headers) -> Counted | None:
        if not scope["path"].startswith("/api/") or scope["method"] == "OPTIONS":
            return None
        return self._rates.count(headers, (scope.get("client") or ("",))[0])

    def _over(self, counted: Counted | None) -> Response | None:
        if counted is None or not counted.refused:
            return None
        return self._later(counted.retry_after_s)

    def _later(self, wait_s: int) -> Response:
        """Return the answer of somebody who was asked too often."""
        text = self._gitlab.setting("rate_limiting_response_text") or "Retry later"
        return PlainTextResponse(text + "\n", 429, {"Retry-After": str(wait_s), "RateLimit-Remaining": "0"})

    def _limited(self, path: str) -> Response | None:
        if not path.startswith("/api/"):
            return None
        struck = self._gitlab.bites("gitlab-rate-limited")
        return None if struck is None else self._later(int(struck.get("retry_after_s", _RETRY_AFTER_S)))

    def _maintenance(self, method: str, path: str) -> Response | None:
        if method in _READS or path in _OPEN_IN_MAINTENANCE or not self._maintained(path):
            return None
        usual = "GitLab is undergoing maintenance and is operating in read-only mode"
        return json_answer({"message": self._gitlab.setting("maintenance_mode_message") or usual}, 503)

    def _maintained(self, path: str) -> bool:
        """Tell whether writes to this path are off: by the setting all but the way to end it."""
        if self._gitlab.bites("gitlab-maintenance") is not None:
            return True
        return bool(self._gitlab.setting("maintenance_mode")) and path != _SETTINGS

    def _blocked(self, path: str) -> Response | None:
        """Return the answer of a wall before the app's paths, or of an allowlist that leaves the app out."""
        if not path.startswith(_CONNECT):
            return None
        gitlab = self._gitlab
        if path == f"{_CONNECT}/oauth_application_id" and gitlab.bites("gitlab-application-id-blocked") is not None:
            return error_page(403)
        if path.startswith(f"{_CONNECT}/public_keys/") and gitlab.bites("gitlab-public-keys-blocked") is not None:
            return error_page(403)
        if path.startswith(f"{_CONNECT}/events/"):
            struck = gitlab.bites("gitlab-events-blocked")
            if struck is not None:
                return error_page(int(struck.get("status", 404)))
        allowed = gitlab.setting("allow_all_integrations")
        if allowed is False and "jira_cloud_app" not in gitlab.setting("allowed_integrations"):
            return error_page(404)
        return None

    def _add_headers(self, answer: MutableHeaders, scope: Scope, headers: Headers, request_id: str) -> None:
        if self._gitlab.bites("gitlab-clock-skewed") is not None:
            answer["Date"] = formatdate(self._gitlab.now(), usegmt=True)
        answer["X-Request-Id"] = request_id
        answer["x-gitlab-meta"] = f'{{"correlation_id":"{request_id}","version":"1"}}'
        if headers.get("origin") and _open_to_all(scope["path"]):
            answer["Access-Control-Allow-Origin"] = "*"
            answer["Access-Control-Expose-Headers"] = _EXPOSED


def _paths(scope: Scope) -> dict[str, Any]:
    """Return the path for routing: `%2F` stays encoded, so that a full path is one part; no slash twice or at the end.

    The web server before GitLab merges slashes; python-gitlab relies on it for feature flags.
    """
    raw = scope.get("raw_path") or scope["path"].encode()
    sent = raw.partition(b"?")[0].decode("latin-1")
    merged = re.sub("//+", "/", sent)
    path = unquote(merged.replace("%2f", "%2F").replace("%2F", "%252F"))
    return {"path": path.rstrip("/") or "/", "lab.sent_path": sent}


def _open_to_all(path: str) -> bool:
    return path.startswith("/api/") or path in ("/oauth/token", "/oauth/revoke")


def _preflight(method: str, path: str, headers: Headers) -> Response | None:
    """Return the answer to a CORS preflight of a path that any page may call."""
    if method != "OPTIONS" or not _open_to_all(path):
        return None
    if not headers.get("origin"):
        return empty(404)
    methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" if path.startswith("/api/") else "POST, OPTIONS"
    return empty(
        200,
        {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": headers.get("access-control-request-headers", "Authorization"),
            "Access-Control-Max-Age": "7200",
        },
    )
