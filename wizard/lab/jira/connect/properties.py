"""What an app keeps with the site about itself: values by key, for the app alone.

Source: the documented resource and the texts of Atlassian's open source of 2016.
"""

import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.signin.callers import app_token, calling_app
from wizard.lab.jira.site import Site
from wizard.lab.refused import Refused

_CONNECT: Final = "/rest/atlassian-connect/1/addons/{key}/properties"
_FORGE: Final = "/rest/forge/1/app/properties"
LONGEST_KEY: Final = 127
LONGEST_VALUE: Final = 32_768
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}


class AppProperties:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        one = f"{_CONNECT}/{{name}}"
        return [
            Route(_CONNECT, self.names),
            Route(one, self.read),
            Route(one, self.write, methods=["PUT"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route(f"{_FORGE}/{{name}}", self.write, methods=["PUT"]),
            Route(f"{_FORGE}/{{name}}", self.delete, methods=["DELETE"]),
        ]

    async def names(self, request: Request) -> Response:
        app = self._owner(request)
        keys = [{"self": self._address(app, name), "key": name} for name in app.properties]
        return JSONResponse({"keys": keys}, headers=_NEVER_KEPT)

    async def read(self, request: Request) -> Response:
        app, name = self._owner(request), _name(request)
        if name not in app.properties:
            raise _refusal(404, "Property not found.")
        return JSONResponse({"key": name, "value": app.properties[name]}, headers=_NEVER_KEPT)

    async def write(self, request: Request) -> Response:
        app, name = self._owner(request), _name(request)
        value = _value(await request.body())
        status, done = (200, "updated") if name in app.properties else (201, "created")
        app.properties[name] = value
        return _told(status, f"Property {done}.")

    async def delete(self, request: Request) -> Response:
        app, name = self._owner(request), _name(request)
        if name not in app.properties:
            raise _refusal(404, "Property not found.")
        del app.properties[name]
        return Response(status_code=204, headers=_NEVER_KEPT)

    def _owner(self, request: Request) -> InstalledApp:
        """Return the app that asks for its own properties."""
        if not app_token(request):
            raise _refusal(401, "Access to this resource must be authenticated as an app.")
        app = calling_app(self._site, request)
        named = request.path_params.get("key", app.key)
        if named != app.key:
            raise _refusal(404, f"App with key {named} does not exist.")
        return app

    def _address(self, app: InstalledApp, name: str) -> str:
        return f"{self._site.url}{_CONNECT.format(key=app.key)}/{name}"


def _name(request: Request) -> str:
    name: str = request.path_params["name"]
    if len(name) > LONGEST_KEY:
        raise _refusal(400, f"The property key cannot be longer than {LONGEST_KEY} characters.")
    return name


def _value(body: bytes) -> Any:  # noqa: ANN401  # any JSON
    try:
        text = body.decode()
        value = json.loads(text)
    except ValueError as error:
        raise _refusal(400, "The property value must be valid JSON.") from error
    if len(text) > LONGEST_VALUE:
        raise _refusal(400, f"The property value cannot be longer than {LONGEST_VALUE} characters.")
    return value


def _refusal(status: int, message: str) -> Refused:
    return Refused(_told(status, message))


def _told(status: int, message: str) -> Response:
    return JSONResponse({"message": message, "statusCode": status}, status, headers=_NEVER_KEPT)
