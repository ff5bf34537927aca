"""The Marketplace as the site shows it to its admins: one listing, and the button that gets the app."""

from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.install import Installer
from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.refusals import Refused
from wizard.lab.jira.signin.form import page, page_admin, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site

LISTED = "gitlab-jira-connect-gitlab.com"
LISTINGS = {LISTED: "https://gitlab.com/-/jira_connect/app_descriptor.json"}
"""Descriptor of each listed app."""
TITLES = {LISTED: "GitLab for Jira Cloud"}


class Marketplace:
    """`/jira/marketplace/discover/app/<key>`."""

    def __init__(self, site: Site, installer: Installer) -> None:
        self._site = site
        self._installer = installer

    def routes(self) -> list[Route]:
        path = "/jira/marketplace/discover/app/{key}"
        return [Route(path, self.listing), Route(path, self.get_app, methods=["POST"])]

    async def listing(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        key = _listed(request)
        app = self._site.apps.get(key)
        return self._page(key, session, _installed(app) if app else "")

    async def get_app(self, request: Request) -> Response:
        user, session = page_admin(self._site, request)
        key = _listed(request)
        require_xsrf(session, (await request.form()).get("atl_token"))
        try:
            await self._installer.install(LISTINGS[key], "marketplace", user.account_id)
        except InstallFailed as failure:
            text = failure.text or failure.code
            return self._page(key, session, f'<p id="install-error" role="alert">{escape(text)}</p>', 409)
        return RedirectResponse(request.url.path, 303)

    def _page(self, key: str, session: Session, state: str, status: int = 200) -> Response:
        return page(
            TITLES[key],
            f'{state}<form id="get-app" method="post" action="/jira/marketplace/discover/app/{escape(key)}">'
            f'<input type="hidden" name="atl_token" value="{session.xsrf}">'
            '<button type="submit">Get app</button></form>',
            status,
        )


def _listed(request: Request) -> str:
    key = str(request.path_params["key"])
    if key not in LISTINGS:
        raise Refused(page("App not found", "<p>This app is not in the Marketplace.</p>", 404))
    return key


def _installed(app: InstalledApp) -> str:
    start = app.module("postInstallPage")
    link = f"/plugins/servlet/ac/{escape(app.key)}/{escape(str(start['key']))}" if start else ""
    get_started = f'<a id="get-started" href="{link}">Get started</a>' if link else ""
    return f'<p id="install-result">Installed and ready to go!</p>{get_started}'
