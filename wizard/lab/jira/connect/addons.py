"""`/rest/atlassian-connect/1/addons/<key>`: what the site tells an app, or an admin, about the app."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.signin.callers import admin, app_token, calling_app
from wizard.lab.jira.site import Site
from wizard.lab.refused import Refused

BASE = "/rest/atlassian-connect/1/addons"


class AddonResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [Route(f"{BASE}/{{key}}", self.addon)]

    async def addon(self, request: Request) -> Response:
        key = request.path_params["key"]
        if not app_token(request):
            admin(self._site, request)
        elif calling_app(self._site, request).key != key:
            raise _refusal(403, "Access to the data of another app is forbidden.")
        app = self._site.apps.get(key)
        if app is None:
            raise _refusal(404, f"Add-on with key {key} was not found")
        return JSONResponse(self._shape(app))

    def _shape(self, app: InstalledApp) -> dict[str, Any]:
        shape: dict[str, Any] = {
            "key": app.key,
            "version": app.version,
            "state": "ENABLED" if app.enabled else "DISABLED",
        }
        if not app.enabled:
            return shape
        contact = {"name": self._site.world.dana.name, "email": self._site.world.dana.email}
        links = {"self": [{"href": f"{self._site.url}{BASE}/{app.key}"}]}
        return shape | {"host": {"product": "Jira", "contacts": [contact]}, "license": None, "links": links}


def _refusal(status: int, message: str) -> Refused:
    return Refused(JSONResponse({"message": message, "statusCode": status}, status))
