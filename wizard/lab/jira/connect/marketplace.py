"""The Marketplace as the site shows it to its admins: a listing, and the button that gets the app."""

from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.install import Installer, Release
from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.market.offers import MarketplaceDown, newest, title
from wizard.lab.jira.signin.form import page, page_admin, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site
from wizard.lab.refused import Refused

LISTED = "gitlab-jira-connect-gitlab.com"
"""Key of the app that faults are about; which apps are listed, the Marketplace says."""
_DOWN = "Words of the lab, Jira's own are not known: the Marketplace does not answer. Try again later."


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
        key, name = await self._listed(request)
        app = self._site.apps.get(key)
        return _page(key, name, session, _installed(app) if app else "")

    async def get_app(self, request: Request) -> Response:
        user, session = page_admin(self._site, request)
        require_xsrf(session, (await request.form()).get("atl_token"))
        key, name = await self._listed(request)
        try:
            await self._get(key, user.account_id)
        except InstallFailed as failure:
            text = failure.text or failure.code
            return _page(key, name, session, f'<p id="install-error" role="alert">{escape(text)}</p>', 409)
        except MarketplaceDown as down:
            raise _unanswered() from down
        return RedirectResponse(request.url.path, 303)

    async def _get(self, key: str, account_id: str) -> None:
        offer = await newest(self._site, key)
        if offer is None:
            raise InstallFailed("upm.pluginInstall.error.file.not.found")
        release = Release(offer.version, forge=offer.forge)
        await self._installer.install(offer.descriptor, "marketplace", account_id, release=release)

    async def _listed(self, request: Request) -> tuple[str, str]:
        """Return key and name of the listing. Raises: `Refused` where there is none, or nobody to ask."""
        key = str(request.path_params["key"])
        try:
            name = await title(self._site, key)
        except MarketplaceDown as down:
            raise _unanswered() from down
        if name is None:
            raise Refused(page("App not found", "<p>This app is not in the Marketplace.</p>", 404))
        return key, name


def _page(key: str, name: str, session: Session, state: str, status: int = 200) -> Response:
    return page(
        name,
        f'{state}<form id="get-app" method="post" action="/jira/marketplace/discover/app/{escape(key)}">'
        f'<input type="hidden" name="atl_token" value="{session.xsrf}">'
        '<button type="submit">Get app</button></form>',
        status,
    )


def _unanswered() -> Refused:
    return Refused(page("Marketplace", f'<p role="alert">{escape(_DOWN)}</p>', 502))


def _installed(app: InstalledApp) -> str:
    start = app.module("postInstallPage")
    link = f"/plugins/servlet/ac/{escape(app.key)}/{escape(str(start['key']))}" if start else ""
    get_started = f'<a id="get-started" href="{link}">Get started</a>' if link else ""
    return f'<p id="install-result">Installed and ready to go!</p>{get_started}'
