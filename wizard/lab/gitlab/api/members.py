"""Members of groups and projects: a group's role counts in everything below it.

Source: GitLab REST API, "Group and project members".
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, bad_request, empty, json_answer, not_found, params_of, required
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.oauth.single_sign_on import enforced_by, identities
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import OWNER, User

_LEVELS: Final = ("5", "10", "15", "20", "30", "40", "50")


async def of_group_with_inherited(request: Request) -> Response:
    caller = caller_of(request)
    return _all(request, caller, group_of(request, caller))


async def of_group(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller)
    direct = caller.gitlab.world.members.direct(group.full_path)
    rows = [one for one in _people(caller) if one.username in direct]
    return paged(request, rows, lambda one: _shown(caller, group, one, direct[one.username]))


async def of_project_with_inherited(request: Request) -> Response:
    caller = caller_of(request)
    return _all(request, caller, project_of(request, caller).namespace)


async def of_project(request: Request) -> Response:
    """List the members of this very project: of a personal one its owner, else nobody."""
    caller = caller_of(request)
    space = project_of(request, caller).namespace
    rows = [one for one in _people(caller) if space.kind == "user" and one.username == space.path]
    return paged(request, rows, lambda one: _shown(caller, space, one, OWNER))


async def one_of_group_with_inherited(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller)
    found = _named(caller, request.path_params["user_id"])
    level = 0 if found is None else caller.gitlab.level(found.username, group.full_path)
    if found is None or not level:
        raise _no_member()
    return json_answer(_shown(caller, group, found, level))


async def one_of_group(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller)
    found, level = _direct(caller, group, request)
    return json_answer(_shown(caller, group, found, level))


async def add_to_group(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller, OWNER)
    params = await params_of(request)
    if not params.get("user_id") and not params.get("username"):
        raise Refused(400, {"error": "user_id, username are missing, exactly one parameter must be provided"})
    found = _named(caller, str(params.get("user_id") or params["username"]))
    level = _level(caller, group, found, params)
    if found is None:
        raise not_found("User")
    members = caller.gitlab.world.members
    if found.username in members.direct(group.full_path):
        raise Refused(409, {"message": "Member already exists"})
    members.give(found.username, group.full_path, level)
    return json_answer(_shown(caller, group, found, level), 201)


async def change_in_group(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller, OWNER)
    found, _ = _direct(caller, group, request)
    level = _level(caller, group, found, await params_of(request))
    caller.gitlab.world.members.give(found.username, group.full_path, level)
    return json_answer(_shown(caller, group, found, level))


async def remove_from_group(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller, OWNER)
    found, _ = _direct(caller, group, request)
    caller.gitlab.world.members.take(found.username, group.full_path)
    return empty(204)


def _all(request: Request, caller: Caller, space: Namespace) -> Response:
    levels = {one: caller.gitlab.level(one.username, space.full_path) for one in _people(caller)}
    rows = [one for one, level in levels.items() if level]
    return paged(request, rows, lambda one: _shown(caller, space, one, levels[one]))


def _people(caller: Caller) -> tuple[User, ...]:
    return caller.gitlab.world.users


def _named(caller: Caller, asked: str) -> User | None:
    return next((one for one in _people(caller) if asked in (str(one.id), one.username)), None)


def _direct(caller: Caller, group: Namespace, request: Request) -> tuple[User, int]:
    """Return the member whose role was given in this very group.

    Raises: Refused.
    """
    found = _named(caller, request.path_params["user_id"])
    direct = caller.gitlab.world.members.direct(group.full_path)
    if found is None or found.username not in direct:
        raise _no_member()
    return found, direct[found.username]


def _level(caller: Caller, group: Namespace, found: User | None, params: dict[str, Any]) -> int:
    """Return the role to give.

    Raises: Refused for one that is none, or lower than what the member has from above.
    """
    required(params, "access_level")
    asked = str(params["access_level"])
    if asked not in _LEVELS:
        raise Refused(400, {"error": "access_level does not have a valid value"})
    above = group.full_path.rpartition("/")[0]
    inherited = caller.gitlab.world.members.level(found.username, above) if found and above else 0
    if int(asked) < inherited:
        text = f"should be greater than or equal to the inherited membership from group {above}"
        raise bad_request({"access_level": [text]})
    return int(asked)


def _no_member() -> Refused:
    return Refused(404, {"message": "404 Not found"})


def _shown(caller: Caller, space: Namespace, one: User, level: int) -> dict[str, object]:
    shown = {
        **basic(caller.gitlab, one), "access_level": level, "created_at": stamp(EPOCH), "expires_at": None,
        "membership_state": "active",
    }  # fmt: skip
    # Owners of a group with single sign-on alone are told who has passed it.
    if enforced_by(caller.gitlab) != space.full_path or not caller.may(space, OWNER):
        return shown
    passed = identities(caller.gitlab, one)
    return shown | {"group_saml_identity": passed[0] if passed else None}
