"""Refusals of an installation that a fault orders, whatever the app's host would have answered."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from wizard.lab.jira.connect.messages import BLOCKED, NOT_FROM_MARKETPLACE, USER_NOT_MADE, InstallFailed, bad_response
from wizard.lab.jira.site import Site

_CONNECT: Final = "connect.install.error."
_UPM: Final = "upm.pluginInstall.error."
_STATUSES: Final = (400, 401, 402, 403, 404, 500, 501, 502, 503)
_SIMPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "response-other": ("connect.remote.upm.install.exception",),
    "internal-error": ("connect.remote.upm.install.internal.error",),
    "descriptor-invalid": (f"{_CONNECT}remote.descriptor.validation", "Jira"),
    "descriptor-malformed": ("connect.invalid.descriptor.malformed.json", "unexpected end of input"),
    "descriptor-unreadable": ("connect.invalid.descriptor.install.exception",),
    "no-installed-callback": (f"{_CONNECT}auth.with.no.installed.callback",),
    "page-condition": (f"{_CONNECT}page.with.invalid.condition", "user_is_owner"),
    "condition-parameters": (f"{_CONNECT}invalid.condition.parameters", "feature_flag", "featureKey"),
    "invalid-location": (f"{_CONNECT}invalid.location", "system.top"),
    "missing-scope": (f"{_CONNECT}missing.scope", "WRITE"),
    "no-modules": (f"{_CONNECT}no.modules",),
    "unknown-module": (f"{_CONNECT}unknown.module", "jiraSidebar"),
    "no-scheme": (f"{_CONNECT}base_url.no_scheme",),
    "no-tls": (f"{_CONNECT}base_url.no_tls",),
    "user-provisioning": (f"{_CONNECT}user.provisioning",),
    "admin-permission": (f"{_CONNECT}addon.admin.permission", "GitLab for Jira"),
    "caas-override": (f"{_CONNECT}caas.override",),
    "access-denied": (f"{_UPM}access.denied",),
    "file-not-found": (f"{_UPM}file.not.found",),
    "unsupported-protocol": (f"{_UPM}unsupported.protocol",),
    "response-exception": (f"{_UPM}response.exception",),
    "ssl": (f"{_UPM}ssl",),
    "safe-mode": (f"{_UPM}safe.mode",),
    "install-failed": (f"{_UPM}install.failed",),
    "install-unpermitted": (f"{_UPM}install.unpermitted",),
    "license-token": ("upm.license.token.invalid.error",),
    "unexpected-error": ("upm.plugin.error.unexpected.error",),
    "unexpected-exception": ("unexpected.exception",),
}
"""Reason -> message key and what is put into its sentence."""
_AT_THE_HOST: Final[Mapping[str, Callable[[str], InstallFailed]]] = {
    "unknown-name": lambda url: InstallFailed(f"{_CONNECT}remote.host.bad.domain", urlsplit(url).hostname or ""),
    "timeout": lambda url: InstallFailed(f"{_CONNECT}remote.host.timeout", url),
    "app-ssl": lambda url: InstallFailed(f"{_CONNECT}remote.host.ssl", url, "unable to find valid certification path"),
    "key-too-long": lambda _url: InstallFailed(f"{_CONNECT}user.provisioning", text=USER_NOT_MADE),
}
REASONS: Final = frozenset({*(f"response-{code}" for code in _STATUSES), *_SIMPLE, *_AT_THE_HOST})


def told_refusal(site: Site, url: str) -> InstallFailed | None:
    """Return how the installation of the app at `url` must end, None when no fault has a say."""
    if site.era() == "after":
        return InstallFailed(NOT_FROM_MARKETPLACE, text=BLOCKED)
    struck = site.twist.active("jira-install-refused")
    return None if struck is None else refusal(str(struck["reason"]), url)


def refusal(reason: str, url: str) -> InstallFailed:
    """Return the failure that this reason of the fault stands for."""
    if reason in _AT_THE_HOST:
        return _AT_THE_HOST[reason](url)
    if reason in _SIMPLE:
        code, *values = _SIMPLE[reason]
        return InstallFailed(code, *values)
    return bad_response(int(reason.rpartition("-")[2]))
