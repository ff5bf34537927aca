"""Newer versions of the apps that came from the Marketplace: what rolls out by itself, and what waits for a yes.

Source: a version that asks for more scopes, or the first Forge version of a Connect app, is approved by an
administrator of Jira; others roll out within ten hours. Apps by descriptor are never looked after.
"""

from dataclasses import dataclass

import msgspec

from wizard.lab.host import NetworkFailed
from wizard.lab.jira.connect.install import Installer, Release
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.connect.scopes import added
from wizard.lab.jira.market.offers import MarketplaceDown, Offer, newest
from wizard.lab.jira.site import Site

ROLLED_OUT_AFTER_S = 10 * 3600.0


@dataclass(frozen=True, slots=True)
class Update:
    """A newer version of an app on the site."""

    app: InstalledApp
    offer: Offer
    scopes: frozenset[str]
    """What it asks for that the app may not do now."""

    @property
    def waits(self) -> bool:
        """Whether it is put on only when an administrator has approved it."""
        return bool(self.scopes) or (self.offer.forge and not self.app.forge_installation)


class Updates:
    def __init__(self, site: Site, installer: Installer) -> None:
        self._site = site
        self._installer = installer

    async def found(self) -> list[Update]:
        """Return the newer versions that are there; the Marketplace is asked each time."""
        updates = [await self._of(app) for app in self._site.apps if app.origin == "marketplace"]
        return [update for update in updates if update is not None]

    async def roll_out(self, account_id: str) -> list[Update]:
        """Put on what is due without anybody's approval, and return what is left."""
        left: list[Update] = []
        for update in await self.found():
            due = update.offer.released_at + ROLLED_OUT_AFTER_S <= self._site.clock.now()
            if update.waits or not due:
                left.append(update)
            else:
                await self.put_on(update, account_id)
        return left

    async def put_on(self, update: Update, account_id: str) -> None:
        """Raises: InstallFailed when the app refuses; the older version stays then."""
        release = Release(update.offer.version, forge=update.offer.forge)
        await self._installer.install(update.offer.descriptor, "marketplace", account_id, release=release)

    async def _of(self, app: InstalledApp) -> Update | None:
        try:
            offer = await newest(self._site, app.key)
            if offer is None or offer.version == app.version:
                return None
            answer = await self._site.courier.send("GET", offer.descriptor)
            document = msgspec.json.decode(answer.body) if answer.status == 200 else None
        except (MarketplaceDown, NetworkFailed, msgspec.DecodeError):
            return None
        return Update(app, offer, added(app.descriptor, document)) if isinstance(document, dict) else None
