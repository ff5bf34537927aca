"""`/issue/<key>/comment`: read page by page, one by one, and written."""

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import Issue
from wizard.lab.jira.issue_changes import Comment
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.access import account_of, asked_issue, may
from wizard.lab.jira.rest.comment_shape import comment_page, comment_shape
from wizard.lab.jira.rest.paging import whole_number
from wizard.lab.jira.rest.server import api, api_version, body_of
from wizard.lab.jira.site import Site

_MOST = 5000


class _Sent(msgspec.Struct):
    body: object = None


class CommentResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/issue/{key}/comment")),
            *(Route(path, self.add, methods=["POST"]) for path in api("/issue/{key}/comment")),
            *(Route(path, self.one) for path in api("/issue/{key}/comment/{comment}")),
            *(Route(path, self.delete, methods=["DELETE"]) for path in api("/issue/{key}/comment/{comment}")),
        ]

    async def list(self, request: Request) -> Response:
        _, issue = asked_issue(self._site, request)
        start, limit = whole_number(request, "startAt", 0), min(whole_number(request, "maxResults", _MOST), _MOST)
        return JSONResponse(comment_page(self._site, issue, api_version(request), start, limit))

    async def one(self, request: Request) -> Response:
        _, issue = asked_issue(self._site, request)
        return JSONResponse(comment_shape(self._site, issue, self._named(request, issue), api_version(request)))

    async def delete(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        comment = self._named(request, issue)
        own = comment.author == account_of(self._site, asking)
        wanted = "DELETE_OWN_COMMENTS" if own else "DELETE_ALL_COMMENTS"
        if not may(self._site, asking, wanted, issue.project):
            raise platform(400, f"You do not have permission to delete comment with id: {comment.id}")
        self._site.world.changes.uncomment(issue.key, comment)
        return Response(status_code=204)

    def _named(self, request: Request, issue: Issue) -> Comment:
        wanted = request.path_params["comment"]
        found = next((one for one in self._site.world.changes.comments(issue.key) if one.id == wanted), None)
        if found is None:
            raise platform(404, f"Can not find a comment for the id: {wanted}.")
        return found

    async def add(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        if not may(self._site, asking, "ADD_COMMENTS", issue.project):
            raise platform(400, errors={"comment": "You do not have the permission to comment on this issue."})
        version = api_version(request)
        sent = await body_of(request, _Sent)
        if not sent.body:
            raise platform(400, errors={"comment": "Comment body can not be empty!"})
        try:
            body = adf.read(sent.body, version)
        except adf.NotADocument as error:
            raise platform(400, errors={"comment": str(error)}) from error
        made = self._site.world.changes.comment(issue.key, account_of(self._site, asking), body, self._site.clock.now())
        return JSONResponse(comment_shape(self._site, issue, made, version), 201)
