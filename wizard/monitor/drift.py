"""What somebody changed at either side since this program knew it: settings, versions, the app."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wizard.connect.through import app_of
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Metadata
from wizard.domain.gitlab_audit import shown_value
from wizard.domain.text import T, Text
from wizard.domain.url import Url
from wizard.monitor.values import Event

SETTINGS = (
    "jira_connect_application_key",
    "jira_connect_proxy_url",
    "jira_connect_additional_audience_url",
    "jira_connect_public_key_storage_enabled",
    "silent_mode_enabled",
    "maintenance_mode",
    "allow_all_integrations",
    "allowed_integrations",
)
"""Application settings that the connection stands on."""
LABELS: Mapping[str, Text] = {
    "jira_connect_application_key": Text("Jira Connect Application ID"),
    "jira_connect_proxy_url": Text("Jira Connect Proxy URL"),
    "jira_connect_additional_audience_url": Text("Jira Connect Additional Audience URL"),
    "jira_connect_public_key_storage_enabled": Text("Enable public key storage"),
    "silent_mode_enabled": T("silent mode"),
    "maintenance_mode": T("maintenance mode"),
    "allow_all_integrations": Text("Allow all integrations"),
    "allowed_integrations": T("allowed integrations"),
    "gitlab-version": T("version of GitLab"),
    "app": T("app in Jira"),
}
"""What people call what may change; fields of GitLab's own pages as they stand there."""
CODE = "gitlab-settings-drift"
_OF_SETTINGS = ("gitlab-application-id-", "gitlab-oauth-app-", "gitlab-proxy-url-", "gitlab-public-key-storage-")
"""Findings about what these settings hold: where one drifted, that is why."""

State = Mapping[str, str]
"""Name of what may change -> how it was seen."""


def seen(answers: Answers, own: Url, overheard: Mapping[str, Any], before: State) -> State:
    """Return how things stand by the newest answers; what was not asked yet stays as it was before."""
    state = dict(before)
    settings = overheard.get("gitlab.settings")
    if isinstance(settings, Mapping):
        state |= {name: shown_value(settings[name]) for name in SETTINGS if name in settings}
    metadata = overheard.get("gitlab.metadata")
    if isinstance(metadata, Metadata):
        state["gitlab-version"] = metadata.text
    apps = overheard.get("jira.apps")
    if isinstance(apps, Sequence):
        key = app_of(answers, own)
        ours = next((one for one in apps if one.key == key), None)
        state["app"] = "" if ours is None else f"{ours.version} {'enabled' if ours.enabled else 'disabled'}"
    return state


def events(before: State, now: State, at: float) -> tuple[Event, ...]:
    """Return what changed of the things that were known before."""
    changed = (name for name in now if name in before and before[name] != now[name])
    return tuple(Event(at, "drift", name, before[name], now[name]) for name in changed)


def differing(confirmed: Mapping[str, Any], now: State) -> list[str]:
    """Return the settings that are not as this program left them."""
    wanted = {name: shown_value(value) for name, value in confirmed.items() if name in SETTINGS}
    return [name for name in wanted if name in now and now[name] != wanted[name]]


def from_journal(confirmed: Mapping[str, Any], now: State, host: str) -> tuple[Finding, ...]:
    """Return the finding for settings that are not as this program left them; `confirmed` says how that was."""
    wanted, other = {name: shown_value(value) for name, value in confirmed.items()}, differing(confirmed, now)
    if not other:
        return ()
    facts = {
        "host": host,
        "names": ", ".join(str(LABELS[name]) for name in other),
        "before": ", ".join(wanted[name] or "(empty)" for name in other),
        "after": ", ".join(now[name] or "(empty)" for name in other),
    }
    return (
        Finding(
            "gitlab-settings-drift",
            Severity.BLOCKER,
            T("Somebody changed a setting that this program had set"),
            T("On {host} {names} was {before} when it was confirmed, and is {after} now.", **facts),
            T(
                "If that was a mistake, apply the plan again: it shows the difference first. If it was meant, "
                "acknowledge this alarm. Who it was stands in the audit events of {host}, where its edition has them.",
                host=host,
            ),
            "GitLab docs: Audit events; GitLab for Jira Cloud app administration",
            facts,
            check="gitlab-settings",
            seen_from=SeenFrom.DESKTOP,
        ),
    )


def explained(findings: Sequence[Finding], drifted: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the change that caused them named where somebody made one."""
    if not drifted:
        return tuple(findings)
    return tuple(replace(one, root=CODE) if one.code.startswith(_OF_SETTINGS) else one for one in findings)
