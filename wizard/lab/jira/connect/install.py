"""Putting an app on the site, replacing it, and taking it away, with everything undone when the app refuses."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from wizard.lab.jira.connect.descriptor import read_descriptor
from wizard.lab.jira.connect.download import download
from wizard.lab.jira.connect.lifecycle import announce, announce_installed
from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp, Origin, Remnant
from wizard.lab.jira.connect.secret_issue import new_secret
from wizard.lab.jira.connect.told_refusals import told_refusal
from wizard.lab.jira.site import Site


@dataclass(frozen=True, slots=True)
class Release:
    """Which version of the Marketplace is installed."""

    version: str
    forge: bool = False


class Installer:
    """Installs and uninstalls one app at a time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._one_at_a_time = asyncio.Lock()

    async def install(
        self,
        url: str,
        origin: Origin,
        account_id: str,
        downloaded: Callable[[], None] = lambda: None,
        *,
        release: Release | None = None,
    ) -> InstalledApp:
        """Install or upgrade the app whose descriptor is at `url`.

        Raises: `InstallFailed`; the site is then as it was before.
        """
        async with self._one_at_a_time:
            told = told_refusal(self._site, url) if origin == "descriptor" else None
            if told is not None:
                raise told
            answer = await download(self._site.courier, url)
            document, descriptor = read_descriptor(answer.body, answer.headers.get("content-type", ""), url, origin)
            downloaded()
            self._check_origin(descriptor.key, origin)
            if self._site.deletions.take(descriptor.key):
                self._site.forget_data(descriptor.key)
            app = self._made(document, descriptor.key, origin, release)
            return await self._replace(app, account_id)

    async def uninstall(self, app: InstalledApp, account_id: str) -> None:
        """Tell the app and forget it; what it has sent goes a while later."""
        async with self._one_at_a_time:
            if app.enabled:
                await self.disable(app, account_id)
            await announce(self._site, app, "uninstalled", account_id)
            self._site.apps.remnants[app.key] = Remnant(app.origin, app.revision, app.secret)
            self._site.apps.drop(app.key)
            self._site.secrets.heard(app)
            self._site.deletions.order(app.key, self._site.clock.now())

    async def tell_secrets(self) -> None:
        """Send `installed` again to each app, as a re-issue of its secret does; nobody waits for the consent."""
        async with self._one_at_a_time:
            for app in self._site.apps:
                with suppress(InstallFailed):
                    await announce_installed(self._site, app, self._site.world.dana.account_id)

    async def enable(self, app: InstalledApp, account_id: str) -> None:
        app.enabled = True
        await announce(self._site, app, "enabled", account_id)

    async def disable(self, app: InstalledApp, account_id: str) -> None:
        app.enabled = False
        await announce(self._site, app, "disabled", account_id)

    def _check_origin(self, key: str, origin: Origin) -> None:
        there = self._site.apps.previous(key)
        if origin == "descriptor" and there is not None and there.forge_installation:
            raise InstallFailed("connect.install.error.caas.override")
        if origin == "descriptor" and self._site.apps.was_from_marketplace(key):
            raise InstallFailed("upm.pluginInstall.error.descriptor.not.from.marketplace", key)

    def _made(self, document: dict[str, Any], key: str, origin: Origin, release: Release | None) -> InstalledApp:
        before = self._site.apps.previous(key)
        known = before or self._site.apps.remnants.get(key)
        return InstalledApp(
            key=key,
            descriptor=document,
            # An upgrade keeps the secret; after an uninstall the next install gets a new one.
            secret=before.secret if before else new_secret(),
            origin=origin,
            revision=known.revision + 1 if known else 0,
            properties=dict(before.properties) if before else {},
            released=release.version if release else "",
            forge_installation=self._site.world.forge_installation(key) if release and release.forge else "",
        )

    async def _replace(self, app: InstalledApp, account_id: str) -> InstalledApp:
        apps, before = self._site.apps, self._site.apps.previous(app.key)
        apps.put(app)
        try:
            await announce_installed(self._site, app, account_id)
        except BaseException:  # a cancelled install is rolled back too
            apps.drop(app.key)
            if before is not None:
                apps.put(before)
            raise
        self._site.secrets.heard(app)
        apps.remnants.pop(app.key, None)
        apps.enable(app)
        if app.enabled:
            await announce(self._site, app, "enabled", account_id)
        return app
