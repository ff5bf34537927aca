"""Faults that change what the site holds: each is told when it is set and when it is lifted."""

from collections.abc import Callable, Mapping
from typing import Final

from wizard.lab.jira.connect.install import Installer
from wizard.lab.jira.connect.marketplace import LISTED
from wizard.lab.jira.site import Site

Effect = Callable[[Site, Installer, bool], None]
"""Site, installer, whether the fault is on."""


def apply(site: Site, installer: Installer, fault_id: str, *, on: bool) -> None:
    """Change the site as this fault does; nothing for a fault that is asked about where it bites."""
    effect = _EFFECTS.get(fault_id)
    if effect is not None:
        effect(site, installer, on)


def _apps_missing(site: Site, _installer: Installer, on: bool) -> None:
    site.apps.missing = on


def _apps_disabled(site: Site, _installer: Installer, on: bool) -> None:
    site.apps.hold_disabled(on)


def _new_apps_disabled(site: Site, _installer: Installer, on: bool) -> None:
    site.apps.hold_new_disabled(on)


def _tokens_lost(site: Site, _installer: Installer, on: bool) -> None:
    site.market.lose_tokens(lost=on)


def _apps_older(site: Site, _installer: Installer, on: bool) -> None:
    site.apps.hold_older(on)


def _remembered_from_marketplace(site: Site, _installer: Installer, on: bool) -> None:
    site.apps.remember_marketplace(LISTED, on)


def _development_lost(site: Site, _installer: Installer, on: bool) -> None:
    """Nothing brings back what is gone but another sync."""
    if on:
        for app in site.apps:
            site.forget_data(app.key)


def _secret_reissued(site: Site, _installer: Installer, on: bool) -> None:
    for app in site.apps:
        (site.secrets.reissue if on else site.secrets.take_back)(app)


def _secret_told(site: Site, installer: Installer, on: bool) -> None:
    """The app is told, and what stands behind it is not: the app's side of the fault loses that."""
    _secret_reissued(site, installer, on)
    site.background.start("tell secrets", installer.tell_secrets())


_EFFECTS: Final[Mapping[str, Effect]] = {
    "jira-app-missing": _apps_missing,
    "jira-app-disabled": _apps_disabled,
    "jira-app-descriptor-older": _apps_older,
    "jira-license-token-missing": _tokens_lost,
    "jira-app-disabled-after-install": _new_apps_disabled,
    "jira-marketplace-collision": _remembered_from_marketplace,
    "jira-development-lost": _development_lost,
    "jira-invalid-jwt": _secret_reissued,
    "jira-secret-not-forwarded": _secret_told,
}
