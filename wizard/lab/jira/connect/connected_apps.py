"""App management in Administration: the installed apps, and development mode among its settings."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.app_list import AppList, page_form, page_link
from wizard.lab.jira.connect.messages import BLOCKED_IN_SETTINGS, DEVELOPMENT_MODE_HELD
from wizard.lab.jira.signin.form import page, page_admin, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site

APPS: Final = "/admin/connected-apps"
SETTINGS: Final = f"{APPS}/settings"
DEVELOPMENT_MODE: Final = "connectDeveloperListingsEnabled"


class ConnectedApps:
    """`/admin/connected-apps`: in reality on the administration's own host, here on the site."""

    def __init__(self, site: Site, apps: AppList) -> None:
        self._site = site
        self._list = apps

    def routes(self) -> list[Route]:
        return [
            Route(APPS, self.apps),
            Route(SETTINGS, self.settings),
            Route(SETTINGS, self.change, methods=["POST"]),
        ]

    async def apps(self, request: Request) -> Response:
        user, session = page_admin(self._site, request)
        shown = await self._list.shown(session, user.account_id, APPS)
        return page("Connected apps", shown + page_link("settings", SETTINGS, "Settings"))

    async def settings(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        return self._settings(session, "")

    async def change(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        wanted = form.get(DEVELOPMENT_MODE) == "true"
        if wanted and self._site.twist.active("jira-development-mode-off") is not None:
            return self._settings(session, DEVELOPMENT_MODE_HELD, 409)
        self._site.development_mode = wanted
        return RedirectResponse(SETTINGS, 303)

    def _settings(self, session: Session, problem: str, status: int = 200) -> Response:
        on = self._site.takes_descriptors()
        change = page_form(
            "developer-mode",
            SETTINGS,
            session,
            f'<p id="developer-mode-state">Development mode is {"on" if on else "off"}.</p>'
            f'<button type="submit" name="{DEVELOPMENT_MODE}" value="{"false" if on else "true"}">'
            f"{'Disable' if on else 'Enable'} development mode</button>",
        )
        alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
        said = f"<p>{escape(BLOCKED_IN_SETTINGS)}</p>" if self._site.era() == "after" else ""
        return page("Developer mode", alert + said + change + page_link("apps", APPS, "Connected apps"), status)
