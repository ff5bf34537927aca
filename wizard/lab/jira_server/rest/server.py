"""`/serverInfo` and `/status`: what a Jira says of itself, to everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.rest.asked import api, jira_time


class ServerResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [Route("/status", self.status), *(Route(path, self.info) for path in api("/serverInfo"))]

    async def status(self, _request: Request) -> Response:
        return JSONResponse({"state": "RUNNING"})

    async def info(self, _request: Request) -> Response:
        release = self._instance.release
        kind = {"deploymentType": "Server"} if release.knows("deployment-type") else {}
        return JSONResponse(
            {
                "baseUrl": self._instance.url,
                "version": release.name,
                "versionNumbers": list(release.numbers),
                **kind,
                "buildNumber": release.build,
                "buildDate": release.built,
                "serverTime": jira_time(self._instance.now()),
                "scmInfo": "0d3f8a52c41be97d6f1a0b83e55c7290d4a6b1f8",
                "serverTitle": "Acme Jira",
            }
        )
