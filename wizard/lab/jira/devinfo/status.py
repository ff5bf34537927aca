"""`/rest/dev-status`: the undocumented resource behind the development panel, for signed-in people."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.devinfo.panel import DATA_TYPES, detail, instance_type, summary
from wizard.lab.jira.devinfo.store import Found
from wizard.lab.jira.issue import Issue
from wizard.lab.jira.refusals import ISSUE_UNSEEN, panel_forbidden, platform
from wizard.lab.jira.rest.access import may
from wizard.lab.jira.signin.callers import signed_in
from wizard.lab.jira.site import Site

_VERSIONS = ("latest", "1.0")


class DevStatusResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {"summary": self.summary, "detail": self.detail}
        return [
            Route(f"/rest/dev-status/{version}/issue/{name}", handler)
            for version in _VERSIONS
            for name, handler in table.items()
        ]

    async def summary(self, request: Request) -> Response:
        issue = self._issue(request)
        found = self._found(issue)
        provided = list(self._site.providers.named(issue.key))
        if self._site.twist.active("jira-panel-empty") is not None:
            found, provided = [], []
        return JSONResponse(summary(found, provided, {app.key: app for app in self._site.apps}))

    async def detail(self, request: Request) -> Response:
        found = self._found(self._issue(request))
        application = request.query_params.get("applicationType", "")
        data_type = request.query_params.get("dataType", "")
        if data_type not in DATA_TYPES:
            raise platform(400, "The query parameter 'dataType' is missing or unknown.")
        owners = {app.key for app in self._site.apps if instance_type(app) == application}
        found = [each for each in found if each.app_key in owners]
        if self._site.twist.active("jira-panel-empty") is not None:
            found = []
        if self._site.twist.active("jira-panel-detail-empty") is not None:
            found = [each for each in found if each.kind != "branches"]
        return JSONResponse(detail(found, data_type))

    def _issue(self, request: Request) -> Issue:
        user = signed_in(self._site, request)
        issue_id = request.query_params.get("issueId", "")
        # Only the numeric id is understood here, although every other resource takes the key as well.
        issue = self._site.world.issue(issue_id) if issue_id.isascii() and issue_id.isdigit() else None
        if issue is None or not may(self._site, user, "BROWSE_PROJECTS", issue.project):
            raise platform(400 if not issue_id.isdigit() else 404, ISSUE_UNSEEN)
        if not may(self._site, user, "VIEW_DEV_TOOLS", issue.project):
            raise panel_forbidden()
        return issue

    def _found(self, issue: Issue) -> list[Found]:
        self._site.settle()
        return list(self._site.devinfo.named(issue.key))
