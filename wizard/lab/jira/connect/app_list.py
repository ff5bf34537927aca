"""The installed apps as the pages of app management list them, and the field for an app from elsewhere."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.market.offers import MarketplaceDown
from wizard.lab.jira.market.private_installs import PrivateInstalls
from wizard.lab.jira.market.updates import Update, Updates
from wizard.lab.jira.signin.form import page, page_admin, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site
from wizard.lab.refused import Refused

UPLOAD: Final = "/plugins/servlet/upm/upload"
ACCESS: Final = "/plugins/servlet/upm/token"
APPROVE: Final = "/plugins/servlet/upm/update"


class AppList:
    """The part that the old page of app management and the new one share, and what its forms send."""

    def __init__(self, site: Site, private: PrivateInstalls, updates: Updates) -> None:
        self._site = site
        self._private = private
        self._updates = updates

    def routes(self) -> list[Route]:
        return [
            Route(UPLOAD, self.upload, methods=["POST"]),
            Route(f"{APPROVE}/{{key}}", self.approve, methods=["POST"]),
            Route(f"{ACCESS}/{{key}}", self.enter_token, methods=["POST"]),
        ]

    async def shown(self, session: Session, account_id: str, back: str) -> str:
        """Return the list and its forms; they lead back to the page at `back`."""
        waiting = {update.app.key: update for update in await self._updates.roll_out(account_id)}
        rows = "".join(
            f"<li>{_row(app)}{_update(waiting.get(app.key), session, back)}{self._token_form(app, session, back)}</li>"
            for app in self._site.apps
        )
        listed = f"<ul>{rows}</ul>" if rows else "<p>No apps are installed.</p>"
        return listed + (self._upload_form(session, back) if self._takes_addresses() else "")

    async def upload(self, request: Request) -> Response:
        """Install an app from its address, as the dialog of that name does."""
        user, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        address = str(form.get("descriptor_url", ""))
        try:
            self._private.require_open(address)
            await self._private.install(address, user.account_id)
        except InstallFailed as failure:
            raise self._problem(failure) from failure
        return RedirectResponse(_back(form.get("back")), 303)

    async def approve(self, request: Request) -> Response:
        """Put on the version that waits for an administrator."""
        user, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        found = {update.app.key: update for update in await self._updates.found()}
        update = found.get(request.path_params["key"])
        if update is None:
            raise Refused(page("Update apps", '<p role="alert">There is no newer version of this app.</p>', 404))
        try:
            await self._updates.put_on(update, user.account_id)
        except InstallFailed as failure:
            raise self._problem(failure) from failure
        return RedirectResponse(_back(form.get("back")), 303)

    async def enter_token(self, request: Request) -> Response:
        """Take the access token of an app's private listing, as the plus sign beside "Access token" does."""
        _, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        key = request.path_params["key"]
        try:
            self._site.market.tokens[key] = await self._private.valid_token(key, str(form.get("token", "")).strip())
        except MarketplaceDown as down:
            raise self._problem(InstallFailed("unexpected.exception")) from down
        except InstallFailed as failure:
            raise self._problem(failure) from failure
        return RedirectResponse(_back(form.get("back")), 303)

    def _token_form(self, app: InstalledApp, session: Session, back: str) -> str:
        if not self._site.market.private_listings:
            return ""
        known = self._site.market.tokens.get(app.key)
        said = f"<p>Access token: {escape(known.state)}</p>" if known else ""
        field = '<label>Access token <input name="token"></label><button type="submit">Add</button>'
        form_id, action = f"access-token-{app.key}", f"{ACCESS}/{app.key}"
        return said + page_form(form_id, action, session, _hidden_back(back) + field)

    def _takes_addresses(self) -> bool:
        return self._site.era() == "before" and (self._site.takes_descriptors() or self._site.market.private_listings)

    def _upload_form(self, session: Session, back: str) -> str:
        field = '<label>From this URL <input name="descriptor_url"></label>'
        button = '<button type="submit">Upload app</button>'
        return page_form("install-private-app", UPLOAD, session, _hidden_back(back) + field + button)

    def _problem(self, failure: InstallFailed) -> Refused:
        return Refused(page("Upload app", f'<p role="alert">{escape(failure.text or failure.code)}</p>', 409))


def page_form(form_id: str, action: str, session: Session, inner: str) -> str:
    """Return a form that only pages of this session can send."""
    return (
        f'<form id="{escape(form_id)}" method="post" action="{escape(action)}">'
        f'<input type="hidden" name="atl_token" value="{session.xsrf}">{inner}</form>'
    )


def page_link(link_id: str, target: str, text: str) -> str:
    return f'<a id="{escape(link_id)}" href="{escape(target)}">{escape(text)}</a>'


def _row(app: InstalledApp) -> str:
    start = app.module("postInstallPage")
    name = f"{escape(app.name)} {escape(app.version)}" + ("" if app.enabled else " (disabled)")
    if start is None or not app.enabled:
        return name
    where = f"/plugins/servlet/ac/{app.key}/{start['key']}"
    return f"{name} {page_link(f'get-started-{app.key}', where, 'Get started')}"


def _update(update: Update | None, session: Session, back: str) -> str:
    if update is None or not update.waits:
        return ""
    asks = f" It asks for more: {', '.join(sorted(update.scopes))}." if update.scopes else ""
    said = f"<p>Update available: {escape(update.offer.version)}.{escape(asks)}</p>"
    button = '<button type="submit">Approve</button>'
    action = f"{APPROVE}/{update.app.key}"
    return said + page_form(f"approve-update-{update.app.key}", action, session, _hidden_back(back) + button)


def _hidden_back(back: str) -> str:
    return f'<input type="hidden" name="back" value="{escape(back)}">'


def _back(given: object) -> str:
    """Return one of our own pages, whatever the form says."""
    return "/plugins/servlet/upm" if given == "/plugins/servlet/upm" else "/admin/connected-apps"
