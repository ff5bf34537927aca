"""`/issue/createmeta`: of everything until 9.0, by project and type from 8.4 on."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import signed_in
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import PRIORITIES, TYPES, IssueType
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.access import asked_project
from wizard.lab.jira_server.rest.asked import api, number_of
from wizard.lab.jira_server.rest.catalogue import FIELDS, Field, named_shape, type_shape
from wizard.lab.jira_server.rest.projects import project_shape

_REQUIRED = ("summary", "issuetype", "project", "reporter")
_COMPONENTS = Field("components", "Component/s", "array", "component")
"""What a field configuration may require and GitLab never sends."""
_SET_AT_START = (*_REQUIRED, "description", "priority", "labels", "assignee")


class CreateMetaResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        found: list[Route] = []
        if self._instance.release.knows("createmeta-of-all"):
            found += [Route(path, self.everything) for path in api("/issue/createmeta")]
        if self._instance.release.knows("createmeta-by-project"):
            found += [Route(path, self.types) for path in api("/issue/createmeta/{key}/issuetypes")]
            found += [Route(path, self.fields) for path in api("/issue/createmeta/{key}/issuetypes/{type_id}")]
        return found

    async def everything(self, request: Request) -> Response:
        person, asked = signed_in(request), request.query_params
        keys = [key for key in asked.get("projectKeys", "").split(",") if key]
        names = [name for text in asked.getlist("issuetypeNames") for name in text.split(",") if name]
        ids = [one for text in asked.getlist("issuetypeIds") for one in text.split(",") if one]
        wanted = [kind for kind in TYPES if (not names or kind.name in names) and (not ids or kind.id in ids)]
        with_fields = "projects.issuetypes.fields" in asked.get("expand", "")
        projects = [
            project_shape(self._instance, project) | {"issuetypes": [self._type(kind, with_fields) for kind in wanted]}
            for project in self._instance.readable(person)
            if not keys or project.key in keys
        ]
        return JSONResponse({"expand": "projects", "projects": projects})

    async def types(self, request: Request) -> Response:
        signed_in(request)
        asked_project(self._instance, request)
        return _page(request, [type_shape(self._instance, kind) for kind in TYPES])

    async def fields(self, request: Request) -> Response:
        signed_in(request)
        asked_project(self._instance, request)
        kind = next((each for each in TYPES if each.id == request.path_params["type_id"]), None)
        if kind is None:
            raise refused(404, "Issue type not found.")
        return _page(request, [shape | {"fieldId": name} for name, shape in self._fields(kind).items()])

    def _type(self, kind: IssueType, with_fields: bool) -> dict[str, Any]:
        shape = type_shape(self._instance, kind)
        return shape | {"expand": "fields", "fields": self._fields(kind)} if with_fields else shape

    def _fields(self, kind: IssueType) -> dict[str, dict[str, Any]]:
        known = {field.id: field for field in FIELDS}
        names = (*_SET_AT_START, *(("parent",) if kind.subtask else ()))
        fields = {name: self._field(known[name], kind) for name in names}
        if self._instance.bites("integration-fields-required") is not None:
            fields["components"] = self._field(_COMPONENTS, kind) | {"required": True}
        return fields

    def _field(self, field: Field, kind: IssueType) -> dict[str, Any]:
        allowed = {
            "issuetype": [type_shape(self._instance, kind)],
            "priority": [named_shape(self._instance, "priority", each) for each in PRIORITIES],
        }
        required = field.id in _REQUIRED or field.id == "parent"
        shape = {"required": required, "schema": field.schema, "name": field.name, "operations": ["set"]}
        return shape | ({"allowedValues": allowed[field.id]} if field.id in allowed else {})


def _page(request: Request, every: list[dict[str, Any]]) -> Response:
    start, most = number_of(request, "startAt", 0), number_of(request, "maxResults", 50)
    last = start + most >= len(every)
    told = {"maxResults": most, "startAt": start, "total": len(every), "isLast": last}
    return JSONResponse(told | {"values": every[start : start + most]})
