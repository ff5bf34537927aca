"""`/issue/createmeta`: which types a new issue can have, and which fields each of them takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import PRIORITIES, TYPES, IssueType, Project
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import may, readable_project
from wizard.lab.jira.rest.catalogue import FIELDS, Field, priority_shape, type_shape
from wizard.lab.jira.rest.paging import whole_number
from wizard.lab.jira.rest.projects import project_shape
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site

COMPONENTS = Field("components", "Components", "array", items="component")
"""What a field configuration may require and GitLab never sends."""
_REQUIRED = frozenset({"summary", "issuetype", "project", "reporter"})
_MOST = 200


class CreateMetaResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {
            "/issue/createmeta": self.old,
            "/issue/createmeta/{key}/issuetypes": self.types,
            "/issue/createmeta/{key}/issuetypes/{type}": self.fields,
        }
        return [Route(path, handler) for name, handler in table.items() for path in api(name)]

    async def old(self, request: Request) -> Response:
        """Answer as before the split by project; deprecated and still served."""
        asking = user_or_app(self._site, request)
        query = request.query_params
        keys = [key for text in query.getlist("projectKeys") for key in text.split(",") if key]
        projects = [
            each
            for each in self._site.world.projects
            if (not keys or each.key in keys) and may(self._site, asking, "CREATE_ISSUES", each)
        ]
        names = [name for text in query.getlist("issuetypeNames") for name in text.split(",") if name]
        types = [each for each in TYPES if not names or each.name in names]
        with_fields = "projects.issuetypes.fields" in query.get("expand", "")
        shapes = [self._old_project(each, types, with_fields) for each in projects]
        return JSONResponse({"expand": "projects", "projects": shapes})

    async def types(self, request: Request) -> Response:
        self._project(request)
        return JSONResponse(_page(request, "issueTypes", [type_shape(self._site, each) for each in TYPES]))

    async def fields(self, request: Request) -> Response:
        project = self._project(request)
        wanted = request.path_params["type"]
        kind = next((each for each in TYPES if each.id == wanted), None)
        if kind is None:
            raise platform(400, f"The issue type '{wanted}' does not exist in this project.")
        return JSONResponse(_page(request, "fields", [self._field(project, kind, each) for each in self._screen(kind)]))

    def _project(self, request: Request) -> Project:
        asking = user_or_app(self._site, request)
        project = readable_project(self._site, asking, request.path_params["key"])
        if not may(self._site, asking, "CREATE_ISSUES", project):
            raise platform(400, "You do not have permission to create issues in this project.")
        return project

    def _screen(self, kind: IssueType) -> list[Field]:
        """Return the fields of a new issue; a project that somebody made strict wants one more."""
        strict = self._site.twist.active("integration-fields-required") is not None
        return [*_on_screen(kind), *((COMPONENTS,) if strict else ())]

    def _field(self, project: Project, kind: IssueType, field: Field) -> Mapping[str, Any]:
        allowed = {
            "issuetype": [type_shape(self._site, kind)],
            "project": [project_shape(self._site, project)],
            "priority": [priority_shape(self._site, each) for each in PRIORITIES],
        }
        shape = {
            "required": field.id in _REQUIRED or field is COMPONENTS or (field.id == "parent" and kind.subtask),
            "schema": field.schema,
            "name": field.name,
            "key": field.id,
            "fieldId": field.id,
            "hasDefaultValue": field.id in ("priority", "reporter"),
            "operations": ["add", "set", "remove"] if field.type == "array" else ["set"],
        }
        return shape | ({"allowedValues": allowed[field.id]} if field.id in allowed else {})

    def _old_project(self, project: Project, kinds: Sequence[IssueType], with_fields: bool) -> Mapping[str, Any]:
        shape = {name: value for name, value in project_shape(self._site, project).items() if name in _OLD_MEMBERS}
        types = []
        for kind in kinds:
            fields = {field.id: self._old_field(project, kind, field) for field in self._screen(kind)}
            types.append({**type_shape(self._site, kind), **({"fields": fields} if with_fields else {})})
        return {**shape, "issuetypes": types}

    def _old_field(self, project: Project, kind: IssueType, field: Field) -> Mapping[str, Any]:
        return {name: value for name, value in self._field(project, kind, field).items() if name != "fieldId"}


_OLD_MEMBERS = frozenset({"self", "id", "key", "name", "avatarUrls"})


def _on_screen(kind: IssueType) -> list[Field]:
    return [each for each in FIELDS if each.settable and (each.id != "parent" or kind.subtask)]


def _page(request: Request, name: str, found: Sequence[Any]) -> Mapping[str, Any]:
    start, limit = whole_number(request, "startAt", 0), min(whole_number(request, "maxResults", 50), _MOST)
    return {"startAt": start, "maxResults": limit, "total": len(found), name: found[start : start + limit]}
