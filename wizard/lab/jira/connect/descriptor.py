"""Whether a downloaded document may be installed: the checks in the order in which the site makes them."""

import re
import string
from html import escape
from typing import Any
from urllib.parse import urlsplit

import msgspec

from wizard.lab.jira.connect.descriptor_shape import Descriptor
from wizard.lab.jira.connect.fragments import check_fragments
from wizard.lab.jira.connect.messages import USER_NOT_MADE, InstallFailed
from wizard.lab.jira.connect.modules import KINDS, shape_problems
from wizard.lab.jira.connect.registry import Origin
from wizard.lab.jira.connect.scopes import allows, asked_by

PRODUCT = "Jira"
_URI_SIGNS = frozenset(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=")
LONGEST_USER = 64
"""Characters of an app key of which Jira can make a user; the schema allows more."""


def read_descriptor(body: bytes, content_type: str, url: str, origin: Origin) -> tuple[dict[str, Any], Descriptor]:
    """Return the document and its checked shape.

    Raises: `InstallFailed` with the first check that fails.
    """
    document = _parsed(body, content_type, url)
    descriptor = _shaped(document, origin)
    signs = descriptor.authentication.type.lower() == "jwt"
    _check_base_url(descriptor.base_url, signs=signs)
    if signs and not descriptor.lifecycle.installed:
        raise InstallFailed("connect.install.error.auth.with.no.installed.callback")
    _check_modules(document.get("modules") or {}, document)
    if len(descriptor.key) > LONGEST_USER:
        raise InstallFailed("connect.install.error.user.provisioning", text=USER_NOT_MADE)
    return document, descriptor


def on_loopback(url: str) -> bool:
    """Tell whether the app runs on the developer's own machine, where port and TLS rules are relaxed."""
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def _parsed(body: bytes, content_type: str, url: str) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        says_json = content_type.split(";")[0].strip() in {"application/json", "text/json"}
        named_json = urlsplit(url).path.endswith(".json")
        if b'"key"' in body and b'"baseUrl"' in body and (says_json or named_json):
            raise InstallFailed("connect.invalid.descriptor.malformed.json", str(error)) from error
        raise InstallFailed("upm.pluginInstall.error.install.failed") from error
    if not isinstance(document, dict) or not {"key", "baseUrl"} <= document.keys():
        raise InstallFailed("upm.pluginInstall.error.install.failed")
    return document


def _check_base_url(base_url: str, *, signs: bool) -> None:
    scheme = urlsplit(base_url).scheme.lower()
    if scheme not in {"http", "https"}:
        raise InstallFailed("connect.install.error.base_url.no_scheme")
    if signs and scheme != "https" and not on_loopback(base_url):
        raise InstallFailed("connect.install.error.base_url.no_tls")


def _shaped(document: dict[str, Any], origin: Origin) -> Descriptor:
    try:
        descriptor = msgspec.convert(document, Descriptor)
        problems = shape_problems(document.get("modules") or {})
        problems += [] if _is_uri(descriptor.base_url) else ["Expected a URI - at `$.baseUrl`"]
    except msgspec.ValidationError as error:
        problems = [str(error)]
    if not problems:
        return descriptor
    if origin == "descriptor":
        # Only a site in development mode takes descriptors, and there the report is shown.
        report = "".join(f"<li>{escape(problem, quote=False)}" for problem in problems)
        raise InstallFailed("connect.install.error.remote.descriptor.validation.dev", f"<ul>{report}</ul>")
    raise InstallFailed("connect.install.error.remote.descriptor.validation", PRODUCT)


def _is_uri(text: str) -> bool:
    """Tell whether a text is an address as `java.net.URI` reads it: no sign that has to be escaped, no bad escape."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    signs = set(re.sub(r"%[0-9A-Fa-f]{2}", "", text))
    return not signs - _URI_SIGNS and parts.netloc.count("[") == parts.netloc.count("]")


def _check_modules(modules: dict[str, Any], document: dict[str, Any]) -> None:
    unknown = next((name for name in modules if name not in KINDS), None)
    if unknown is not None:
        raise InstallFailed("connect.install.error.unknown.module", unknown)
    if not any(modules.values()):
        raise InstallFailed("connect.install.error.no.modules")
    asked = asked_by(document)
    for scope in ("READ", *(KINDS[name].scope for name in modules)):
        if not allows(asked, scope):
            raise InstallFailed("connect.install.error.missing.scope", scope)
    check_fragments(modules)
