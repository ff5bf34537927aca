"""Public keys, the application id, the OAuth callback page: answers that need no token."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from wizard.lab.gitlab.api.answers import empty, gitlab_of, json_answer, path_part
from wizard.lab.gitlab.instance import Instance

_CALLBACK = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>GitLab</title></head>
<body class="js-oauth-callback"><p>Signed in to GitLab. You can close this window.</p>
<script nonce="callback">
const query = new URLSearchParams(window.location.search);
if (window.opener) {
  const answer = {code: query.get("code"), state: query.get("state")};
  window.opener.postMessage(answer, window.location.origin);
  window.close();
}
</script></body></html>
"""


async def base(request: Request) -> Response:
    """Answer the path that exists only to name the base URL."""
    gitlab_of(request)
    return empty(404)


async def public_key(request: Request) -> Response:
    gitlab = gitlab_of(request)
    stored = gitlab.records.public_keys.get(path_part(request, "kid"))
    if not gitlab.flags.oauth_way(gitlab.version) or stored is None:
        return empty(404)
    if not gitlab.setting("jira_connect_public_key_storage_enabled"):
        return empty(404)
    if stored.expires_at <= gitlab.now():
        return empty(404)
    return PlainTextResponse(stored.pem)


async def application_id(request: Request) -> Response:
    gitlab = gitlab_of(request)
    cors = proxy_cors(gitlab, request.headers.get("origin"))
    key = gitlab.setting("jira_connect_application_key")
    if gitlab.com or not key or not gitlab.flags.oauth_way(gitlab.version):
        return empty(404, cors)
    return json_answer({"application_id": key}, headers=cors)


async def preflight(request: Request) -> Response:
    """Answer OPTIONS of the paths that the app page of the proxy calls; 404 from anywhere else."""
    methods = "DELETE, OPTIONS" if "id" in request.path_params else "GET, OPTIONS"
    cors = proxy_cors(gitlab_of(request), request.headers.get("origin"), methods)
    return empty(200, cors) if cors else empty(404)


async def oauth_callback(request: Request) -> Response:
    gitlab_of(request)
    return HTMLResponse(_CALLBACK, headers={"Content-Security-Policy": "script-src 'nonce-callback'"})


def proxy_cors(gitlab: Instance, origin: str | None, methods: str = "GET, OPTIONS") -> dict[str, str]:
    """Return the headers that allow the proxy's page to read; none for any other origin, a slash behind counts."""
    if not origin or origin != gitlab.setting("jira_connect_proxy_url"):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Methods": methods, "Vary": "Origin"}
