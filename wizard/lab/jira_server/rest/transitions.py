"""`/issue/<key>/transitions`: only what the workflow leads on to, with the resolution that its screens ask for."""

from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import RESOLUTIONS, Comment, Issue, Person
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.access import issue_to_change
from wizard.lab.jira_server.rest.asked import api, body_of
from wizard.lab.jira_server.rest.catalogue import named_shape
from wizard.lab.jira_server.rest.issue_fields import resolution_of
from wizard.lab.jira_server.rest.issue_shape import leads_on, transition_shape
from wizard.lab.jira_server.workflow import Transition


class _Chosen(msgspec.Struct):
    id: str | int = ""


class _Sent(msgspec.Struct):
    transition: _Chosen = msgspec.field(default_factory=_Chosen)
    fields: dict[str, Any] = {}
    update: dict[str, list[dict[str, Any]]] = {}


class TransitionResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.list) for path in api("/issue/{key}/transitions")),
            *(Route(path, self.do, methods=["POST"]) for path in api("/issue/{key}/transitions")),
        ]

    async def list(self, request: Request) -> Response:
        _, issue = issue_to_change(self._instance, request)
        wanted = request.query_params.get("transitionId")
        offered = [each for each in leads_on(self._instance, issue) if wanted in (None, each.id)]
        with_fields = "transitions.fields" in request.query_params.get("expand", "")
        shapes = [
            transition_shape(self._instance, each) | ({"fields": self._screen(each)} if with_fields else {})
            for each in offered
        ]
        return JSONResponse({"expand": "transitions", "transitions": shapes})

    async def do(self, request: Request) -> Response:
        person, issue = issue_to_change(self._instance, request)
        sent = await body_of(request, _Sent)
        number = str(sent.transition.id)
        if not number:
            raise refused(400, "Missing 'transition' identifier")
        chosen = next((each for each in leads_on(self._instance, issue) if each.id == number), None)
        if chosen is None:
            raise refused(400, f"It seems that you have tried to perform a workflow operation ({number}) that is not "
                          f"valid for the current state of this issue ({issue.key}).")  # fmt: skip
        self._instance.world.keep(self._moved(issue, chosen, sent, person))
        return Response(status_code=204)

    def _moved(self, issue: Issue, chosen: Transition, sent: _Sent, person: Person) -> Issue:
        """Return the issue after the transition. Raises: Refused for a resolution that is unknown or not asked for."""
        now, wanted = self._instance.now(), sent.fields.get("resolution")
        resolution = resolution_of(wanted)
        if wanted is not None and not chosen.resolves:
            said = "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown."
            raise refused(400, errors={"resolution": said})
        if wanted is not None and resolution is None:
            raise refused(400, errors={"resolution": "Specify a valid resolution ID or name"})
        if chosen.resolves:
            resolution = resolution or issue.resolution or RESOLUTIONS[0]
        remarks = [str(step.get("add", {}).get("body", "")) for step in sent.update.get("comment", [])]
        comments = tuple(
            Comment(str(self._instance.world.next_id()), person.name, each, now) for each in remarks if each
        )
        return replace(
            issue,
            status=chosen.to,
            resolution=resolution if chosen.resolves else None,
            resolved=(issue.resolved or now) if chosen.resolves else 0.0,
            updated=now,
            comments=(*issue.comments, *comments),
        )

    def _screen(self, transition: Transition) -> dict[str, Any]:
        if not transition.resolves:
            return {}
        return {
            "resolution": {
                "required": True,
                "schema": {"type": "resolution", "system": "resolution"},
                "name": "Resolution",
                "operations": ["set"],
                "allowedValues": [named_shape(self._instance, "resolution", each) for each in RESOLUTIONS],
            }
        }
