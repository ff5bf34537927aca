"""Installs that do not come from the public Marketplace: an own descriptor, or a private listing with its token."""

from collections.abc import Callable

import msgspec

from wizard.lab.jira.connect.download import download
from wizard.lab.jira.connect.install import Installer, Release
from wizard.lab.jira.connect.messages import (
    DEVELOPMENT_MODE_OFF,
    NOT_FROM_MARKETPLACE,
    PRIVATE_LISTINGS_OFF,
    InstallFailed,
)
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.market.offers import MarketplaceDown, Offer, newest, token_in, token_of
from wizard.lab.jira.market.state import LicenseToken
from wizard.lab.jira.site import Site


class PrivateInstalls:
    """What the field "From this URL" and its REST resource take."""

    def __init__(self, site: Site, installer: Installer) -> None:
        self._site = site
        self._installer = installer

    def require_open(self, address: str) -> None:
        """Raises: InstallFailed where the settings of the site keep such an address out."""
        if token_in(address):
            if not self._site.market.private_listings:
                raise InstallFailed(NOT_FROM_MARKETPLACE, text=PRIVATE_LISTINGS_OFF)
        elif not self._site.takes_descriptors():
            raise InstallFailed(NOT_FROM_MARKETPLACE, text=DEVELOPMENT_MODE_OFF)

    async def install(
        self, address: str, account_id: str, downloaded: Callable[[], None] = lambda: None
    ) -> InstalledApp:
        """Return the installed app. Raises: InstallFailed; the site is then as it was before."""
        token = token_in(address)
        if not token:
            return await self._installer.install(address, "descriptor", account_id, downloaded)
        try:
            return await self._install_listed(address, token, account_id, downloaded)
        except MarketplaceDown as down:
            raise InstallFailed("unexpected.exception") from down

    async def _install_listed(
        self, address: str, token: str, account_id: str, downloaded: Callable[[], None]
    ) -> InstalledApp:
        key = await self._key_at(address)
        before = self._site.market.tokens.get(key)
        self._site.market.tokens[key] = await self.valid_token(key, token)
        try:
            offer = await self._offer(key)
            release = Release(offer.version, forge=offer.forge)
            return await self._installer.install(
                offer.descriptor, "marketplace", account_id, downloaded, release=release
            )
        except BaseException:
            self._put_back(key, before)
            raise

    async def valid_token(self, key: str, value: str) -> LicenseToken:
        """Return a token that opens the app for this site. Raises: InstallFailed for any other; MarketplaceDown."""
        token = await token_of(self._site, key, value)
        if token is None:
            raise InstallFailed("upm.license.token.invalid.error")
        return token

    async def _offer(self, key: str) -> Offer:
        offer = await newest(self._site, key)
        if offer is None:
            raise InstallFailed("upm.pluginInstall.error.file.not.found")
        return offer

    async def _key_at(self, address: str) -> str:
        answer = await download(self._site.courier, address)
        try:
            document = msgspec.json.decode(answer.body, type=dict[str, object])
            return str(document["key"])
        except (msgspec.DecodeError, KeyError) as error:
            raise InstallFailed("upm.pluginInstall.error.install.failed") from error

    def _put_back(self, key: str, before: LicenseToken | None) -> None:
        self._site.market.tokens.pop(key, None)
        if before is not None:
            self._site.market.tokens[key] = before
