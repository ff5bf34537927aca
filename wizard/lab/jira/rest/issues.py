"""`/issue`: made, read, edited and deleted."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import PRIORITIES, STATUSES, TYPES, Issue, Project
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import Caller, account_of, asked_issue, may, readable_issue
from wizard.lab.jira.rest.issue_fields import Reading, Wanted, read_fields
from wizard.lab.jira.rest.issue_shape import asked_fields, chosen, expanded, issue_shape
from wizard.lab.jira.rest.server import api, api_version, body_of
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.refused import Refused

_MEDIUM = PRIORITIES[2]


MOST_AT_ONCE = 100


class _Wishes(msgspec.Struct, rename="camel"):
    issue_ids_or_keys: list[str]
    fields: list[str] = []


class IssueResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.make, methods=["POST"]) for path in api("/issue")),
            *(Route(path, self.many, methods=["POST"]) for path in api("/issue/bulkfetch")),
            *(Route(path, self.read) for path in api("/issue/{key}")),
            *(Route(path, self.edit, methods=["PUT"]) for path in api("/issue/{key}")),
            *(Route(path, self.delete, methods=["DELETE"]) for path in api("/issue/{key}")),
        ]

    async def read(self, request: Request) -> Response:
        _, issue = asked_issue(self._site, request)
        fields = chosen(asked_fields(request), "*all")
        shape = issue_shape(self._site, issue, fields, api_version(request))
        return JSONResponse(shape | expanded(request.query_params.get("expand", ""), fields))

    async def many(self, request: Request) -> Response:
        """Return up to a hundred issues by key or id; those that are not there, or not for the caller, are left out."""
        asking = user_or_app(self._site, request)
        wanted = await body_of(request, _Wishes)
        if not 1 <= len(wanted.issue_ids_or_keys) <= MOST_AT_ONCE:
            raise platform(400, f"The number of issues must be between 1 and {MOST_AT_ONCE}.")
        fields, version = chosen(wanted.fields, "*navigable"), api_version(request)
        found = {issue.id: issue for name in wanted.issue_ids_or_keys if (issue := self._seen(asking, name))}
        shapes = [issue_shape(self._site, found[number], fields, version) for number in sorted(found, key=int)]
        return JSONResponse({"issues": shapes, "issueErrors": []})

    async def make(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        wanted, version = await body_of(request, Wanted), api_version(request)
        project = self._project(asking, wanted)
        if project is None:
            raise platform(400, errors={"project": "Specify a valid project ID or key"})
        if not may(self._site, asking, "CREATE_ISSUES", project):
            raise platform(403, "You do not have permission to create issues in this project.")
        reading = read_fields(self._site, wanted, version)
        self._complete(reading, wanted)
        parent = self._parent(wanted, reading, project)
        if reading.errors:
            raise platform(400, errors=reading.errors)
        now = self._site.clock.now()
        draft = Issue("", "", 0, project, "", TYPES[0], STATUSES[0], _MEDIUM, account_of(self._site, asking), now, now)
        issue = self._site.world.changes.make(project, replace(draft, **reading.values, parent=parent))
        address = f"{self._site.url}/rest/api/{version}/issue/{issue.id}"
        return JSONResponse({"id": issue.id, "key": issue.key, "self": address}, 201)

    async def edit(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        if not may(self._site, asking, "EDIT_ISSUES", issue.project):
            raise platform(403, "You do not have permission to edit issues in this project.")
        reading = read_fields(self._site, await body_of(request, Wanted), api_version(request), issue.labels)
        if reading.errors:
            raise platform(400, errors=reading.errors)
        self._site.world.changes.keep(replace(issue, **reading.values, updated=self._site.clock.now()))
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        if not may(self._site, asking, "DELETE_ISSUES", issue.project):
            raise platform(403, "You do not have permission to delete issues in this project.")
        changes = self._site.world.changes
        subtasks = changes.subtasks(issue.key)
        if subtasks and request.query_params.get("deleteSubtasks", "").lower() != "true":
            raise platform(
                400,
                f"The issue '{issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete "
                "this issue and all its subtasks.",
            )
        for each in (*subtasks, issue):
            changes.delete(each)
        return Response(status_code=204)

    def _seen(self, asking: Caller, name: str) -> Issue | None:
        with suppress(Refused):
            return readable_issue(self._site, asking, name.upper())
        return None

    def _project(self, asking: Caller, wanted: Wanted) -> Project | None:
        named: Any = wanted.fields.get("project")
        if not isinstance(named, dict):
            return None
        project = self._site.world.project(str(named.get("id") or named.get("key") or ""))
        return project if project and may(self._site, asking, "BROWSE_PROJECTS", project) else None

    def _complete(self, reading: Reading, wanted: Wanted) -> None:
        """Say which of the fields that an issue cannot do without are missing."""
        if "summary" not in reading.values:
            reading.errors.setdefault("summary", "You must specify a summary of the issue.")
        if self._site.twist.active("integration-fields-required") is not None and "components" not in wanted.fields:
            reading.errors["components"] = "Components is required."
        if "issuetype" not in wanted.fields:
            reading.errors["issuetype"] = "Specify an issue type"

    def _parent(self, wanted: Wanted, reading: Reading, project: Project) -> str:
        """Return the key of the parent, which sub-tasks need and nothing else has here."""
        kind, named = reading.values.get("type"), wanted.fields.get("parent")
        if kind is None or not kind.subtask:
            return ""
        parent = self._site.world.issue(str(named.get("key") or named.get("id"))) if isinstance(named, dict) else None
        if parent is None or parent.project != project:
            reading.errors["parent"] = "Could not find issue by id or key."
            return ""
        return parent.key
