"""The Jira issue integration of a project or group over the API."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, bad_request, empty, json_answer, not_found, params_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.jira_fields import blank, events, properties, sent
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.public_address import url_problem
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import MAINTAINER, OWNER

Key = tuple[str, int]
_TRANSITIONS: Final = re.compile(r"\d+([,;]\d+)*")


async def show(request: Request) -> Response:
    caller, key = _addressed(request)
    stored = in_force(caller.gitlab, key)
    if stored is None:
        raise not_found("Integration")
    return json_answer(shown(caller.gitlab, key, stored))


async def change(request: Request) -> Response:
    """Merge what was sent and switch the integration on; what is wrong is not said field by field."""
    caller, key = _addressed(request)
    gitlab = caller.gitlab
    if gitlab.setting("allow_all_integrations") is False and "jira" not in gitlab.setting("allowed_integrations"):
        raise not_found("Integration")
    params = await params_of(request)
    before = gitlab.jira_integrations.get(key)
    stored = dict(before or blank())
    # A new address must not get the old secret.
    moved = any(name in params and params[name] != stored[name] for name in ("url", "api_url"))
    if moved and not params.get("password"):
        stored["password"] = ""
    stored |= dict(sent(gitlab, params)) | {"active": True}
    if not (stored["use_inherited_settings"] and _above(gitlab, key)):
        if await problems(gitlab, stored):
            raise bad_request("400 Bad Request")
        stored["deployment_type"] = await _deployment_type(gitlab, stored)
    stored |= {"created_at": (before or {}).get("created_at", gitlab.now()), "updated_at": gitlab.now()}
    gitlab.jira_integrations[key] = stored
    return json_answer(shown(gitlab, key, in_force(gitlab, key) or stored))


async def delete(request: Request) -> Response:
    caller, key = _addressed(request)
    gitlab = caller.gitlab
    before = gitlab.jira_integrations.get(key)
    if before is None:
        raise not_found("Integration")
    times = {"created_at": before["created_at"], "updated_at": gitlab.now()}
    gitlab.jira_integrations[key] = blank() | times
    return empty(204)


def in_force(gitlab: Instance, key: Key) -> dict[str, Any] | None:
    """Return what is in force here: the own settings, or those of the nearest group above where they are inherited."""
    stored = gitlab.jira_integrations.get(key)
    if stored is None or not stored["use_inherited_settings"]:
        return stored
    above = _above(gitlab, key)
    return stored if above is None else {**above, "use_inherited_settings": True}


def shown(gitlab: Instance, key: Key, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the integration as the API writes it; the password never comes back."""
    kind, number = key
    inherited = {"inherited": stored["use_inherited_settings"]} if gitlab.knows("project-keys") else {}
    return {
        "id": number + (70_000 if kind == "project" else 60_000), "title": "Jira issues", "slug": "jira",
        "created_at": stamp(stored["created_at"]), "updated_at": stamp(stored["updated_at"]),
        "active": stored["active"], **events(stored), **inherited, "properties": properties(gitlab, stored),
    }  # fmt: skip


def _above(gitlab: Instance, key: Key) -> dict[str, Any] | None:
    """Return the active settings of the nearest group above."""
    kind, number = key
    world = gitlab.world
    project = world.projects.get(number) if kind == "project" else None
    line = world.namespaces.lineage(world.namespaces.by_id(number) if project is None else project.namespace)
    for space in line if project is not None else line[1:]:
        found = gitlab.jira_integrations.get(("group", space.id))
        if found is not None and found["active"] and not found["use_inherited_settings"]:
            return found
    return None


def _addressed(request: Request) -> tuple[Caller, Key]:
    caller = caller_of(request)
    if "/groups/" in request.url.path:
        if not caller.gitlab.knows("group-integrations"):
            raise Refused(404, {"error": "404 Not Found"})
        return caller, ("group", group_of(request, caller, OWNER).id)
    return caller, ("project", project_of(request, caller, MAINTAINER).id)


async def problems(gitlab: Instance, stored: dict[str, Any]) -> list[str]:
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
