"""`api.atlassian.com`: passes requests on to the site whose cloud id stands in the path, which judges the token itself.

Source: Atlassian support, Manage API tokens, and developer, OAuth 2.0 (3LO): the base of scoped tokens, the form of
`accessible-resources`. The answers to what leads nowhere are recalled.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.host import Answer, AsgiApp, Clock, Courier, NetworkFailed, Twist

URL = "https://api.atlassian.com"
KIND = "atlassian-gateway"
_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
_PASSED_ON = ("authorization", "content-type", "accept", "accept-language", "x-atlassian-token", "user-agent")
_KEPT = ("content-length", "transfer-encoding", "connection", "date", "set-cookie", "x-lab-token-scopes")
_SCOPES = "x-lab-token-scopes"
_SELF = b'"self":"%s/rest/'

Handler = Callable[[Request], Awaitable[Response]]


class GatewayHost:
    """Knows where each site is, and nothing of what the sites know."""

    kind = KIND

    def __init__(self, sites: Mapping[str, str], account: tuple[str, str]) -> None:
        """`sites` gives the origin of each cloud id; `account` is who the ready file offers to programs."""
        self.url = URL
        self._sites = dict(sites)
        self._account = account
        self._courier: Courier
        self.app: AsgiApp = Starlette(
            routes=[
                Route("/oauth/token/accessible-resources", self.resources),
                Route("/ex/jira/{cloud_id}/{path:path}", self.pass_on, methods=_METHODS),
            ],
            exception_handlers={404: _nowhere, 405: _nowhere},
        )

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self._courier = courier

    async def stop(self) -> None:
        """Nothing to end: no workers."""

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """No fault changes the state of this host."""

    def truth(self) -> Mapping[str, Any]:
        return {"sites": dict(self._sites)}

    def card(self) -> Mapping[str, Any]:
        user, token = self._account
        accounts = [
            {"url": f"{URL}/ex/jira/{cloud_id}", "username": user, "token": token, "auth": "service-account"}
            for cloud_id in self._sites
        ]
        return {"kind": self.kind, "version": "1", "token": token, "user": user, "accounts": accounts}

    async def resources(self, request: Request) -> Response:
        """List the sites that take the token, with what it may there."""
        if "authorization" not in request.headers:
            return _plain_no(401, "Unauthorized")
        found = []
        for cloud_id, origin in self._sites.items():
            answer = await self._ask(request, "GET", f"{origin}/rest/api/3/myself", b"")
            if answer is not None and answer.status == 200:
                found.append(_resource(cloud_id, origin, answer.headers.get(_SCOPES, "").split()))
        return JSONResponse(found) if found else _plain_no(401, "Unauthorized")

    async def pass_on(self, request: Request) -> Response:
        cloud_id = request.path_params["cloud_id"]
        origin = self._sites.get(cloud_id)
        if origin is None:
            return _plain_no(404, "Not Found")
        if "authorization" not in request.headers:
            return _plain_no(401, "Unauthorized")
        query = request.scope["query_string"].decode("latin-1")
        below = request.scope["raw_path"].decode("ascii").removeprefix(f"/ex/jira/{cloud_id}")
        target = f"{origin}{below}{'?' + query if query else ''}"
        answer = await self._ask(request, request.method, target, await request.body())
        if answer is None:
            return _plain_no(504, "Gateway Timeout")
        told = {name: value for name, value in answer.headers.items() if name not in _KEPT}
        return Response(_of_the_gateway(answer.body, origin, cloud_id), answer.status, told)

    async def _ask(self, request: Request, method: str, url: str, body: bytes) -> Answer | None:
        """Return a site's answer; it is told who asked, and trusts this host alone to say so."""
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        headers["x-forwarded-for"] = request.scope["client"][0]
        try:
            return await self._courier.send(method, url, headers=headers, content=body)
        except NetworkFailed:
            return None


def _resource(cloud_id: str, origin: str, scopes: list[str]) -> Mapping[str, Any]:
    name = (urlsplit(origin).hostname or "").partition(".")[0]
    avatar = f"{URL}/icons/{name}"
    return {"id": cloud_id, "url": origin, "name": name, "scopes": scopes, "avatarUrl": avatar}


def _of_the_gateway(body: bytes, origin: str, cloud_id: str) -> bytes:
    """Return an answer whose things have their addresses at the gateway."""
    return body.replace(_SELF % origin.encode(), _SELF % f"{URL}/ex/jira/{cloud_id}".encode())


def _plain_no(status: int, message: str) -> Response:
    return JSONResponse({"code": status, "message": message}, status)


async def _nowhere(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return _plain_no(error.status_code, error.detail)
