"""`/issue/<key>/transitions`: every status leads to every other one."""

from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import STATUSES, Issue, Status
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import Caller, asked_issue, may
from wizard.lab.jira.rest.catalogue import status_shape
from wizard.lab.jira.rest.server import api, body_of
from wizard.lab.jira.site import Site

_TRANSITIONS = {str(number): status for number, status in zip((11, 21, 31), STATUSES, strict=True)}
_OTHER_WORKFLOW = {"411": STATUSES[0], "421": STATUSES[1]}
"""Of another type or project: other numbers, and none leads to what is done."""


class _Chosen(msgspec.Struct):
    id: str | int = ""


class _Sent(msgspec.Struct):
    transition: _Chosen = msgspec.field(default_factory=_Chosen)


class TransitionResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/issue/{key}/transitions")),
            *(Route(path, self.do, methods=["POST"]) for path in api("/issue/{key}/transitions")),
        ]

    async def list(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        offered = self._offered(asking, issue)
        # No screen of this workflow asks for anything.
        expand = request.query_params.get("expand", "")
        fields: dict[str, Any] = {"fields": {}} if "transitions.fields" in expand else {}
        shapes = [
            {
                "id": number,
                "name": status.name,
                "to": status_shape(self._site, status),
                "hasScreen": False,
                "isGlobal": True,
                "isInitial": False,
                "isAvailable": True,
                "isConditional": False,
                "looped": False,
                **fields,
            }
            for number, status in offered.items()
        ]
        return JSONResponse({"expand": "transitions", "transitions": shapes})

    async def do(self, request: Request) -> Response:
        asking, issue = asked_issue(self._site, request)
        sent = await body_of(request, _Sent)
        number = str(sent.transition.id)
        if not number:
            raise platform(400, "Missing 'transition' identifier")
        status = self._offered(asking, issue).get(number)
        if status is None:
            raise platform(400, f"Transition id '{number}' is not valid for this issue.")
        self._site.world.changes.keep(replace(issue, status=status, updated=self._site.clock.now()))
        return Response(status_code=204)

    def _offered(self, asking: Caller, issue: Issue) -> dict[str, Status]:
        """Return what leads on from here; nothing for who may not transition."""
        if not may(self._site, asking, "TRANSITION_ISSUES", issue.project):
            return {}
        if self._site.twist.active("integration-transition-unknown") is not None:
            return {number: status for number, status in _OTHER_WORKFLOW.items() if status is not issue.status}
        return {number: status for number, status in _TRANSITIONS.items() if status is not issue.status}
