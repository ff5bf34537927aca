"""Putting an app on the site, replacing it, and taking it away, with everything undone when the app refuses."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from wizard.lab.jira.connect.descriptor import read_descriptor
from wizard.lab.jira.connect.download import download
from wizard.lab.jira.connect.lifecycle import announce, announce_installed
from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.registry import InstalledApp, Origin, Remnant
from wizard.lab.jira.connect.told_refusals import told_refusal
from wizard.lab.jira.site import Site


class Installer:
    """Installs and uninstalls one app at a time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._one_at_a_time = asyncio.Lock()

    async def install(
        self, url: str, origin: Origin, account_id: str, downloaded: Callable[[], None] = lambda: None
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
            return await self._replace(document, descriptor.key, origin, account_id)

    async def uninstall(self, app: InstalledApp, account_id: str) -> None:
        """Tell the app, forget it, and delete everything it has sent."""
        async with self._one_at_a_time:
            if app.enabled:
                await self.disable(app, account_id)
            await announce(self._site, app, "uninstalled", account_id)
            self._site.apps.remnants[app.key] = Remnant(app.origin, app.revision)
            self._site.apps.drop(app.key)
            self._site.devinfo.forget_app(app.key)
            self._site.providers.forget_app(app.key)

    async def enable(self, app: InstalledApp, account_id: str) -> None:
        app.enabled = True
        await announce(self._site, app, "enabled", account_id)

    async def disable(self, app: InstalledApp, account_id: str) -> None:
        app.enabled = False
        await announce(self._site, app, "disabled", account_id)

    def _check_origin(self, key: str, origin: Origin) -> None:
        if origin == "descriptor" and self._site.apps.was_from_marketplace(key):
            raise InstallFailed("upm.pluginInstall.error.descriptor.not.from.marketplace", key)

    async def _replace(self, document: dict[str, Any], key: str, origin: Origin, account_id: str) -> InstalledApp:
        apps = self._site.apps
        before, remnant = apps.previous(key), apps.remnants.get(key)
        known = before or remnant
        app = InstalledApp(
            key=key,
            descriptor=document,
            # An upgrade keeps the secret; after an uninstall the next install gets a new one.
            secret=before.secret if before else secrets.token_urlsafe(48),
            origin=origin,
            revision=known.revision + 1 if known else 0,
            properties=dict(before.properties) if before else {},
        )
        apps.put(app)
        try:
            await announce_installed(self._site, app, account_id)
        except BaseException:  # a cancelled install is rolled back too
            apps.drop(key)
            if before is not None:
                apps.put(before)
            raise
        apps.remnants.pop(key, None)
        apps.enable(app)
        if app.enabled:
            await announce(self._site, app, "enabled", account_id)
        return app
