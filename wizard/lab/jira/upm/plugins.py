"""`/rest/plugins/1.0`: what is installed, installing by descriptor URL, switching on and off, uninstalling."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.connected_apps import DEVELOPMENT_MODE
from wizard.lab.jira.connect.install import Installer
from wizard.lab.jira.connect.manage_apps import PRIVATE_LISTINGS
from wizard.lab.jira.connect.messages import BLOCKED, NOT_FROM_MARKETPLACE, InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.market.offers import token_in
from wizard.lab.jira.market.private_installs import PrivateInstalls
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.signin.callers import admin
from wizard.lab.jira.site import Site
from wizard.lab.jira.upm.plugin_shape import BASE, built_in, shown
from wizard.lab.jira.upm.tasks import MEDIA, InstallTask, InstallTasks
from wizard.lab.refused import Refused

_MOST_TOKENS = 1000
"""Each look gives a token, and most are never used: the oldest go."""
_BUILT_IN = ("com.atlassian.jira.plugin.system.portlets", "com.atlassian.jira.jira-admin-plugin")


class Plugins:
    """App management; every call needs an administrator, an install also a single-use token."""

    def __init__(self, site: Site, installer: Installer, private: PrivateInstalls) -> None:
        self._site = site
        self._installer = installer
        self._private = private
        self._tasks = InstallTasks(site, private)
        self._tokens: dict[str, str] = {}

    def routes(self) -> list[Route]:
        plugin = f"{BASE}/{{key}}-key"
        return [
            *(Route(path, self.listing) for path in (BASE, f"{BASE}/")),
            *(Route(path, self.install, methods=["POST"]) for path in (BASE, f"{BASE}/")),
            Route(f"{BASE}/settings", self.settings),
            Route(f"{BASE}/pending/{{task}}", self.pending),
            Route(f"{BASE}/tasks/{{task}}", self.task),
            Route(plugin, self.plugin),
            Route(plugin, self.change, methods=["PUT"]),
            Route(plugin, self.uninstall, methods=["DELETE"]),
        ]

    async def listing(self, request: Request) -> Response:
        user = admin(self._site, request)
        token = secrets.token_hex(8)
        self._tokens[token] = user.account_id
        while len(self._tokens) > _MOST_TOKENS:
            del self._tokens[next(iter(self._tokens))]
        plugins = [built_in(key) for key in _BUILT_IN] + [self._shown(app) for app in self._site.apps]
        return _answer({"plugins": plugins}, "installed", headers={"upm-token": token})

    async def install(self, request: Request) -> Response:
        user = admin(self._site, request)
        token = request.query_params.get("token", "")
        if self._tokens.pop(token, None) != user.account_id:
            body = {"errorMessage": "invalid token", "subCode": "upm.error.invalid.token"}
            raise Refused(JSONResponse(body, 403))
        uri = _plugin_uri(await request.body())
        self._require_private_installs(uri)
        task = self._tasks.start(uri, user.account_id)
        location = f"{self._site.url}{BASE}/pending/{task.id}"
        return _answer(task.representation(), "install.downloading", 202, {"Location": location})

    async def settings(self, request: Request) -> Response:
        admin(self._site, request)
        values = {
            DEVELOPMENT_MODE: self._site.takes_descriptors(),
            PRIVATE_LISTINGS: self._site.market.private_listings,
        }
        return JSONResponse({"settings": [{"key": key, "value": value} for key, value in values.items()]})

    async def pending(self, request: Request) -> Response:
        task = self._task(request)
        if task.phase == "done":
            return Response(status_code=303, headers={"Location": f"{self._site.url}{BASE}/{task.key}-key"})
        shape = task.representation()
        return JSONResponse(shape, media_type=shape["status"]["contentType"])

    async def task(self, request: Request) -> Response:
        return JSONResponse(self._task(request).progress())

    async def plugin(self, request: Request) -> Response:
        admin(self._site, request)
        return _answer(self._shown(self._app(request)), "plugin")

    async def change(self, request: Request) -> Response:
        user = admin(self._site, request)
        app = self._app(request)
        wanted = _json_object(await request.body()).get("enabled")
        if wanted is True and not app.enabled:
            await self._installer.enable(app, user.account_id)
        if wanted is False and app.enabled:
            await self._installer.disable(app, user.account_id)
        return _answer(self._shown(app), "plugin")

    async def uninstall(self, request: Request) -> Response:
        user = admin(self._site, request)
        app = self._app(request)
        if app.key in self._site.market.tokens:
            body = {"subCode": "upm.pluginUninstall.error.plugin.not.uninstallable"}
            raise Refused(JSONResponse(body, 403, media_type=f"{MEDIA}task.error+json"))
        await self._installer.uninstall(app, user.account_id)
        return Response(status_code=204)

    def _require_private_installs(self, uri: str) -> None:
        """Refuse at once where that is known to be; what Jira Cloud answers nobody has written down."""
        try:
            self._private.require_open(uri)
        except InstallFailed as failure:
            raise _private_refused(failure.text) from failure
        blocked = self._site.twist.active("jira-private-install-blocked")
        if blocked is not None and blocked["at"] == "answer" and not token_in(uri):
            raise _private_refused(BLOCKED)

    def _shown(self, app: InstalledApp) -> dict[str, Any]:
        older = self._site.twist.active("jira-app-descriptor-older")
        return shown(self._site.url, app, names_modules=older is None or older["names"] == "modules")

    def _task(self, request: Request) -> InstallTask:
        admin(self._site, request)
        task = self._tasks.find(request.path_params["task"])
        if task is None:
            raise platform(404, "No such task.")
        return task

    def _app(self, request: Request) -> InstalledApp:
        app = self._site.apps.get(request.path_params["key"])
        if app is None:
            raise platform(404, "No such app.")
        return app


def _answer(
    body: Mapping[str, Any], kind: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    media = f"{MEDIA}{kind}+json;charset=UTF-8"
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=media)


def _private_refused(text: str) -> Refused:
    body = {"subCode": NOT_FROM_MARKETPLACE, "errorMessage": text}
    return Refused(JSONResponse(body, 403, media_type=f"{MEDIA}task.error+json"))


def _plugin_uri(body: bytes) -> str:
    uri = _json_object(body).get("pluginUri")
    problem = ""
    try:
        parts = urlsplit(uri) if isinstance(uri, str) else None
    except ValueError:
        parts = None
    if not isinstance(uri, str) or parts is None or any(c.isspace() for c in uri):
        problem = "upm.pluginInstall.error.invalid.uri.syntax"
    elif not parts.scheme:
        problem = "upm.pluginInstall.error.invalid.relative.uri"
    if problem:
        raise Refused(JSONResponse({"subCode": problem}, 400, media_type=f"{MEDIA}task.error+json"))
    return str(uri)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        shape = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise platform(400, "The request body is not valid JSON.") from error
    if not isinstance(shape, dict):
        raise platform(400, "The request body is not a JSON object.")
    return shape
