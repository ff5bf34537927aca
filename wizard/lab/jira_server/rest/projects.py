"""`/project`: all of them in one list, one by id or key, and its statuses by type."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import caller
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import STATUSES, TYPES, Project
from wizard.lab.jira_server.rest.access import asked_project
from wizard.lab.jira_server.rest.asked import api
from wizard.lab.jira_server.rest.catalogue import status_shape, type_shape
from wizard.lab.jira_server.rest.people import person_shape


def project_shape(instance: Instance, project: Project) -> dict[str, Any]:
    """Return a project as it stands in lists and issues."""
    kind = {"projectTypeKey": "software"} if instance.release.knows("project-types") else {}
    avatar = f"{instance.url}/secure/projectavatar?avatarId=10324"
    return {
        "self": f"{instance.url}/rest/api/2/project/{project.id}",
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": {"16x16": f"{avatar}&size=xsmall", "48x48": avatar},
        **kind,
    }


class ProjectResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/project")),
            *(Route(path, self.one) for path in api("/project/{key}")),
            *(Route(path, self.statuses) for path in api("/project/{key}/statuses")),
        ]

    async def list(self, request: Request) -> Response:
        seen = self._instance.readable(caller(request))
        return JSONResponse([project_shape(self._instance, each) for each in seen])

    async def one(self, request: Request) -> Response:
        project = asked_project(self._instance, request)
        return JSONResponse(
            {
                "expand": "description,lead,url,projectKeys",
                **project_shape(self._instance, project),
                "description": "",
                "lead": person_shape(self._instance, self._instance.world.dana),
                "components": [],
                "issueTypes": [type_shape(self._instance, kind) for kind in TYPES],
                "assigneeType": "UNASSIGNED",
                "versions": [],
                "roles": {},
            }
        )

    async def statuses(self, request: Request) -> Response:
        asked_project(self._instance, request)
        offered = [status_shape(self._instance, each) for each in STATUSES]
        return JSONResponse([type_shape(self._instance, kind) | {"statuses": offered} for kind in TYPES])
