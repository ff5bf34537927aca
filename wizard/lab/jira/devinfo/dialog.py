"""`/jsw2/graphql` and `/jsw/graphql`: the one query by which Jira's own development dialog is filled."""

from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.devinfo.dialog_query import QueryRefused, chosen, selection_of
from wizard.lab.jira.devinfo.dialog_shape import KNOWN, Shape, details
from wizard.lab.jira.issue import Issue
from wizard.lab.jira.refusals import ISSUE_UNSEEN, platform
from wizard.lab.jira.rest.access import may
from wizard.lab.jira.signin.callers import signed_in
from wizard.lab.jira.site import Site

PATHS: Final = ("/jsw2/graphql", "/jsw/graphql")
_OPERATION: Final = "DevDetailsDialog"
_ROOT: Final = "developmentInformation"
_FORBIDDEN: Final = "You do not have permission to perform the requested action"


class _Question(msgspec.Struct, rename="camel"):
    query: str
    variables: dict[str, Any]
    operation_name: str | None = None


class DevDialogResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [Route(path, self.answer, methods=["POST"]) for path in PATHS]

    async def answer(self, request: Request) -> Response:
        user = signed_in(self._site, request)
        try:
            asked = msgspec.json.decode(await request.body(), type=_Question)
        except (msgspec.DecodeError, RecursionError) as error:
            raise platform(400, "The request body is not valid.") from error
        if _OPERATION not in (asked.operation_name, request.query_params.get("operation")):
            return _wrong("Unknown operation named")
        issue = self._issue(str(asked.variables.get("issueId", "")))
        if issue is None or not may(self._site, user, "BROWSE_PROJECTS", issue.project):
            return _wrong(ISSUE_UNSEEN, 404)
        if not may(self._site, user, "VIEW_DEV_TOOLS", issue.project):
            return _wrong(_FORBIDDEN, 403)
        try:
            selection = selection_of(asked.query)
            known = {_ROOT: {"details": KNOWN}}
            told = chosen({_ROOT: {"details": self._details(issue)}}, selection, known, "Query")
        except QueryRefused as refused:
            return _wrong(str(refused))
        return JSONResponse({"data": told})

    def _issue(self, issue_id: str) -> Issue | None:
        # Only the numeric id is understood, as in dev-status.
        return self._site.world.issue(issue_id) if issue_id.isascii() and issue_id.isdigit() else None

    def _details(self, issue: Issue) -> Shape:
        self._site.settle()
        found, provided = list(self._site.devinfo.named(issue.key)), list(self._site.providers.named(issue.key))
        if self._site.twist.active("jira-panel-empty") is not None:
            found, provided = [], []
        return details(found, provided, {app.key: app for app in self._site.apps})


def _wrong(message: str, status: int | None = None) -> Response:
    error: dict[str, Any] = {"message": message}
    if status is not None:
        error["extensions"] = {"statusCode": status}
    return JSONResponse({"data": {_ROOT: None}, "errors": [error]})
