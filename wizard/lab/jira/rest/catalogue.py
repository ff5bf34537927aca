"""What issues can be on this site: fields, types, statuses, priorities; and the site's configuration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import PRIORITIES, STATUSES, TYPES, IssueType, Priority, Status
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import readable_project
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    name: str
    type: str
    navigable: bool = True
    items: str | None = None
    settable: bool = True
    """Whether it stands on the screens on which issues are made and edited."""
    clauses: tuple[str, ...] = ()
    """Its names in JQL where they are not the id."""

    @property
    def schema(self) -> Mapping[str, str]:
        return {"type": self.type, "system": self.id} | ({"items": self.items} if self.items else {})


FIELDS = (
    Field("summary", "Summary", "string"),
    Field("issuetype", "Issue Type", "issuetype", clauses=("issuetype", "type")),
    Field("project", "Project", "project"),
    Field("parent", "Parent", "issuelink"),
    Field("status", "Status", "status", settable=False),
    Field("resolution", "Resolution", "resolution", settable=False),
    Field("priority", "Priority", "priority"),
    Field("reporter", "Reporter", "user"),
    Field("created", "Created", "datetime", settable=False, clauses=("created", "createdDate")),
    Field("updated", "Updated", "datetime", settable=False, clauses=("updated", "updatedDate")),
    Field("duedate", "Due date", "date", settable=False, clauses=("due", "duedate")),
    Field("labels", "Labels", "array", items="string"),
    Field("description", "Description", "string"),
    Field("subtasks", "Sub-tasks", "array", items="issuelinks", settable=False),
    Field("comment", "Comment", "comments-page", navigable=False, settable=False),
)


class CatalogueResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table: Mapping[str, Callable[[], Any]] = {
            "/field": lambda: [field_shape(each) for each in FIELDS],
            "/issuetype": lambda: [type_shape(self._site, each) for each in TYPES],
            "/status": lambda: [status_shape(self._site, each) for each in STATUSES],
            "/priority": lambda: [priority_shape(self._site, each) for each in PRIORITIES],
            "/configuration": lambda: _CONFIGURATION,
        }
        return [
            *(Route(path, self.types_of_project) for path in api("/issuetype/project")),
            *(Route(path, self._list(make)) for name, make in table.items() for path in api(name)),
        ]

    def _list(self, make: Callable[[], Any]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            user_or_app(self._site, request)
            return JSONResponse(make())

        return answer

    async def types_of_project(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        project_id = request.query_params.get("projectId", "")
        if not project_id.isdigit():
            raise platform(400, "The query parameter 'projectId' must be provided.")
        readable_project(self._site, asking, project_id)
        return JSONResponse([type_shape(self._site, each) for each in TYPES])


def field_shape(field: Field) -> Mapping[str, Any]:
    return {
        "id": field.id,
        "key": field.id,
        "name": field.name,
        "custom": False,
        "orderable": field.settable,
        "navigable": field.navigable,
        "searchable": field.id != "subtasks",
        "clauseNames": list(field.clauses or (field.id,)),
        "schema": field.schema,
    }


def type_shape(site: Site, kind: IssueType) -> Mapping[str, Any]:
    return {
        "self": f"{site.url}/rest/api/3/issuetype/{kind.id}",
        "id": kind.id,
        "description": kind.description,
        "name": kind.name,
        "subtask": kind.subtask,
        "hierarchyLevel": kind.level,
    }


def status_shape(site: Site, status: Status) -> Mapping[str, Any]:
    return {
        "self": f"{site.url}/rest/api/3/status/{status.id}",
        "description": "",
        "name": status.name,
        "id": status.id,
        "statusCategory": {
            "self": f"{site.url}/rest/api/3/statuscategory/{status.category_id}",
            "id": status.category_id,
            "key": status.category,
            "colorName": status.colour,
            "name": status.category_name,
        },
    }


def priority_shape(site: Site, priority: Priority) -> Mapping[str, Any]:
    return {
        "self": f"{site.url}/rest/api/3/priority/{priority.id}",
        "statusColor": priority.colour,
        "name": priority.name,
        "id": priority.id,
    }


_CONFIGURATION = {
    "votingEnabled": True,
    "watchingEnabled": True,
    "unassignedIssuesAllowed": True,
    "subTasksEnabled": True,
    "issueLinkingEnabled": True,
    "timeTrackingEnabled": False,
    "attachmentsEnabled": True,
}
