"""`/search/jql`: bounded queries, page by page, without a total."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.jql_query import JqlRefused, Sources, parse
from wizard.lab.jira.rest.projects import issue_shape
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import Issue

MOST_ISSUES = 5000


class Search(msgspec.Struct, rename="camel"):
    jql: str = ""
    max_results: Annotated[int, msgspec.Meta(ge=1)] = 50
    next_page_token: str | None = None
    fields: list[str] = []


class SearchResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.by_query) for path in api("/search/jql")),
            *(Route(path, self.by_body, methods=["POST"]) for path in api("/search/jql")),
        ]

    async def by_query(self, request: Request) -> Response:
        asked: dict[str, Any] = dict(request.query_params)
        asked["fields"] = [name for name in str(asked.get("fields", "")).split(",") if name]
        try:
            return self._search(request, msgspec.convert(asked, Search, strict=False))
        except msgspec.ValidationError as error:
            raise platform(400, "The query parameters are not valid.") from error

    async def by_body(self, request: Request) -> Response:
        try:
            return self._search(request, msgspec.json.decode(await request.body(), type=Search))
        except msgspec.DecodeError as error:
            raise platform(
                400, "Invalid request payload. Refer to the REST API documentation and try again."
            ) from error

    def _search(self, request: Request, search: Search) -> Response:
        user_or_app(self._site, request)
        self._site.devinfo.settle(self._site.clock.now())
        try:
            matches = parse(search.jql, Sources(self._site.world, self._counts))
        except JqlRefused as refused:
            raise platform(400, str(refused)) from refused
        start = _start(search.next_page_token)
        limit = min(search.max_results, MOST_ISSUES)
        issues = (each for project in self._site.world.projects for each in self._site.world.issues(project))
        found = list(islice((each for each in issues if matches(each)), start, start + limit + 1))
        last = len(found) <= limit
        answer: dict[str, Any] = {"issues": [self._shape(each, search.fields) for each in found[:limit]]}
        return JSONResponse(
            answer | ({"isLast": True} if last else {"isLast": False, "nextPageToken": f"p{start + limit}"})
        )

    def _counts(self, issue_key: str) -> Mapping[str, int]:
        return Counter(found.kind for found in self._site.devinfo.named(issue_key))

    def _shape(self, issue: Issue, fields: list[str]) -> Mapping[str, Any]:
        shape = issue_shape(self._site, issue)
        if not fields:
            return {"id": issue.id}  # without `fields` the new search tells nothing else
        shown = {name: value for name, value in shape["fields"].items() if name in fields or "*all" in fields}
        return {**shape, "fields": shown}


def _start(token: str | None) -> int:
    if token is None:
        return 0
    if not token.startswith("p") or not token[1:].isdigit() or len(token) > 10:
        raise platform(400, "The next page token is not valid.")
    return int(token[1:])
