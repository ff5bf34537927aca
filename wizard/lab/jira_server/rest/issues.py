"""`/issue`: made, read, edited, given to somebody and deleted."""

from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import signed_in
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import MEDIUM, OPEN, TYPES, Issue, Person, Project
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.access import asked_issue, issue_to_change
from wizard.lab.jira_server.rest.asked import api, body_of
from wizard.lab.jira_server.rest.issue_fields import Reading, Wanted, read_fields
from wizard.lab.jira_server.rest.issue_shape import asked_fields, chosen, issue_shape


class _Assigned(msgspec.Struct):
    name: str | None = None


class IssueResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.make, methods=["POST"]) for path in api("/issue")),
            *(Route(path, self.read) for path in api("/issue/{key}")),
            *(Route(path, self.edit, methods=["PUT"]) for path in api("/issue/{key}")),
            *(Route(path, self.delete, methods=["DELETE"]) for path in api("/issue/{key}")),
            *(Route(path, self.assign, methods=["PUT"]) for path in api("/issue/{key}/assignee")),
        ]

    async def read(self, request: Request) -> Response:
        issue = asked_issue(self._instance, request)
        fields = chosen(asked_fields(request), "*all")
        return JSONResponse(issue_shape(self._instance, issue, fields, request.query_params.get("expand", "")))

    async def make(self, request: Request) -> Response:
        person = signed_in(request)
        wanted = await body_of(request, Wanted)
        reading = read_fields(self._instance, wanted)
        project = self._project(person, wanted, reading)
        if "summary" not in reading.values:
            reading.errors.setdefault("summary", "You must specify a summary of the issue.")
        if self._instance.bites("integration-fields-required") is not None and "components" not in wanted.fields:
            reading.errors["components"] = "Component/s is required."
        if "issuetype" not in wanted.fields:
            reading.errors["issuetype"] = "issue type is required"
        parent = self._parent(wanted, reading, project)
        if project is None or reading.errors:
            raise refused(400, errors=reading.errors)
        now = self._instance.now()
        draft = Issue("", "", 0, project, "", TYPES[0], OPEN, MEDIUM, person.name, now, now, parent=parent)
        issue = self._instance.world.make(project, replace(draft, **reading.values))
        address = f"{self._instance.url}/rest/api/2/issue/{issue.id}"
        return JSONResponse({"id": issue.id, "key": issue.key, "self": address}, 201)

    async def edit(self, request: Request) -> Response:
        _, issue = issue_to_change(self._instance, request)
        reading = read_fields(self._instance, await body_of(request, Wanted), issue.labels)
        if reading.errors:
            raise refused(400, errors=reading.errors)
        self._instance.world.keep(replace(issue, **reading.values, updated=self._instance.now()))
        return Response(status_code=204)

    async def assign(self, request: Request) -> Response:
        """Give the issue to who is named; to nobody by null, and to the one who gets all by -1."""
        _, issue = issue_to_change(self._instance, request)
        name = (await body_of(request, _Assigned)).name
        person = self._instance.world.dana if name == "-1" else self._instance.world.person(name or "")
        if name and person is None:
            raise refused(400, errors={"assignee": f"User '{name}' does not exist."})
        assigned = replace(issue, assignee=person.name if person else "", updated=self._instance.now())
        self._instance.world.keep(assigned)
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        person, issue = issue_to_change(self._instance, request)
        if not self._instance.administers(person):
            raise refused(403, "You do not have permission to delete issues in this project.")
        world = self._instance.world
        subtasks = world.subtasks(issue.key)
        if subtasks and request.query_params.get("deleteSubtasks", "").lower() != "true":
            said = "You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks."
            raise refused(400, f"The issue '{issue.key}' has subtasks.  {said}")
        for each in (*subtasks, issue):
            world.delete(each)
        return Response(status_code=204)

    def _project(self, person: Person, wanted: Wanted, reading: Reading) -> Project | None:
        """Return the project that the body names and this person sees; else its error is noted."""
        sent: Any = wanted.fields.get("project")
        named = str(sent.get("id") or sent.get("key") or "") if isinstance(sent, dict) else ""
        project = self._instance.world.project(named)
        if project is not None and self._instance.browses(person, project):
            return project
        reading.errors["project"] = "project is required" if not named else "valid project is required"
        return None

    def _parent(self, wanted: Wanted, reading: Reading, project: Project | None) -> str:
        """Return the key of the parent, which sub-tasks need and nothing else has here."""
        kind, sent = reading.values.get("type"), wanted.fields.get("parent")
        if kind is None or not kind.subtask:
            return ""
        parent = self._instance.world.issue(str(sent.get("key") or sent.get("id"))) if isinstance(sent, dict) else None
        if parent is None or parent.project != project:
            reading.errors["parent"] = "Could not find issue by id or key."
            return ""
        return parent.key
