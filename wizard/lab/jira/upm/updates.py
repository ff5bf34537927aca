"""`/rest/plugins/1.0/updates`: newer versions of installed apps.

The resource and its type are those of the open Universal Plugin Manager; its answer on Jira Cloud is inferred.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.market.updates import Update, Updates
from wizard.lab.jira.signin.callers import admin
from wizard.lab.jira.site import Site
from wizard.lab.jira.upm.tasks import MEDIA

PATH = "/rest/plugins/1.0/updates"


class PluginUpdates:
    def __init__(self, site: Site, updates: Updates) -> None:
        self._site = site
        self._updates = updates

    def routes(self) -> list[Route]:
        return [Route(PATH, self.listing)]

    async def listing(self, request: Request) -> Response:
        user = admin(self._site, request)
        found = await self._updates.roll_out(user.account_id)
        media = f"{MEDIA}updates+json;charset=UTF-8"
        return JSONResponse({"plugins": [_shape(update) for update in found]}, media_type=media)


def _shape(update: Update) -> dict[str, Any]:
    return {
        "links": {"self": f"/rest/plugins/1.0/{update.app.key}-key"},
        "key": update.app.key,
        "name": update.app.name,
        "installedVersion": update.app.version,
        "version": update.offer.version,
        "requiresApproval": update.waits,
        "addedScopes": sorted(update.scopes),
    }
