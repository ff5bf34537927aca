"""One path with its method and answer, and the version from which on it exists."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from wizard.lab.gitlab.api.answers import gitlab_of

Endpoint = Callable[[Request], Awaitable[Response]]


class Line(NamedTuple):
    """A row of a table of paths."""

    method: str
    path: str
    endpoint: Endpoint
    since: str | None = None
    """Feature of `eras`; None means all versions."""

    def route(self, prefix: str = "") -> Route:
        endpoint = self.endpoint if self.since is None else _since(self.since, self.endpoint)
        return Route(prefix + self.path, endpoint, methods=[self.method])


def _since(feature: str, endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that older versions do not have: they answer as to any path they never heard of."""

    async def gated(request: Request) -> Response:
        if not gitlab_of(request).knows(feature):
            raise HTTPException(404)
        return await endpoint(request)

    return gated
