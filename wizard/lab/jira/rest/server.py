"""What the site says about itself."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import platform
from wizard.lab.jira.signin.callers import caller
from wizard.lab.jira.site import VERSION, Site

Sent = TypeVar("Sent")


def api(path: str) -> tuple[str, str]:
    """Return the path below both versions of the platform API."""
    return f"/rest/api/2{path}", f"/rest/api/3{path}"


def api_version(request: Request) -> str:
    """Return the version of the platform API that was called, 2 or 3."""
    return "2" if request.url.path.startswith("/rest/api/2/") else "3"


async def body_of(request: Request, shape: type[Sent]) -> Sent:
    """Return the body that was sent, or refuse one that has another shape."""
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except msgspec.DecodeError as error:
        raise platform(400, "Invalid request payload. Refer to the REST API documentation and try again.") from error


def jira_time(seconds: float) -> str:
    """Return a moment as Jira writes it, e.g. `2026-11-21T10:00:00.000+0000`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+0000"


class ServerResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            Route("/_edge/tenant_info", self.tenant),
            Route("/tenant_info", self.tenant),
            Route("/status", self.status),
            *(Route(path, self.server_info) for path in api("/serverInfo")),
        ]

    async def tenant(self, _request: Request) -> Response:
        return JSONResponse({"cloudId": self._site.world.cloud_id})

    async def status(self, _request: Request) -> Response:
        return JSONResponse({"state": "RUNNING"})

    async def server_info(self, request: Request) -> Response:
        caller(self._site, request)
        return JSONResponse(
            {
                "baseUrl": self._site.url,
                "displayUrl": self._site.url,
                "displayUrlServicedeskHelpCenter": self._site.url,
                "version": VERSION,
                "versionNumbers": [1001, 0, 0],
                "deploymentType": "Cloud",
                "buildNumber": 100279,
                "buildDate": "2026-11-16T00:00:00.000+0000",
                "serverTime": jira_time(self._site.clock.now()),
                "scmInfo": "4c2a9d1be0f3576a8c0e9b7d5f412638a90ce1d7",
                "serverTitle": "Jira",
                "serverTimeZone": "Etc/UTC",
            }
        )
