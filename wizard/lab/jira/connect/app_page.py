"""Pages of installed apps inside Jira, and the context tokens their scripts ask for."""

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.connect.tokens import context_claims, request_claims, sign_shared
from wizard.lab.jira.signin.form import page, page_user
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User
from wizard.lab.refused import Refused

_ADMIN_CONDITIONS = frozenset({"user_is_admin", "user_is_sysadmin"})
# The app's frame may have the page loaded anew and ask for a token, which goes to the app's own origin only.
_BRIDGE = """<script>
addEventListener("message", async (event) => {
  const frame = document.getElementById("app");
  if (event.source !== frame.contentWindow || event.origin !== new URL(frame.src).origin) return;
  if (event.data.type === "connect-reload") location.reload();
  if (event.data.type !== "connect-get-token") return;
  const where = document.querySelector('meta[name="context-token-url"]').content;
  const { token } = await (await fetch(where)).json();
  frame.contentWindow.postMessage({ type: "connect-token", token }, event.origin);
});
</script>"""


class AppPage:
    """`/plugins/servlet/ac/<app key>/…`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            Route("/plugins/servlet/ac/{key}/context-token", self.context_token),
            Route("/plugins/servlet/ac/{key}/{module}", self.frame),
        ]

    async def frame(self, request: Request) -> Response:
        user, _ = page_user(self._site, request)
        app = self._app(request)
        module = _page_module(app, request.path_params["module"])
        if module is None or not self._may_see(user, module):
            raise Refused(page("Page unavailable", "<p>You do not have permission to view this page.</p>", 404))
        token_url = f"/plugins/servlet/ac/{quote(app.key)}/context-token"
        source = self._source(app, module, user)
        return page(
            str(module["name"]["value"]),
            f'<meta name="context-token-url" content="{escape(token_url)}">'
            f'<iframe id="app" src="{escape(source)}" width="100%" height="800"></iframe>{_BRIDGE}',
        )

    async def context_token(self, request: Request) -> Response:
        user, _ = page_user(self._site, request)
        app = self._app(request)
        claims = context_claims(
            issuer=self._site.world.client_key, account_id=user.account_id, now=self._site.clock.now()
        )
        return JSONResponse({"token": sign_shared(claims, app.secret)}, headers={"Cache-Control": "no-store"})

    def _app(self, request: Request) -> InstalledApp:
        app = self._site.apps.get(request.path_params["key"])
        if app is None or not app.enabled:
            raise Refused(page("Page unavailable", "<p>The app is not installed or not enabled.</p>", 404))
        return app

    def _may_see(self, user: User, module: Mapping[str, Any]) -> bool:
        return all(
            self._site.administers(user) != bool(each.get("invert"))
            for each in module.get("conditions", ())
            if each.get("condition") in _ADMIN_CONDITIONS
        )

    def _source(self, app: InstalledApp, module: Mapping[str, Any], user: User) -> str:
        path = str(module["url"])
        parameters = {"xdm_e": self._site.url, "xdm_c": f"channel-{app.key}__{module['key']}", "cp": "", "lic": "none"}
        query = "&".join(f"{name}={quote(value, safe='-._~')}" for name, value in parameters.items())
        url = f"{app.base_url}{path}{'&' if '?' in path else '?'}{query}"
        claims = request_claims(
            "GET", url, app.base_url, issuer=self._site.world.client_key, now=self._site.clock.now()
        )
        return f"{url}&jwt={sign_shared({**claims, 'sub': user.account_id}, app.secret)}"


def _page_module(app: InstalledApp, key: str) -> Mapping[str, Any] | None:
    modules = app.descriptor.get("modules", {})
    pages = [modules.get("postInstallPage"), modules.get("configurePage")]
    pages += [*modules.get("generalPages", ()), *modules.get("adminPages", ())]
    return next((each for each in pages if each and each["key"] == key), None)
