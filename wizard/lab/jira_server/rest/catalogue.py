"""`/field`, `/issuetype`, `/status`, `/priority`, `/resolution`: what an issue is made of."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import PRIORITIES, RESOLUTIONS, STATUSES, TYPES, Category, IssueType, Named, Status
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.asked import api


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    name: str
    type: str
    items: str = ""
    """What an array holds."""
    navigable: bool = True

    @property
    def schema(self) -> dict[str, str]:
        held = {"items": self.items} if self.items else {}
        return {"type": self.type, **held, "system": self.id}


FIELDS = (
    Field("summary", "Summary", "string"),
    Field("issuetype", "Issue Type", "issuetype"),
    Field("project", "Project", "project"),
    Field("parent", "Parent", "issuelink"),
    Field("status", "Status", "status"),
    Field("resolution", "Resolution", "resolution"),
    Field("resolutiondate", "Resolved", "datetime"),
    Field("priority", "Priority", "priority"),
    Field("reporter", "Reporter", "user"),
    Field("assignee", "Assignee", "user"),
    Field("created", "Created", "datetime"),
    Field("updated", "Updated", "datetime"),
    Field("duedate", "Due Date", "date"),
    Field("labels", "Labels", "array", "string"),
    Field("description", "Description", "string"),
    Field("subtasks", "Sub-Tasks", "array", "issuelinks"),
    Field("comment", "Comment", "comments-page", navigable=False),
)


class CatalogueResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        lists = {
            "/field": self.fields,
            "/issuetype": self.types,
            "/status": self.statuses,
            "/priority": self.priorities,
            "/resolution": self.resolutions,
            "/status/{named}": self.status,
        }
        return [Route(path, handler) for below, handler in lists.items() for path in api(below)]

    async def fields(self, _request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "id": field.id,
                    "name": field.name,
                    "custom": False,
                    "orderable": True,
                    "navigable": field.navigable,
                    "searchable": True,
                    "clauseNames": [field.id],
                    "schema": field.schema,
                }
                for field in FIELDS
            ]
        )

    async def types(self, _request: Request) -> Response:
        return JSONResponse([type_shape(self._instance, one) for one in TYPES])

    async def statuses(self, _request: Request) -> Response:
        return JSONResponse([status_shape(self._instance, one) for one in STATUSES])

    async def priorities(self, _request: Request) -> Response:
        return JSONResponse([named_shape(self._instance, "priority", one) for one in PRIORITIES])

    async def resolutions(self, _request: Request) -> Response:
        return JSONResponse([named_shape(self._instance, "resolution", one) for one in RESOLUTIONS])

    async def status(self, request: Request) -> Response:
        named = request.path_params["named"]
        found = next((one for one in STATUSES if named.lower() in (one.id, one.name.lower())), None)
        if found is None:
            raise refused(404, f"The status with id '{named}' does not exist")
        return JSONResponse(status_shape(self._instance, found))


def type_shape(instance: Instance, kind: IssueType) -> dict[str, Any]:
    return {
        "self": f"{instance.url}/rest/api/2/issuetype/{kind.id}",
        "id": kind.id,
        "description": kind.description,
        "iconUrl": f"{instance.url}/images/icons/issuetypes/{kind.name.lower()}.png",
        "name": kind.name,
        "subtask": kind.subtask,
    }


def status_shape(instance: Instance, status: Status) -> dict[str, Any]:
    return {
        "self": f"{instance.url}/rest/api/2/status/{status.id}",
        "description": status.description,
        "iconUrl": f"{instance.url}/images/icons/statuses/generic.png",
        "name": status.name,
        "id": status.id,
        "statusCategory": _category(instance, status.category),
    }


def named_shape(instance: Instance, what: str, one: Named) -> dict[str, Any]:
    """Return a priority or a resolution."""
    icon = {"iconUrl": f"{instance.url}/images/icons/priorities/{one.name.lower()}.svg"} if what == "priority" else {}
    said = {"description": one.description} if one.description else {}
    return {"self": f"{instance.url}/rest/api/2/{what}/{one.id}", **icon, **said, "name": one.name, "id": one.id}


def _category(instance: Instance, category: Category) -> dict[str, Any]:
    return {
        "self": f"{instance.url}/rest/api/2/statuscategory/{category.id}",
        "id": category.id,
        "key": category.key,
        "colorName": category.colour,
        "name": category.name,
    }
