"""Whether a downloaded document may be installed: the checks in the order in which the site makes them."""

from typing import Any
from urllib.parse import urlsplit

import msgspec

from wizard.lab.jira.connect.descriptor_shape import Condition, Descriptor
from wizard.lab.jira.connect.messages import InstallFailed

PRODUCT = "Jira"
_KNOWN_MODULES = frozenset(
    {
        "jiraDevelopmentTool",
        "jiraBuildInfoProvider",
        "jiraDeploymentInfoProvider",
        "jiraFeatureFlagInfoProvider",
        "jiraRemoteLinkInfoProvider",
        "postInstallPage",
        "configurePage",
        "generalPages",
        "adminPages",
        "webhooks",
        "webPanels",
        "webItems",
        "webSections",
        "dialogs",
        "jiraDashboardItems",
        "jiraEntityProperties",
        "jiraGlobalPermissions",
        "jiraIssueContents",
        "jiraIssueFields",
        "jiraIssueGlances",
        "jiraIssueTabPanels",
        "jiraProjectAdminTabPanels",
        "jiraProjectPages",
        "jiraProjectPermissions",
        "jiraProjectTabPanels",
        "jiraReports",
        "jiraSearchRequestViews",
        "jiraTimeTrackingProviders",
        "jiraWorkflowConditions",
        "jiraWorkflowPostFunctions",
        "jiraWorkflowValidators",
        "keyboardShortcuts",
    }
)
_WRITING_MODULES = frozenset(
    {
        "jiraDevelopmentTool",
        "jiraBuildInfoProvider",
        "jiraDeploymentInfoProvider",
        "jiraFeatureFlagInfoProvider",
    }
)
_PAGE_CONDITIONS = frozenset(
    {
        "user_is_admin",
        "user_is_sysadmin",
        "user_is_logged_in",
        "is_admin_mode",
        "feature_flag",
        "entity_property_equal_to",
        "addon_is_licensed",
    }
)


def read_descriptor(body: bytes, content_type: str, url: str) -> tuple[dict[str, Any], Descriptor]:
    """Return the document and its checked shape.

    Raises: `InstallFailed` with the first check that fails.
    """
    document = _parsed(body, content_type, url)
    try:
        descriptor = msgspec.convert(document, Descriptor)
    except msgspec.ValidationError as error:
        raise InstallFailed("connect.install.error.remote.descriptor.validation", PRODUCT) from error
    _check_base_url(descriptor.base_url)
    if descriptor.authentication.type.lower() == "jwt" and not descriptor.lifecycle.installed:
        raise InstallFailed("connect.install.error.auth.with.no.installed.callback")
    _check_modules(document.get("modules") or {}, descriptor)
    return document, descriptor


def on_loopback(url: str) -> bool:
    """Tell whether the app runs on the developer's own machine, where port and TLS rules are relaxed."""
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def _parsed(body: bytes, content_type: str, url: str) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        says_json = content_type.split(";")[0].strip() in {"application/json", "text/json"}
        named_json = urlsplit(url).path.endswith(".json")
        if b'"key"' in body and b'"baseUrl"' in body and (says_json or named_json):
            raise InstallFailed("connect.invalid.descriptor.malformed.json", str(error)) from error
        raise InstallFailed("upm.pluginInstall.error.install.failed") from error
    if not isinstance(document, dict) or not {"key", "baseUrl"} <= document.keys():
        raise InstallFailed("upm.pluginInstall.error.install.failed")
    return document


def _check_base_url(base_url: str) -> None:
    scheme = urlsplit(base_url).scheme.lower()
    if scheme not in {"http", "https"}:
        raise InstallFailed("connect.install.error.base_url.no_scheme")
    if scheme != "https" and not on_loopback(base_url):
        raise InstallFailed("connect.install.error.base_url.no_tls")


def _check_modules(modules: dict[str, Any], descriptor: Descriptor) -> None:
    unknown = next((name for name in modules if name not in _KNOWN_MODULES), None)
    if unknown is not None:
        raise InstallFailed("connect.install.error.unknown.module", unknown)
    if not any(modules.values()):
        raise InstallFailed("connect.install.error.no.modules")
    asked = {scope.upper() for scope in descriptor.scopes}
    if not asked & {"READ", "WRITE", "DELETE", "PROJECT_ADMIN", "SPACE_ADMIN", "ADMIN"}:
        raise InstallFailed("connect.install.error.missing.scope", "READ")
    if _WRITING_MODULES & modules.keys() and not asked & {"WRITE", "DELETE", "PROJECT_ADMIN", "SPACE_ADMIN", "ADMIN"}:
        raise InstallFailed("connect.install.error.missing.scope", "WRITE")
    for page in descriptor.modules.pages():
        _check_conditions(page.conditions)


def _check_conditions(conditions: list[Condition]) -> None:
    for each in conditions:
        if each.condition is not None and each.condition not in _PAGE_CONDITIONS:
            raise InstallFailed("connect.install.error.page.with.invalid.condition", each.condition)
        _check_conditions(each.conditions)
