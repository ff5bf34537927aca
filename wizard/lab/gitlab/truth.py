"""What this side holds, for tests: never a secret."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.identity import app_key
from wizard.lab.gitlab.jira_issues.inheritance import REACHES_AT, WAS
from wizard.lab.gitlab.logs import Lines, Logs

_LOG_TAIL = 50
_SHOWN = (
    "jira_connect_application_key", "jira_connect_proxy_url", "jira_connect_public_key_storage_enabled",
    "jira_connect_additional_audience_url",
)  # fmt: skip


def truth(gitlab: Instance) -> dict[str, Any]:
    """Return the state that matters for the connection, JSON-ready."""
    world, records, tally = gitlab.world, gitlab.records, gitlab.tally
    return {
        "version": gitlab.version,
        "app_key": app_key(gitlab),
        "settings": {name: gitlab.setting(name) for name in _SHOWN},
        "applications": [
            {
                "id": one.id, "application_id": one.uid, "name": one.name, "redirect_uri": one.redirect_uri,
                "scopes": list(one.scopes), "confidential": one.confidential,
            }
            for one in gitlab.applications.all()
        ],
        "installations": [
            {
                "client_key": one.client_key, "base_url": one.base_url, "instance_url": one.instance_url,
                "has_secret": bool(one.sealed_secret.box),
            }
            for one in records.installations.values()
        ],
        "subscriptions": [
            world.namespaces.by_id(one.namespace_id).full_path for one in records.subscriptions.values()
        ],
        "branches_created": [list(one) for one in world.created_branches],
        "branches_removed": [list(one) for one in world.removed_branches],
        "jira_integrations": [
            {"on": kind, "id": number, "url": one["url"], "active": one["active"], **_settings_of(one)}
            for (kind, number), one in gitlab.jira_integrations.items()
        ],
        "automation": gitlab.automation.counts(),
        "pushes": {"sent": tally.sent, "last_status": tally.last_status},
        "first_sync": {"projects": tally.first_sync_planned, "done": tally.first_sync_done},
        "failures": list(gitlab.desk.failures),
        "log": _tail(gitlab, lambda logs: logs.integrations),
        "exceptions": _tail(gitlab, lambda logs: logs.exceptions),
        "application_log": _tail(gitlab, lambda logs: logs.application),
    }  # fmt: skip


def _settings_of(integration: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is set, and of the password a mark by which two can be told to be the same."""
    hidden = ("password", "created_at", "updated_at", REACHES_AT, WAS)
    password = str(integration["password"])
    mark = hashlib.sha256(password.encode()).hexdigest()[:12] if password else ""
    return {"settings": {name: one for name, one in integration.items() if name not in hidden}, "password": mark}


def _tail(gitlab: Instance, of: Callable[[Logs], Lines]) -> list[dict[str, Any]]:
    """Return the last lines of a log file of all nodes, in the order of their times."""
    every = [line for logs in gitlab.nodes.logs() for line in of(logs)]
    return sorted(every, key=lambda line: str(line["time"]))[-_LOG_TAIL:]
