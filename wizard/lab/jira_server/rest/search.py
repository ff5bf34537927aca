"""`/search`: issues by JQL, page by page with a total; what Jira Cloud has no more."""

import asyncio
from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import caller
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Issue, Person
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.asked import api, body_of, number_of
from wizard.lab.jira_server.rest.issue_shape import asked_fields, chosen, issue_shape
from wizard.lab.jira_server.rest.jql import Query, parse, places
from wizard.lab.jira_server.rest.jql_fields import JqlRefused, Sources

_USUAL, _MOST = 50, 1_000
_BREATHER = 1_000
"""Issues looked at before others of the lab get their turn."""


class _Search(msgspec.Struct, rename="camel"):
    jql: str = ""
    start_at: Annotated[int, msgspec.Meta(ge=0)] = 0
    max_results: Annotated[int, msgspec.Meta(ge=0)] = _USUAL
    fields: list[str] = []
    expand: list[str] = []


class SearchResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.by_query) for path in api("/search")),
            *(Route(path, self.by_body, methods=["POST"]) for path in api("/search")),
        ]

    async def by_query(self, request: Request) -> Response:
        asked = request.query_params
        pages = number_of(request, "startAt", 0), number_of(request, "maxResults", _USUAL)
        wanted = _Search(asked.get("jql", ""), *pages, asked_fields(request), asked.get("expand", "").split(","))
        return await self._answer(request, wanted)

    async def by_body(self, request: Request) -> Response:
        return await self._answer(request, await body_of(request, _Search))

    async def _answer(self, request: Request, wanted: _Search) -> Response:
        person = caller(request)
        try:
            query = parse(wanted.jql, Sources(self._instance, person))
        except JqlRefused as wrong:
            raise refused(400, str(wrong)) from wrong
        found = query.sorted(await self._found(query, person))
        most = min(wanted.max_results, _MOST)
        fields = chosen(wanted.fields, "*navigable")
        page = found[wanted.start_at : wanted.start_at + most]
        shapes: list[dict[str, Any]] = [
            issue_shape(self._instance, each, fields, ",".join(wanted.expand)) for each in page
        ]
        told = {"startAt": wanted.start_at, "maxResults": most, "total": len(found), "issues": shapes}
        return JSONResponse({"expand": "names,schema"} | told)

    async def _found(self, query: Query, person: Person | None) -> list[Issue]:
        """Return all that matches; the lab does not stand still over it."""
        found: list[Issue] = []
        seen = 0
        for project in places(query, self._instance.readable(person)):
            for issue in self._instance.world.issues(project):
                if query.matches(issue):
                    found.append(issue)
                seen += 1
                if seen % _BREATHER == 0:
                    await asyncio.sleep(0)
        return found
