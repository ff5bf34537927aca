"""`/rest/pat/latest/tokens`: a person's own tokens, in releases that have them."""

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.access_tokens import LONGEST_DAYS, AccessToken
from wizard.lab.jira_server.callers import signed_in
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.asked import body_of, jira_time

_PATHS = ("/rest/pat/latest/tokens", "/rest/pat/1.0/tokens")


class _Sent(msgspec.Struct, rename="camel"):
    name: str = ""
    expiration_duration: int = 90
    """Days."""


class TokenResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        if not self._instance.release.knows("personal-tokens"):
            return []
        return [
            *(Route(path, self.list) for path in _PATHS),
            *(Route(path, self.make, methods=["POST"]) for path in _PATHS),
            *(Route(f"{path}/{{number:int}}", self.revoke, methods=["DELETE"]) for path in _PATHS),
        ]

    async def list(self, request: Request) -> Response:
        owner = signed_in(request)
        return JSONResponse([_shape(token) for token in self._instance.tokens.of(owner)])

    async def make(self, request: Request) -> Response:
        owner = signed_in(request)
        sent = await body_of(request, _Sent)
        if not sent.name.strip():
            raise refused(400, "Token name must not be empty.")
        if not 1 <= sent.expiration_duration <= LONGEST_DAYS:
            raise refused(400, f"Token expiration must be between 1 and {LONGEST_DAYS} days.")
        token = self._instance.tokens.make(owner, sent.name, sent.expiration_duration, self._instance.now())
        return JSONResponse(_shape(token) | {"rawToken": token.secret}, 201)

    async def revoke(self, request: Request) -> Response:
        if not self._instance.tokens.revoke(signed_in(request), request.path_params["number"]):
            raise refused(404, "Token not found.")
        return Response(status_code=204)


def _shape(token: AccessToken) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "createdAt": jira_time(token.created),
        "expiringAt": jira_time(token.ends),
    }
