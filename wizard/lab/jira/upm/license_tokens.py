"""`/rest/plugins/1.0/license-tokens`: the access tokens of private listings on this site."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.market.offers import MarketplaceDown
from wizard.lab.jira.market.private_installs import PrivateInstalls
from wizard.lab.jira.market.state import LicenseToken
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.signin.callers import admin
from wizard.lab.jira.site import Site
from wizard.lab.jira.upm.tasks import MEDIA
from wizard.lab.refused import Refused

BASE = "/rest/plugins/1.0/license-tokens"
_TYPE = "application/vnd.atl.plugins+json"


class LicenseTokens:
    def __init__(self, site: Site, private: PrivateInstalls) -> None:
        self._site = site
        self._private = private

    def routes(self) -> list[Route]:
        one = f"{BASE}/{{key}}-key"
        return [
            Route(BASE, self.listing),
            Route(BASE, self.enter, methods=["POST"]),
            Route(one, self.show),
            Route(one, self.remove, methods=["DELETE"]),
            Route("/rest/plugins/1.0/{key}/marketplace", self.details),
        ]

    async def listing(self, request: Request) -> Response:
        admin(self._site, request)
        return _answer({"tokens": [_shape(token) for token in self._site.market.tokens.values()]})

    async def enter(self, request: Request) -> Response:
        admin(self._site, request)
        key, value = _entered(await request.body())
        try:
            token = await self._private.valid_token(key, value)
        except (InstallFailed, MarketplaceDown) as failure:
            code = failure.code if isinstance(failure, InstallFailed) else "unexpected.exception"
            raise Refused(JSONResponse({"subCode": code}, 400, media_type=f"{MEDIA}task.error+json")) from failure
        self._site.market.tokens[key] = token
        return _answer(_shape(token))

    async def show(self, request: Request) -> Response:
        return _answer(_shape(self._token(request)))

    async def remove(self, request: Request) -> Response:
        del self._site.market.tokens[self._token(request).key]
        return Response(status_code=204)

    async def details(self, request: Request) -> Response:
        """Tell how an app may be used here; which members Jira Cloud has there is inferred."""
        admin(self._site, request)
        app = self._site.apps.get(request.path_params["key"])
        if app is None:
            raise platform(404, "No such app.")
        token = self._site.market.tokens.get(app.key)
        shape = {"key": app.key, "name": app.name, "version": app.version, "installed": True, "licenseDetails": None}
        return _answer(shape | {"accessToken": _shape(token) if token else None})

    def _token(self, request: Request) -> LicenseToken:
        admin(self._site, request)
        token = self._site.market.tokens.get(request.path_params["key"])
        if token is None:
            raise platform(404, "No such token.")
        return token


def _entered(body: bytes) -> tuple[str, str]:
    try:
        wish = msgspec.json.decode(body, type=dict[str, Any])
        return str(wish["pluginKey"]), str(wish["token"])
    except (msgspec.DecodeError, KeyError) as error:
        raise platform(400, "The request body names no pluginKey and token.") from error


def _shape(token: LicenseToken) -> dict[str, Any]:
    links = {"self": f"{BASE}/{token.key}-key"}
    return {"links": links, "pluginKey": token.key, "token": token.value, "state": token.state, "valid": token.valid}


def _answer(body: dict[str, Any]) -> Response:
    return JSONResponse(body, media_type=_TYPE)
