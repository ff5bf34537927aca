"""`/search/jql`: bounded queries, page by page, without a total; and how many there are, roughly."""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import Issue, Project
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import Caller, account_of, may
from wizard.lab.jira.rest.issue_shape import asked_fields, chosen, expanded, issue_shape
from wizard.lab.jira.rest.jql_fields import Sources
from wizard.lab.jira.rest.jql_query import Query, parse
from wizard.lab.jira.rest.jql_walk import candidates, exact_count
from wizard.lab.jira.rest.jql_words import JqlRefused
from wizard.lab.jira.rest.server import api, api_version, body_of
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site

MOST_ISSUES = 5000
_PROVIDED = ("builds", "deployments")
_BREATHER = 1000
"""Issues looked at before others of the lab get their turn."""


class Search(msgspec.Struct, rename="camel"):
    jql: str = ""
    max_results: Annotated[int, msgspec.Meta(ge=1)] = 50
    next_page_token: str | None = None
    fields: list[str] = []
    expand: str = ""


class _Counted(msgspec.Struct):
    jql: str = ""


class SearchResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.by_query) for path in api("/search/jql")),
            *(Route(path, self.by_body, methods=["POST"]) for path in api("/search/jql")),
            *(Route(path, self.count, methods=["POST"]) for path in api("/search/approximate-count")),
        ]

    async def by_query(self, request: Request) -> Response:
        asked: dict[str, Any] = dict(request.query_params) | {"fields": asked_fields(request)}
        try:
            return await self._search(request, msgspec.convert(asked, Search, strict=False))
        except msgspec.ValidationError as error:
            raise platform(400, "The query parameters are not valid.") from error

    async def by_body(self, request: Request) -> Response:
        return await self._search(request, await body_of(request, Search))

    async def count(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        sent = await body_of(request, _Counted)
        query, projects = self._parsed(sent.jql, asking), self._readable(asking)
        found = exact_count(self._site.world, query.condition, projects)
        if found is None:
            found = len((await self._found(query, projects, 0, None))[0])
        return JSONResponse({"count": found})

    async def _search(self, request: Request, search: Search) -> Response:
        asking = user_or_app(self._site, request)
        query, projects = self._parsed(search.jql, asking), self._readable(asking)
        start = _place(search)
        limit = min(search.max_results, MOST_ISSUES)
        found, following = await self._found(query, projects, start, limit)
        page: dict[str, Any] = {"isLast": True}
        if following is not None:
            page = {"isLast": False, "nextPageToken": _token(search.jql, following)}
        fields, version = chosen(search.fields, "id"), api_version(request)
        issues = [self._shape(each, search.fields, fields, version) for each in found]
        return JSONResponse({"issues": issues} | page | expanded(search.expand, fields))

    def _parsed(self, jql: str, asking: Caller) -> Query:
        site = self._site
        site.settle()
        sources = Sources(
            world=site.world,
            count=self._count,
            readable=lambda project: may(site, asking, "BROWSE_PROJECTS", project),
            asking=account_of(site, asking) if asking else "",
            now=site.clock.now(),
        )
        try:
            return parse(jql, sources)
        except JqlRefused as refused:
            raise platform(400, str(refused)) from refused

    def _readable(self, asking: Caller) -> list[Project]:
        return [each for each in self._site.world.projects if may(self._site, asking, "BROWSE_PROJECTS", each)]

    async def _found(
        self, query: Query, projects: list[Project], start: int, limit: int | None
    ) -> tuple[list[Issue], int | None]:
        """Return what matches from a place on, up to `limit`, and the place of the next one if there is one."""
        found: list[Issue] = []
        if query.condition.may_pass is not None and query.condition.keys is None:
            await self._site.devinfo.prepare()
        for seen, (place, issue) in enumerate(candidates(self._site.world, query, projects).walk(start), 1):
            if issue is not None and query.condition.matches(issue):
                if len(found) == limit:
                    return found, place
                found.append(issue)
            if seen % _BREATHER == 0:
                await asyncio.sleep(0)
        return found, None

    def _count(self, kind: str, project: str, number: int) -> int:
        if kind in _PROVIDED:
            return self._site.providers.count(kind, f"{project}-{number}")
        return self._site.devinfo.count(kind, project, number)

    def _shape(self, issue: Issue, asked: list[str], fields: list[str], version: str) -> Mapping[str, Any]:
        if not asked:
            return {"id": issue.id}  # without `fields` the new search tells nothing else
        return issue_shape(self._site, issue, fields, version)


def _token(jql: str, place: int) -> str:
    """Return the opaque token of a place in the answer to this query and no other."""
    return base64.urlsafe_b64encode(f"{place}.{_mark(jql)}".encode()).decode()


def _place(search: Search) -> int:
    if search.next_page_token is None:
        return 0
    try:
        place, _, mark = base64.urlsafe_b64decode(search.next_page_token).decode().partition(".")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        place, mark = "", ""
    if not (place.isascii() and place.isdigit()) or mark != _mark(search.jql):
        raise platform(400, "The next page token is not valid.")
    return int(place)


def _mark(jql: str) -> str:
    return hashlib.sha256(jql.encode()).hexdigest()[:16]
