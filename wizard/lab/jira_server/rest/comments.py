"""`/issue/<key>/comment`: wiki text, oldest first."""

from dataclasses import replace

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Comment, Issue
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.access import asked_issue, issue_to_change
from wizard.lab.jira_server.rest.asked import api, body_of
from wizard.lab.jira_server.rest.issue_shape import comment_page, comment_shape


class _Sent(msgspec.Struct):
    body: str = ""


class CommentResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/issue/{key}/comment")),
            *(Route(path, self.add, methods=["POST"]) for path in api("/issue/{key}/comment")),
            *(Route(path, self.one) for path in api("/issue/{key}/comment/{number}")),
            *(Route(path, self.delete, methods=["DELETE"]) for path in api("/issue/{key}/comment/{number}")),
        ]

    async def list(self, request: Request) -> Response:
        return JSONResponse(comment_page(self._instance, asked_issue(self._instance, request)))

    async def one(self, request: Request) -> Response:
        issue = asked_issue(self._instance, request)
        return JSONResponse(comment_shape(self._instance, issue, _asked(issue, request)))

    async def add(self, request: Request) -> Response:
        person, issue = issue_to_change(self._instance, request)
        body = (await body_of(request, _Sent)).body
        if not body.strip():
            raise refused(400, errors={"comment": "Comment body can not be empty!"})
        world, now = self._instance.world, self._instance.now()
        comment = Comment(str(world.next_id()), person.name, body, now)
        world.keep(replace(issue, comments=(*issue.comments, comment), updated=now))
        return JSONResponse(comment_shape(self._instance, issue, comment), 201)

    async def delete(self, request: Request) -> Response:
        person, issue = issue_to_change(self._instance, request)
        comment = _asked(issue, request)
        if comment.author != person.name and not self._instance.administers(person):
            raise refused(400, "You do not have permission to delete this comment.")
        kept = tuple(each for each in issue.comments if each is not comment)
        self._instance.world.keep(replace(issue, comments=kept, updated=self._instance.now()))
        return Response(status_code=204)


def _asked(issue: Issue, request: Request) -> Comment:
    number = request.path_params["number"]
    found = next((each for each in issue.comments if each.id == number), None)
    if found is None:
        raise refused(404, f"Can not find a comment for the id: {number}.")
    return found
