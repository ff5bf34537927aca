"""`/rest/devinfo/0.10`: only for apps that declare the development tool module."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.devinfo.entities import KINDS, PATH_NAMES
from wizard.lab.jira.devinfo.store import Repository
from wizard.lab.jira.devinfo.submission import read_submission, reject_all
from wizard.lab.jira.refusals import dev_tools
from wizard.lab.jira.signin.callers import calling_service_app
from wizard.lab.jira.site import Site

BASE = "/rest/devinfo/0.10"
MOST_LISTED = 400
_SEQUENCE = "_updateSequenceId"


class DevinfoResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        repository = f"{BASE}/repository/{{repository}}"
        entity = f"{repository}/{{kind}}/{{entity}}"
        return [
            Route(f"{BASE}/bulk", self.submit, methods=["POST"]),
            Route(f"{BASE}/existsByProperties", self.exists),
            Route(f"{BASE}/bulkByProperties", self.delete_matching, methods=["DELETE"]),
            Route(repository, self.repository),
            Route(repository, self.delete_repository, methods=["DELETE"]),
            Route(entity, self.delete_entity, methods=["DELETE"]),
        ]

    async def submit(self, request: Request) -> Response:
        app = self._app(request, "WRITE")
        none_known = self._site.twist.active("jira-keys-unknown") is not None
        known = (lambda _key: False) if none_known else (lambda key: self._site.world.issue(key) is not None)
        submission = read_submission(await request.body(), known)
        if self._site.twist.active("jira-push-rejected") is not None:
            reject_all(submission, "The entity could not be stored")
        self._site.losses.of_devinfo(submission, self._site.taking())
        self._site.devinfo.submit(app.key, submission, self._site.clock.now())
        return JSONResponse(submission.answer(), 202)

    async def repository(self, request: Request) -> Response:
        app = self._app(request, "READ")
        self._site.devinfo.settle(self._site.clock.now())
        found = self._site.devinfo.repository(app.key, request.path_params["repository"])
        if found is None:
            raise dev_tools(404, "No data found for the given repository ID")
        return JSONResponse(_listed(found))

    async def exists(self, request: Request) -> Response:
        app = self._app(request, "READ")
        properties = _properties(request)
        self._site.devinfo.settle(self._site.clock.now())
        return JSONResponse({"hasDataMatchingProperties": self._site.devinfo.has_matching(app.key, properties)})

    async def delete_repository(self, request: Request) -> Response:
        app = self._app(request, "DELETE")
        repository_id = request.path_params["repository"]
        self._site.devinfo.delete_repository(app.key, repository_id, _sequence(request), self._site.clock.now())
        return Response(status_code=202)

    async def delete_entity(self, request: Request) -> Response:
        app = self._app(request, "DELETE")
        kind = PATH_NAMES.get(request.path_params["kind"])
        if kind is None:
            raise dev_tools(400, "Wrong entity type specified")
        place = (app.key, request.path_params["repository"], kind, request.path_params["entity"])
        self._site.devinfo.delete_entity(place, _sequence(request), self._site.clock.now())
        return Response(status_code=202)

    async def delete_matching(self, request: Request) -> Response:
        app = self._app(request, "DELETE")
        self._site.devinfo.delete_matching(app.key, _properties(request), self._site.clock.now())
        return Response(status_code=202)

    def _app(self, request: Request, scope: str) -> InstalledApp:
        app = calling_service_app(self._site, request)
        if app.module("jiraDevelopmentTool") is None:
            raise dev_tools(403, "The app does not define the jiraDevelopmentTool module")
        if not app.has_scope(scope):
            raise dev_tools(403, f"The app does not define the '{scope}' scope")
        return app


def _listed(repository: Repository) -> Mapping[str, Any]:
    entities = [
        (entity["updateSequenceId"], kind, entity)
        for kind, by_id in repository.entities.items()
        for entity in by_id.values()
    ]
    newest = sorted(entities, key=lambda each: -each[0])[:MOST_LISTED]
    lists = {kind: [entity for _, each, entity in newest if each == kind] for kind in KINDS}
    told = {name: value for name, value in repository.fields.items() if value is not None}
    return {**told, **lists}


def _properties(request: Request) -> Mapping[str, str]:
    given = [(k, v) for k, v in request.query_params.multi_items() if k not in {"jwt", _SEQUENCE}]
    _sequence(request)
    if not given:
        raise dev_tools(400, "At least one property must be specified")
    if len(dict(given)) < len(given):
        raise dev_tools(400, "Multiple values of the same property key are not allowed")
    return dict(given)


def _sequence(request: Request) -> int | None:
    text = request.query_params.get(_SEQUENCE)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        raise dev_tools(400, f"'{_SEQUENCE}' must be a number")
    return int(text)
