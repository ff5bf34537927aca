"""The old place of app management: a page of its own before 2026-03-31, a signpost since.

Source: clients and reports of the time; the name of the box for private listings in the form is the lab's own.
"""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.app_list import AppList, page_form, page_link
from wizard.lab.jira.connect.connected_apps import APPS, DEVELOPMENT_MODE
from wizard.lab.jira.connect.messages import DEVELOPMENT_MODE_HELD
from wizard.lab.jira.signin.form import page, page_admin, page_user, require_xsrf
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site

MANAGE: Final = "/plugins/servlet/upm"
SETTINGS: Final = f"{MANAGE}/settings"
PRIVATE_LISTINGS: Final = "privateListingsEnabled"


class ManageApps:
    """`/plugins/servlet/upm`."""

    def __init__(self, site: Site, apps: AppList) -> None:
        self._site = site
        self._list = apps

    def routes(self) -> list[Route]:
        return [Route(MANAGE, self.apps), Route(SETTINGS, self.apply, methods=["POST"])]

    async def apps(self, request: Request) -> Response:
        if self._site.era() == "after":
            page_user(self._site, request)
            link = page_link("connected-apps", APPS, "Connected apps")
            return page("App management has moved to Administration", link)
        user, session = page_admin(self._site, request)
        shown = await self._list.shown(session, user.account_id, MANAGE)
        return page(
            "Manage apps", shown + self._settings(session) + page_link("connected-apps", APPS, "Administration")
        )

    async def apply(self, request: Request) -> Response:
        _, session = page_admin(self._site, request)
        form = await request.form()
        require_xsrf(session, form.get("atl_token"))
        wanted = form.get(DEVELOPMENT_MODE) == "true"
        if wanted and self._site.twist.active("jira-development-mode-off") is not None:
            return page("Manage apps", f'<p role="alert">{escape(DEVELOPMENT_MODE_HELD)}</p>', 409)
        self._site.development_mode = wanted
        self._site.market.private_listings = form.get(PRIVATE_LISTINGS) == "true"
        return RedirectResponse(MANAGE, 303)

    def _settings(self, session: Session) -> str:
        boxes = _box(PRIVATE_LISTINGS, "Enable private listings", on=self._site.market.private_listings)
        boxes += _box(DEVELOPMENT_MODE, "Enable development mode", on=self._site.takes_descriptors())
        return page_form("upm-settings", SETTINGS, session, f'{boxes}<button type="submit">Apply</button>')


def _box(name: str, label: str, *, on: bool) -> str:
    ticked = " checked" if on else ""
    return f'<label><input type="checkbox" name="{name}" value="true"{ticked}> {escape(label)}</label>'
