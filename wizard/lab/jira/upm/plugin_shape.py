"""An app as app management shows it to programs."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.jira.connect.registry import InstalledApp

BASE = "/rest/plugins/1.0"


def shown(site_url: str, app: InstalledApp, *, names_modules: bool) -> dict[str, Any]:
    """Return an installed app. Whether Jira Cloud names the modules of a Connect app there is inferred."""
    start = app.module("postInstallPage")
    post_install = f"{site_url}/plugins/servlet/ac/{app.key}/{start['key']}" if start else ""
    vendor = app.descriptor.get("vendor", {})
    return {
        **built_in(app.key),
        "links": {
            "self": f"{BASE}/{app.key}-key",
            "plugin-summary": f"{BASE}/{app.key}-key/summary",
            "plugin-icon": "",
            "plugin-logo": "",
            "manage": "",
            "configure": "",
            "post-install": post_install,
        },
        "enabled": app.enabled,
        "version": app.version,
        "description": app.descriptor.get("description", ""),
        "name": app.name,
        "modules": [_module(app, module) for module in app.modules()] if names_modules else [],
        "userInstalled": True,
        "remotable": True,
        "vendor": {"name": vendor.get("name", ""), "marketplaceLink": "", "link": vendor.get("url", "")},
    }


def _module(app: InstalledApp, module: Mapping[str, Any]) -> dict[str, Any]:
    key, name = str(module.get("key", "")), module.get("name")
    named = str(name.get("value", key)) if isinstance(name, dict) else key
    return {"key": key, "completeKey": f"{app.key}:{key}", "name": named, "enabled": app.enabled, "optional": True}


def built_in(key: str) -> dict[str, Any]:
    """Return a part of Jira itself."""
    return {
        "links": {"self": f"{BASE}/{key}-key"},
        "key": key,
        "enabled": True,
        "enabledByDefault": True,
        "version": "1001.0.0",
        "description": "",
        "name": key,
        "modules": [],
        "userInstalled": False,
        "optional": True,
        "unrecognisedModuleTypes": False,
        "unloadable": False,
        "static": False,
        "usesLicensing": False,
        "remotable": False,
    }
