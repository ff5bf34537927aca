"""App management for people: the installed apps, a private app by its descriptor, and development mode."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.install import Installer
from wizard.lab.jira.connect.messages import (
    BLOCKED_IN_SETTINGS,
    DEVELOPMENT_MODE_HELD,
    DEVELOPMENT_MODE_OFF,
    InstallFailed,
)
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.signin.form import page, page_admin, page_user, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site

APPS: Final = "/admin/connected-apps"
SETTINGS: Final = f"{APPS}/settings"
_FIELD: Final = "connectDeveloperListingsEnabled"


class ConnectedApps:
    """`/admin/connected-apps`: in reality on the administration's own host, here on the site."""

    def __init__(self, site: Site, installer: Installer) -> None:
        self._site = site
        self._installer = installer

    def routes(self) -> list[Route]:
        return [
            Route("/plugins/servlet/upm", self.moved),
            Route(APPS, self.apps),
            Route(APPS, self.install, methods=["POST"]),
            Route(SETTINGS, self.settings),
            Route(SETTINGS, self.change, methods=["POST"]),
        ]

    async def moved(self, request: Request) -> Response:
        page_user(self._site, request)
        return page("App management has moved to Administration", _link("connected-apps", APPS, "Connected apps"))

    async def apps(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        return self._apps(session, "")

    async def install(self, request: Request) -> Response:
        """Install a private app, as the dialog of that name does."""
        user, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        if not self._site.takes_descriptors():
            return self._apps(session, DEVELOPMENT_MODE_OFF, 409)
        try:
            await self._installer.install(str(form.get("descriptor_url", "")), "descriptor", user.account_id)
        except InstallFailed as failure:
            return self._apps(session, failure.text or failure.code, 409)
        return RedirectResponse(APPS, 303)

    async def settings(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        return self._settings(session, "")

    async def change(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        wanted = form.get(_FIELD) == "true"
        if wanted and self._site.twist.active("jira-development-mode-off") is not None:
            return self._settings(session, DEVELOPMENT_MODE_HELD, 409)
        self._site.development_mode = wanted
        return RedirectResponse(SETTINGS, 303)

    def _apps(self, session: Session, problem: str, status: int = 200) -> Response:
        rows = "".join(f"<li>{_row(app)}</li>" for app in self._site.apps)
        shown = f"<ul>{rows}</ul>" if rows else "<p>No apps are installed.</p>"
        upload = _form(
            "install-private-app",
            APPS,
            session,
            '<label>App descriptor URL <input name="descriptor_url"></label>'
            '<button type="submit">Install a private app</button>',
        )
        body = _alert(problem) + shown + (upload if self._site.takes_descriptors() else "")
        return page("Connected apps", body + _link("settings", SETTINGS, "Settings"), status)

    def _settings(self, session: Session, problem: str, status: int = 200) -> Response:
        on = self._site.takes_descriptors()
        blocked = self._site.twist.active("jira-private-install-blocked") is not None
        change = _form(
            "developer-mode",
            SETTINGS,
            session,
            f'<p id="developer-mode-state">Development mode is {"on" if on else "off"}.</p>'
            f'<button type="submit" name="{_FIELD}" value="{"false" if on else "true"}">'
            f"{'Disable' if on else 'Enable'} development mode</button>",
        )
        said = f"<p>{escape(BLOCKED_IN_SETTINGS)}</p>" if blocked else ""
        return page("Developer mode", _alert(problem) + said + change + _link("apps", APPS, "Connected apps"), status)


def _row(app: InstalledApp) -> str:
    start = app.module("postInstallPage")
    name = escape(app.name) + ("" if app.enabled else " (disabled)")
    if start is None or not app.enabled:
        return name
    where = f"/plugins/servlet/ac/{app.key}/{start['key']}"
    return f"{name} {_link(f'get-started-{app.key}', where, 'Get started')}"


def _form(form_id: str, action: str, session: Session, inner: str) -> str:
    return (
        f'<form id="{form_id}" method="post" action="{action}">'
        f'<input type="hidden" name="atl_token" value="{session.xsrf}">{inner}</form>'
    )


def _link(link_id: str, target: str, text: str) -> str:
    return f'<a id="{escape(link_id)}" href="{escape(target)}">{escape(text)}</a>'


def _alert(problem: str) -> str:
    return f'<p role="alert">{escape(problem)}</p>' if problem else ""
