"""Keeps settings of the Jira issue integration, from the API or a form: what is valid, and what becomes of a password.

Source: gitlab.md 6.1 to 6.3.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from wizard.lab.gitlab.api.jira_fields import blank, sent
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.public_address import url_problem
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.jira_issues.inheritance import Key, above, in_force, spreading
from wizard.lab.gitlab.world.chance import stamp

_TRANSITIONS: Final = re.compile(r"\d+([,;]\d+)*")


async def save(
    gitlab: Instance, key: Key, params: Mapping[str, Any], *, inherit: bool, active: bool = True
) -> list[str]:
    """Keep what was sent over what is in force; return what is wrong with it by field, and then nothing is kept."""
    before = gitlab.jira_integrations.get(key)
    inherits = inherit and above(gitlab, key) is not None
    stored = dict(before or blank()) if inherits else merged(gitlab, key, params)
    stored |= {"active": active, "use_inherited_settings": inherits}
    if active and not inherits:
        wrong = await problems(gitlab, stored)
        if wrong:
            return wrong
        stored["deployment_type"] = await _deployment_type(gitlab, stored)
    stored |= spreading(gitlab, key)
    stored |= {"created_at": (before or {}).get("created_at", gitlab.now()), "updated_at": gitlab.now()}
    gitlab.jira_integrations[key] = stored
    return []


def merged(gitlab: Instance, key: Key, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is in force with what was sent; a new address does not get the old secret."""
    stored = dict(in_force(gitlab, key) or blank())
    wanted = dict(sent(gitlab, params))
    if any(wanted.get(name, stored[name]) != stored[name] for name in ("url", "api_url")):
        stored["password"] = ""
    return stored | wanted


async def problems(gitlab: Instance, stored: Mapping[str, Any]) -> list[str]:
    """Return what makes the settings invalid, by field."""
    kind, host = stored["jira_auth_type"], urlsplit(stored["url"]).hostname or ""
    wrong = {
        "url": await url_problem(gitlab, stored["url"]) is not None,
        "api_url": bool(stored["api_url"]) and await url_problem(gitlab, stored["api_url"]) is not None,
        "username": kind == 0 and not stored["username"],
        "password": not stored["password"],
        "jira_auth_type": kind not in _auth_types(gitlab) or (kind == 1 and host.endswith(".atlassian.net")),
        "api_url for service accounts": kind == 2 and not stored["api_url"],
        "jira_issue_prefix": len(stored["jira_issue_prefix"]) > 255,
        "jira_issue_regex": not _is_pattern(stored["jira_issue_regex"]),
        "jira_issue_transition_id": bool(stored["jira_issue_transition_id"])
        and _TRANSITIONS.fullmatch(stored["jira_issue_transition_id"]) is None,
    }
    return [name for name, bad in wrong.items() if bad]


def _auth_types(gitlab: Instance) -> tuple[int, ...]:
    """Return the ways to sign in: user and password, since 16.0 a token of Jira, since 19.1 a service account."""
    return (0, *(1,) * gitlab.knows("jira-token"), *(2,) * gitlab.knows("jira-service-account"))


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return len(text) <= 255


async def _deployment_type(gitlab: Instance, stored: dict[str, Any]) -> str:
    """Return cloud or server by what Jira says to who signs in; without an answer by the URL alone."""
    base = stored["api_url"] or stored["url"]
    try:
        told = await JiraClient(gitlab, stored).get("/serverInfo")
    except JiraRefused:
        told = None
    kind = told.get("deploymentType") if isinstance(told, dict) else None
    if told is None:
        said = "Jira API returned no ServerInfo, setting deployment_type from URL"
        gitlab.logs.application.append({"severity": "WARN", "time": stamp(gitlab.now()), "message": said})
    return "cloud" if kind == "Cloud" or (urlsplit(base).hostname or "").endswith(".atlassian.net") else "server"
