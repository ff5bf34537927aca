"""Feature flags of a project over the API."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, flag, json_answer, not_found, params_of, path_part, required
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.ci.records import FeatureFlag
from wizard.lab.gitlab.workers.pipelines import flag_changed
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER
from wizard.lab.gitlab.world.projects import Project

_STRATEGIES: Final = ("default", "gradualRolloutUserId", "userWithId", "gitlabUserList", "flexibleRollout")
_EVERYWHERE: Final = ({"environment_scope": "*"},)


async def index(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller, DEVELOPER)
    scope = request.query_params.get("scope")
    rows = [
        one
        for one in caller.gitlab.automation.of(project.id).flags.values()
        if scope not in ("enabled", "disabled") or one.active == (scope == "enabled")
    ]
    return paged(request, rows, _shown)


async def show(request: Request) -> Response:
    return json_answer(_shown(_addressed(request)[2]))


async def create(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "name", "version")
    if params["version"] != "new_version_flag":
        raise Refused(400, {"error": "version does not have a valid value"})
    name, now = str(params["name"]), caller.gitlab.now()
    if name in caller.gitlab.automation.of(project.id).flags:
        raise Refused(400, {"message": ["Name has already been taken"]})

    def make(number: int, iid: int) -> FeatureFlag:
        return FeatureFlag(
            number, iid, name, str(params.get("description") or ""), flag(params.get("active"), default=True),
            _strategies(params.get("strategies") or []), created_at=now, updated_at=now,
        )  # fmt: skip

    made = caller.gitlab.automation.add_flag(project.id, make)
    flag_changed(caller.gitlab, project, made)
    return json_answer(_shown(made), 201)


async def change(request: Request) -> Response:
    caller, project, found = _addressed(request)
    params = await params_of(request)
    changed = replace(
        found,
        name=str(params.get("name", found.name)),
        description=str(params.get("description", found.description) or ""),
        active=flag(params.get("active"), default=found.active),
        strategies=_strategies(params["strategies"]) if "strategies" in params else found.strategies,
        updated_at=caller.gitlab.now(),
    )
    flags = caller.gitlab.automation.of(project.id).flags
    del flags[found.name]
    flags[changed.name] = changed
    flag_changed(caller.gitlab, project, changed)
    return json_answer(_shown(changed))


async def delete(request: Request) -> Response:
    caller, project, found = _addressed(request)
    del caller.gitlab.automation.of(project.id).flags[found.name]
    return json_answer(_shown(found))


def _strategies(given: Any) -> tuple[Mapping[str, Any], ...]:  # noqa: ANN401 - a member of a JSON body
    """Return the strategies as they are kept; one without scopes holds everywhere.

    Raises: Refused for one that GitLab does not have.
    """
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise Refused(400, {"error": "strategies is invalid"})
    if any(one.get("name") not in _STRATEGIES for one in given):
        raise Refused(400, {"message": ["Strategies name strategy name is invalid"]})
    return tuple(
        {"name": one["name"], "parameters": _parameters(one), "scopes": _scopes(one.get("scopes"))} for one in given
    )


def _parameters(strategy: Mapping[str, Any]) -> dict[str, str]:
    given = strategy.get("parameters") or {}
    share = given.get("percentage", given.get("rollout", "0")) if isinstance(given, dict) else ""
    if not str(share).isdecimal() or int(str(share)) > 100:
        raise Refused(400, {"message": ["Strategies parameters percentage must be a string between 0 and 100"]})
    return {str(name): str(value) for name, value in given.items()}


def _scopes(given: object) -> list[dict[str, str]]:
    listed = given if isinstance(given, list) and given else _EVERYWHERE
    return [{"environment_scope": str(one.get("environment_scope", "*"))} for one in listed if isinstance(one, dict)]


def _shown(one: FeatureFlag) -> dict[str, object]:
    return {
        "name": one.name, "description": one.description, "active": one.active, "version": "new_version_flag",
        "created_at": stamp(one.created_at), "updated_at": stamp(one.updated_at), "scopes": [],
        "strategies": [
            {"id": one.id * 100 + place, **strategy, "user_list": None}
            for place, strategy in enumerate(one.strategies, 1)
        ],
    }  # fmt: skip


def _addressed(request: Request) -> tuple[Caller, Project, FeatureFlag]:
    caller = caller_of(request)
    project = project_of(request, caller, DEVELOPER)
    found = caller.gitlab.automation.of(project.id).flags.get(path_part(request, "name"))
    if found is None:
        raise not_found()
    return caller, project, found
