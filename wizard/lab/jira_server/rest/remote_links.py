"""`/issue/<key>/remotelink`: links to the web, one for a global id."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Issue, RemoteLink
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.access import asked_issue, issue_to_change
from wizard.lab.jira_server.rest.asked import api, body_of


class _Sent(msgspec.Struct, rename="camel"):
    global_id: str = ""
    relationship: str = ""
    application: dict[str, Any] = {}
    object: dict[str, Any] = {}


class RemoteLinkResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/issue/{key}/remotelink")),
            *(Route(path, self.add, methods=["POST"]) for path in api("/issue/{key}/remotelink")),
            *(Route(path, self.delete_by_global_id, methods=["DELETE"]) for path in api("/issue/{key}/remotelink")),
            *(Route(path, self.one) for path in api("/issue/{key}/remotelink/{number:int}")),
            *(Route(path, self.delete, methods=["DELETE"]) for path in api("/issue/{key}/remotelink/{number:int}")),
            # What the package jira asks before it links; an administrator sees that no other product is linked.
            Route("/rest/applinks/latest/listApplicationlinks", self.applications),
        ]

    async def list(self, request: Request) -> Response:
        issue = asked_issue(self._instance, request)
        wanted = request.query_params.get("globalId")
        found = [_shape(self._instance, issue, each) for each in issue.links if wanted in (None, each.global_id)]
        if wanted is None:
            return JSONResponse(found)
        if not found:
            raise _unknown()
        return JSONResponse(found[0])

    async def one(self, request: Request) -> Response:
        issue = asked_issue(self._instance, request)
        return JSONResponse(_shape(self._instance, issue, _asked(issue, request)))

    async def add(self, request: Request) -> Response:
        """Make a link, or renew the one that has the global id."""
        issue = self._to_link(request)
        sent = await body_of(request, _Sent)
        missing = {name: f"'{name}' is required." for name in ("url", "title") if not sent.object.get(name)}
        if missing:
            raise refused(400, errors=missing)
        old = next((each for each in issue.links if sent.global_id and each.global_id == sent.global_id), None)
        number = old.id if old else self._instance.world.next_id()
        link = RemoteLink(number, sent.global_id, sent.relationship, sent.application, sent.object)
        self._keep(issue, lambda each: each is not old, link)
        address = f"{self._instance.url}/rest/api/2/issue/{issue.key}/remotelink/{number}"
        return JSONResponse({"id": number, "self": address}, 200 if old else 201)

    async def delete(self, request: Request) -> Response:
        issue = self._to_link(request)
        gone = _asked(issue, request)
        self._keep(issue, lambda each: each is not gone)
        return Response(status_code=204)

    async def delete_by_global_id(self, request: Request) -> Response:
        issue = self._to_link(request)
        wanted = request.query_params.get("globalId", "")
        if not wanted or all(each.global_id != wanted for each in issue.links):
            raise _unknown()
        self._keep(issue, lambda each: each.global_id != wanted)
        return Response(status_code=204)

    async def applications(self, _request: Request) -> Response:
        return JSONResponse({"list": []})

    def _to_link(self, request: Request) -> Issue:
        """Return the issue that the path names. Raises: Refused where who asks may not link it."""
        _, issue = issue_to_change(self._instance, request)
        if self._instance.bites("integration-no-link") is not None:
            raise refused(403, f"No Link Issue Permission for issue '{issue.key}'")
        return issue

    def _keep(self, issue: Issue, stays: Callable[[RemoteLink], bool], *more: RemoteLink) -> None:
        links = (*(each for each in issue.links if stays(each)), *more)
        self._instance.world.keep(replace(issue, links=links, updated=self._instance.now()))


def _asked(issue: Issue, request: Request) -> RemoteLink:
    found = next((each for each in issue.links if each.id == request.path_params["number"]), None)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Exception:
    return refused(404, "The remote issue link does not exist.")


def _shape(instance: Instance, issue: Issue, link: RemoteLink) -> dict[str, Any]:
    given = {"globalId": link.global_id, "relationship": link.relationship}
    return {
        "id": link.id,
        "self": f"{instance.url}/rest/api/2/issue/{issue.key}/remotelink/{link.id}",
        **{name: value for name, value in given.items() if value},
        "application": link.application,
        "object": link.object,
    }
