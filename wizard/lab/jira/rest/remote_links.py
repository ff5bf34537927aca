"""`/issue/<key>/remotelink`: links to things in other systems, one for each global id."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import Issue
from wizard.lab.jira.issue_changes import RemoteLink
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import Caller, asked_issue, may
from wizard.lab.jira.rest.server import api, api_version, body_of
from wizard.lab.jira.site import Site

_LONGEST_GLOBAL_ID = 255


class _Sent(msgspec.Struct):
    object: dict[str, Any] = {}
    application: dict[str, Any] = {}
    global_id: str | None = msgspec.field(default=None, name="globalId")
    relationship: str | None = None


class RemoteLinkResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        path = "/issue/{key}/remotelink"
        return [
            *(Route(each, self.list) for each in api(path)),
            *(Route(each, self.write, methods=["POST"]) for each in api(path)),
            *(Route(each, self.delete, methods=["DELETE"]) for each in api(path)),
            *(Route(each, self.one) for each in api(path + "/{link}")),
            *(Route(each, self.delete_one, methods=["DELETE"]) for each in api(path + "/{link}")),
        ]

    async def list(self, request: Request) -> Response:
        """Answer with all links, or with the one whose global id is asked for."""
        _, issue = asked_issue(self._site, request)
        wanted = request.query_params.get("globalId")
        shapes = [
            self._shape(request, issue, each)
            for each in self._site.world.changes.links(issue.key)
            if wanted in (None, each.global_id)
        ]
        if wanted is None:
            return JSONResponse(shapes)
        if not shapes:
            raise _unknown(wanted)
        return JSONResponse(shapes[0])

    async def one(self, request: Request) -> Response:
        _, issue = asked_issue(self._site, request)
        return JSONResponse(self._shape(request, issue, self._named(request, issue)))

    async def write(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        self._may_link(asking, issue)
        sent = await body_of(request, _Sent)
        missing = {name: f"'{name}' is required." for name in ("title", "url") if not sent.object.get(name)}
        if missing:
            raise platform(400, errors=missing)
        if len(sent.global_id or "") > _LONGEST_GLOBAL_ID:
            raise platform(400, errors={"globalId": "The globalId must be at most 255 characters."})
        shape: dict[str, Any] = {"object": sent.object, "application": sent.application}
        if sent.relationship:
            shape["relationship"] = sent.relationship
        link, new = self._site.world.changes.link(issue.key, sent.global_id or "", shape)
        return JSONResponse({"id": link.id, "self": self._address(request, issue, link)}, 201 if new else 200)

    async def delete(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        self._may_link(asking, issue)
        global_id = request.query_params.get("globalId")
        if not global_id:
            raise platform(400, "The query parameter 'globalId' must be provided.")
        if not self._site.world.changes.unlink(issue.key, global_id):
            raise _unknown(global_id)
        return Response(status_code=204)

    async def delete_one(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        self._may_link(asking, issue)
        self._site.world.changes.unlink(issue.key, self._named(request, issue).global_id)
        return Response(status_code=204)

    def _named(self, request: Request, issue: Issue) -> RemoteLink:
        wanted = request.path_params["link"]
        found = next((one for one in self._site.world.changes.links(issue.key) if str(one.id) == wanted), None)
        if found is None:
            raise _unknown(wanted)
        return found

    def _may_link(self, asking: Caller, issue: Issue) -> None:
        if not may(self._site, asking, "LINK_ISSUES", issue.project):
            raise platform(403, f"No Link Issue Permission for issue '{issue.key}'")

    def _address(self, request: Request, issue: Issue, link: RemoteLink) -> str:
        return f"{self._site.url}/rest/api/{api_version(request)}/issue/{issue.key}/remotelink/{link.id}"

    def _shape(self, request: Request, issue: Issue, link: RemoteLink) -> Mapping[str, Any]:
        return {"id": link.id, "self": self._address(request, issue, link), "globalId": link.global_id, **link.shape}


def _unknown(link: str) -> Exception:
    return platform(404, f"There is no remote issue link '{link}' on this issue.")
