"""The shape of a Connect app descriptor, as JSON Schema; `resources/schema/connect-descriptor.json` holds the same.

Members that are not named here are let pass, as Jira does.
Source: Atlassian developer, Connect app descriptor and the pages of its modules; Atlassian's own schema of 2020.
"""

from typing import Any

Schema = dict[str, Any]
END = "(?![\\s\\S])"
"""The end of the text in every dialect of patterns; `$` lets a line break pass in some."""
INTEGER: Schema = {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
"""As Java holds it."""
_TEXT: Schema = {"type": "string"}
_SAID: Schema = {"type": "string", "minLength": 1}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Schema, *required: str) -> Schema:
    found: Schema = {"type": "object", "properties": properties}
    return {**found, "required": list(required)} if required else found


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _either_case(*words: str) -> list[str]:
    return [*words, *(word.upper() for word in words)]


_MODULE: Schema = {"key": _ref("moduleKey"), "name": _ref("label")}
_PAGE = _object(
    {
        **_MODULE, "url": _SAID, "location": _TEXT, "weight": INTEGER, "cacheable": {"type": "boolean"},
        "conditions": _ref("conditions"), "params": {"type": "object"}, "icon": _object({"url": _SAID}, "url"),
        "fullPage": {"type": "boolean"},
    },
    "key", "name", "url",
)  # fmt: skip
_PROVIDER = _object(
    {**_MODULE, "homeUrl": _SAID, "logoUrl": _SAID, "documentationUrl": _SAID, "actions": _ref("actions")},
    "key", "name", "homeUrl",
)  # fmt: skip
_TOOL = _object(
    {
        **_MODULE, "application": _ref("label"), "url": _SAID, "logoUrl": _SAID, "actions": _ref("actions"),
        "capabilities": _list({"enum": _either_case("branch", "commit", "pull_request")}),
    },
    "key", "name", "url", "application", "capabilities", "logoUrl",
)  # fmt: skip
_WEBHOOK = _object(
    {
        "event": _SAID, "url": _SAID, "excludeBody": {"type": "boolean"}, "filter": _TEXT,
        "propertyKeys": _list(_TEXT),
    },
    "event", "url",
)  # fmt: skip


def _fragment(*more: str) -> Schema:
    """Return a module that shows itself somewhere and of which no more is known than what it cannot do without."""
    known = {**_MODULE, "location": _TEXT, "url": _SAID, "conditions": _ref("conditions")}
    return _list(_object(known, "key", "name", *more))


SINGLE: dict[str, Schema] = {
    "jiraDevelopmentTool": _ref("developmentTool"),
    "jiraBuildInfoProvider": _ref("provider"),
    "jiraDeploymentInfoProvider": _ref("provider"),
    "jiraFeatureFlagInfoProvider": _ref("provider"),
    "jiraRemoteLinkInfoProvider": _ref("provider"),
    "postInstallPage": _ref("page"),
    "configurePage": _ref("page"),
}
"""Modules of which an app has one."""
MODULES: dict[str, Schema] = {
    **SINGLE,
    "adminPages": _list(_ref("page")),
    "generalPages": _list(_ref("page")),
    "webhooks": _list(_ref("webhook")),
    "dialogs": _list(_object({"key": _ref("moduleKey"), "url": _SAID}, "key", "url")),
    "jiraDashboardItems": _fragment("url", "description", "thumbnailUrl"),
    "jiraEntityProperties": _fragment(),
    "jiraGlobalPermissions": _fragment("description"),
    "jiraIssueContents": _fragment("icon", "tooltip", "target"),
    "jiraIssueFields": _fragment("description", "type"),
    "jiraIssueGlances": _fragment("icon", "content", "target"),
    "jiraIssueTabPanels": _fragment("url"),
    "jiraProjectAdminTabPanels": _fragment("url"),
    "jiraProjectPages": _fragment("url"),
    "jiraProjectPermissions": _fragment("description"),
    "jiraProjectTabPanels": _fragment("url"),
    "jiraReports": _fragment("url", "description"),
    "jiraSearchRequestViews": _fragment("url"),
    "jiraTimeTrackingProviders": _fragment(),
    "jiraWorkflowConditions": _fragment("expression"),
    "jiraWorkflowPostFunctions": _fragment("triggered"),
    "jiraWorkflowValidators": _fragment("expression", "errorMessage"),
    "keyboardShortcuts": _fragment("shortcut", "target"),
    "webItems": _fragment("location"),
    "webPanels": _fragment("url", "location"),
    "webSections": _fragment("location"),
}
SCOPES = _either_case(
    "none", "read", "write", "delete", "project_admin", "space_admin", "admin", "act_as_user", "access_email_addresses"
)  # fmt: skip
_ROOT: Schema = {
    "key": {"type": "string", "minLength": 1, "maxLength": 80, "pattern": f"^[a-zA-Z0-9._-]+{END}"},
    "baseUrl": {"type": "string", "maxLength": 200, "pattern": f"^((https|http)://.+|){END}", "format": "uri"},
    "authentication": _object({"type": {"enum": _either_case("jwt", "none")}, "publicKey": _TEXT}),
    "name": {"type": "string", "maxLength": 80},
    "description": {"type": "string", "maxLength": 1400},
    "vendor": _object({"name": {"type": "string", "maxLength": 100}, "url": {"type": "string", "maxLength": 200}}),
    "version": _TEXT,
    "apiVersion": INTEGER,
    "lifecycle": _object(dict.fromkeys(("installed", "uninstalled", "enabled", "disabled"), _SAID)),
    "links": {"type": "object"},
    "scopes": _list({"enum": SCOPES}),
    "enableLicensing": {"type": "boolean"},
    "apiMigrations": _object({one: {"type": "boolean"} for one in ("gdpr", "signed-install", "context-qsh")}),
    "translations": _object({"paths": {"type": "object"}}, "paths"),
    "modules": _object(MODULES),
}
_CONDITION = {
    "type": "object",
    "anyOf": [
        _object({"condition": _TEXT, "invert": {"type": "boolean"}, "params": {"type": "object"}}, "condition"),
        {
            "not": {"required": ["condition"]},
            **_object({"type": {"enum": _either_case("and", "or")}, "conditions": _ref("conditions")}),
        },
    ],
}
SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Atlassian Connect app descriptor for Jira Cloud",
    **_object(_ROOT, "key", "baseUrl", "authentication"),
    "$defs": {
        "label": _object({"value": _TEXT, "i18n": _TEXT}, "value"),
        "moduleKey": {"type": "string", "pattern": f"^[a-zA-Z0-9-]+{END}"},
        "actions": {"type": "object", "additionalProperties": _object({"templateUrl": _TEXT}, "templateUrl")},
        "conditions": _list(_CONDITION),
        "page": _PAGE,
        "provider": _PROVIDER,
        "developmentTool": _TOOL,
        "webhook": _WEBHOOK,
    },
}
