"""Feature flags of the instance over the API: for administrators of an instance of one's own.

Source: GitLab REST API, "Feature flags".
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import bad_request, empty, flag, json_answer, params_of, path_part, required
from wizard.lab.gitlab.api.caller import admin_of
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.flags import DEFINITIONS, Definition
from wizard.lab.gitlab.instance import Instance

_ACTORS: Final = ("user", "group", "project", "namespace", "repository")
_PERCENT: Final = 100


async def index(request: Request) -> Response:
    """List the flags that somebody changed."""
    gitlab = admin_of(request).gitlab
    return json_answer([_shown(gitlab, name) for name in sorted(gitlab.flags.gates)])


async def definitions(request: Request) -> Response:
    """List the flags that this version knows."""
    gitlab = admin_of(request).gitlab
    return json_answer([_defined(one) for one in DEFINITIONS.values() if one.lives(gitlab.version)])


async def change(request: Request) -> Response:
    gitlab = admin_of(request).gitlab
    name, params = path_part(request, "name"), await params_of(request)
    required(params, "value")
    defined = name in DEFINITIONS and DEFINITIONS[name].lives(gitlab.version)
    if not defined and not flag(params.get("force")):
        raise bad_request("Feature flag does not exist and cannot be set without force")
    _set(gitlab.flags.gates.setdefault(name, {"boolean": False}), params)
    return json_answer(_shown(gitlab, name), 201)


async def delete(request: Request) -> Response:
    admin_of(request).gitlab.flags.gates.pop(path_part(request, "name"), None)
    return empty(204)


def _set(gates: dict[str, Any], params: dict[str, Any]) -> None:
    """Change the gate that the parameters mean: actors, a group of them, a share, or everybody.

    Raises: Refused.
    """
    value, share = str(params["value"]), whole(str(params["value"]))
    actors = [f"{kind.capitalize()}:{params[kind]}" for kind in _ACTORS if params.get(kind)]
    if actors:
        kept = [one for one in gates.get("actors", []) if one not in actors]
        gates["actors"] = kept + (actors if flag(value) else [])
    elif params.get("feature_group"):
        gates["groups"] = [str(params["feature_group"])] if flag(value) else []
    elif value in ("true", "false", "True", "False"):
        gates.clear()
        gates["boolean"] = flag(value)
    elif share is not None and share <= _PERCENT:
        gates[str(params.get("key") or "percentage_of_time")] = share
    else:
        raise bad_request("400 Bad request - value must be true, false or a percentage")


def _shown(gitlab: Instance, name: str) -> dict[str, Any]:
    flags, definition = gitlab.flags, DEFINITIONS.get(name)
    return {
        "name": name,
        "state": flags.state(name),
        "gates": [{"key": key, "value": value} for key, value in flags.gates[name].items()],
        "definition": None if definition is None else _defined(definition),
    }


def _defined(one: Definition) -> dict[str, Any]:
    return {
        "name": one.name, "introduced_by_url": None, "rollout_issue_url": None, "milestone": one.milestone,
        "type": "development", "group": "group::import and integrate", "default_enabled": one.default,
    }  # fmt: skip
