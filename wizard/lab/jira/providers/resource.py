"""`/rest/builds`, `/rest/deployments` and `/rest/featureflags`: only for apps that declare the module of each."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.providers.builds import BUILDS
from wizard.lab.jira.providers.deployments import DEPLOYMENTS
from wizard.lab.jira.providers.family import Entity, Family
from wizard.lab.jira.providers.flags import FLAGS
from wizard.lab.jira.providers.store import Place, place_of
from wizard.lab.jira.providers.submission import Known, read_submission
from wizard.lab.jira.refusals import providers
from wizard.lab.jira.signin.callers import calling_service_app
from wizard.lab.jira.site import Site

FAMILIES = (BUILDS, DEPLOYMENTS, FLAGS)
GATED = "initiate_deployment_gating"
_SEQUENCES = ("_updateSequenceId", "_updateSequenceNumber")
_Handler = Callable[[Request], Awaitable[Response]]


class ProviderResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        gating = f"{DEPLOYMENTS.base}{DEPLOYMENTS.path}/gating-status"
        return [Route(gating, self.gating_status), *(route for each in FAMILIES for route in self._routes_of(each))]

    async def gating_status(self, request: Request) -> Response:
        """A deployment that asked for a gate waits; the site has no service desk whose agents would open it."""
        deployment = self._found(request, DEPLOYMENTS, self._app(request, DEPLOYMENTS, "READ"))
        commands = [each["command"] for each in deployment.get("commands", ())]
        gated = GATED in commands and deployment["state"] == "pending"
        return JSONResponse(
            {
                "pipelineId": deployment["pipeline"]["id"],
                "environmentId": deployment["environment"]["id"],
                "deploymentSequenceNumber": deployment["deploymentSequenceNumber"],
                "updatedTimestamp": datetime.fromtimestamp(self._site.clock.now(), UTC).isoformat(
                    timespec="milliseconds"
                ),
                "gatingStatus": "awaiting" if gated else "invalid",
                "details": [],
            }
        )

    def _routes_of(self, family: Family) -> list[Route]:
        one = family.base + family.path
        return [
            Route(f"{family.base}/bulk", self._bound(self._submit, family), methods=["POST"]),
            Route(f"{family.base}/bulkByProperties", self._bound(self._delete_matching, family), methods=["DELETE"]),
            Route(one, self._bound(self._show, family)),
            Route(one, self._bound(self._delete, family), methods=["DELETE"]),
        ]

    def _bound(self, handler: Callable[[Request, Family], Awaitable[Response]], family: Family) -> _Handler:
        async def handle(request: Request) -> Response:
            return await handler(request, family)

        return handle

    async def _submit(self, request: Request, family: Family) -> Response:
        app = self._app(request, family, "WRITE")
        submission = read_submission(await request.body(), family, self._known(app))
        gone = self._site.losses.of_provider(family.listed, submission, self._site.taking())
        rejected = {key for key, _ in submission.rejected}
        accepted = [one for one in submission.kept if one[0] not in rejected]
        answer = family.answer(replace(submission, kept=accepted).verdict())
        submission.kept = [one for place, one in enumerate(submission.kept) if place not in gone]
        self._site.providers.submit(app.key, family, submission, self._site.clock.now())
        return JSONResponse(answer, 202)

    async def _show(self, request: Request, family: Family) -> Response:
        return JSONResponse(self._found(request, family, self._app(request, family, "READ")))

    async def _delete(self, request: Request, family: Family) -> Response:
        app = self._app(request, family, "DELETE")
        newest = _sequence(request, f"_{family.sequence}")
        self._site.providers.delete(_place(request, family, app), family, newest, self._site.clock.now())
        return Response(status_code=202)

    async def _delete_matching(self, request: Request, family: Family) -> Response:
        app = self._app(request, family, "DELETE")
        self._site.providers.delete_matching(app.key, family, _properties(request), self._site.clock.now())
        return Response(status_code=202)

    def _known(self, app: InstalledApp) -> Known:
        def issue(name: str) -> str | None:
            found = self._site.world.issue(name)
            return None if found is None else found.key

        self._site.devinfo.settle(self._site.clock.now())
        return Known(issue, lambda name: self._site.devinfo.holds_repository(app.key, name))

    def _found(self, request: Request, family: Family, app: InstalledApp) -> Entity:
        self._site.providers.settle(self._site.clock.now())
        found = self._site.providers.get(_place(request, family, app))
        if found is None:
            raise providers(404, f"No {family.noun} found for the given key")
        return found

    def _app(self, request: Request, family: Family, scope: str) -> InstalledApp:
        app = calling_service_app(self._site, request)
        if app.module(family.module) is None:
            raise providers(403, f"The app does not define the {family.module} module")
        if not app.has_scope(scope):
            raise providers(403, f"The app does not define the '{scope}' scope")
        return app


def _place(request: Request, family: Family, app: InstalledApp) -> Place:
    return place_of(app.key, family, list(request.path_params.values()))


def _properties(request: Request) -> Mapping[str, Any]:
    given = [(key, value) for key, value in request.query_params.multi_items() if key not in {"jwt", *_SEQUENCES}]
    if not given:
        raise providers(400, "At least one property must be specified")
    if len(dict(given)) < len(given):
        raise providers(400, "Multiple values of the same property key are not allowed")
    return dict(given)


def _sequence(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        raise providers(400, f"'{name}' must be a number")
    return int(text)
