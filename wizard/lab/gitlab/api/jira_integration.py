"""The Jira issue integration of a project or group over the API."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, bad_request, empty, flag, json_answer, not_found, params_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.public_address import url_problem
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.people import MAINTAINER, OWNER
from wizard.lab.host import NetworkFailed

_TEXTS: Final = ("url", "api_url", "username", "jira_issue_prefix", "jira_issue_regex", "jira_issue_transition_id",
                 "project_key", "vulnerabilities_issuetype")  # fmt: skip
_FLAGS: Final = ("commit_events", "merge_requests_events", "comment_on_event_enabled", "issues_enabled",
                 "vulnerabilities_enabled", "customize_jira_issue_enabled", "jira_issue_transition_automatic",
                 "jira_check_enabled", "use_inherited_settings")  # fmt: skip
_ON_AT_FIRST: Final = ("commit_events", "merge_requests_events", "comment_on_event_enabled")
_TRANSITIONS: Final = re.compile(r"\d+([,;]\d+)*")


async def show(request: Request) -> Response:
    caller, key = _addressed(request)
    stored = caller.gitlab.jira_integrations.get(key)
    if stored is None:
        raise not_found("Integration")
    return json_answer(shown(stored, EPOCH))


async def change(request: Request) -> Response:
    """Merge what was sent and switch the integration on; what is wrong is not said field by field."""
    caller, key = _addressed(request)
    gitlab = caller.gitlab
    params = await params_of(request)
    stored = dict(gitlab.jira_integrations.get(key) or _new())
    # A new address must not get the old secret.
    moved = any(name in params and params[name] != stored[name] for name in ("url", "api_url"))
    if moved and not params.get("password"):
        stored["password"] = ""
    stored |= _sent(params) | {"active": True}
    if await _problems(gitlab, stored):
        raise bad_request("400 Bad Request")
    stored["deployment_type"] = await _deployment_type(gitlab, stored)
    gitlab.jira_integrations[key] = stored
    return json_answer(shown(stored, EPOCH))


async def delete(request: Request) -> Response:
    caller, key = _addressed(request)
    if key not in caller.gitlab.jira_integrations:
        raise not_found("Integration")
    caller.gitlab.jira_integrations[key] = _new()
    return empty(204)


def shown(stored: dict[str, Any], since: float) -> dict[str, Any]:
    """Return the integration as the API writes it; the password never comes back."""
    hidden = ("password", "active", "commit_events", "merge_requests_events", "comment_on_event_enabled")
    return {
        "id": 7000, "title": "Jira issues", "slug": "jira", "created_at": stamp(since), "updated_at": stamp(since),
        "active": stored["active"], "inherited": stored["use_inherited_settings"],
        "commit_events": stored["commit_events"], "push_events": True,
        "merge_requests_events": stored["merge_requests_events"], "tag_push_events": False,
        "comment_on_event_enabled": stored["comment_on_event_enabled"],
        "properties": {name: value for name, value in stored.items() if name not in hidden},
    }  # fmt: skip


def _addressed(request: Request) -> tuple[Caller, tuple[str, int]]:
    caller = caller_of(request)
    if "/groups/" in request.url.path:
        if not caller.gitlab.knows("group-integrations"):
            raise Refused(404, {"error": "404 Not Found"})
        return caller, ("group", group_of(request, caller, OWNER).id)
    return caller, ("project", project_of(request, caller, MAINTAINER).id)


def _new() -> dict[str, Any]:
    fields: dict[str, Any] = dict.fromkeys(_TEXTS, "") | {name: name in _ON_AT_FIRST for name in _FLAGS}
    more = {"password": "", "jira_auth_type": 0, "project_keys": [], "active": False, "deployment_type": "unknown"}
    return fields | more


def _sent(params: dict[str, Any]) -> dict[str, Any]:
    taken: dict[str, Any] = {name: str(params[name] or "").strip() for name in _TEXTS if name in params}
    taken |= {name: flag(params[name]) for name in _FLAGS if name in params}
    for name in ("url", "api_url"):
        if name in taken:
            taken[name] = taken[name].rstrip("/")
    if params.get("password"):
        taken["password"] = str(params["password"])
    if "jira_auth_type" in params:
        taken["jira_auth_type"] = int(params["jira_auth_type"]) if str(params["jira_auth_type"]).isdigit() else -1
    if isinstance(params.get("project_keys"), list):
        taken["project_keys"] = list(dict.fromkeys(str(key).strip() for key in params["project_keys"] if key))
    return taken


async def _problems(gitlab: Instance, stored: dict[str, Any]) -> list[str]:
    """Return what makes the settings invalid, by field."""
    kind, host = stored["jira_auth_type"], urlsplit(stored["url"]).hostname or ""
    wrong = {
        "url": await url_problem(gitlab, stored["url"]) is not None,
        "api_url": bool(stored["api_url"]) and await url_problem(gitlab, stored["api_url"]) is not None,
        "username": kind == 0 and not stored["username"],
        "password": not stored["password"],
        "jira_auth_type": kind not in (0, 1, 2) or (kind == 1 and host.endswith(".atlassian.net")),
        "api_url for service accounts": kind == 2 and not stored["api_url"],
        "jira_issue_prefix": len(stored["jira_issue_prefix"]) > 255,
        "jira_issue_regex": not _is_pattern(stored["jira_issue_regex"]),
        "jira_issue_transition_id": bool(stored["jira_issue_transition_id"])
        and _TRANSITIONS.fullmatch(stored["jira_issue_transition_id"]) is None,
    }
    return [name for name, bad in wrong.items() if bad]


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return len(text) <= 255


async def _deployment_type(gitlab: Instance, stored: dict[str, Any]) -> str:
    """Return cloud or server by what Jira says; without an answer by the URL alone."""
    base = stored["api_url"] or stored["url"]
    try:
        answer = await gitlab.courier.send("GET", f"{base}/rest/api/2/serverInfo")
        kind = msgspec.json.decode(answer.body).get("deploymentType") if answer.status == 200 else None
    except (NetworkFailed, msgspec.DecodeError, AttributeError):
        kind = None
    if kind is None:
        gitlab.write_log("Jira API returned no ServerInfo, setting deployment_type from URL")
    return "cloud" if kind == "Cloud" or (urlsplit(base).hostname or "").endswith(".atlassian.net") else "server"
