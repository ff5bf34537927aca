"""Members of groups and projects: a group's role counts in everything below it.

Source: GitLab REST API, "Group and project members".
"""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, json_answer
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.people import User


async def of_group_with_inherited(request: Request) -> Response:
    caller = caller_of(request)
    path = group_of(request, caller).full_path
    rows = [one for one in _people(caller) if caller.gitlab.level(one.username, path)]
    return paged(request, rows, lambda one: _shown(caller, one, caller.gitlab.level(one.username, path)))


async def of_group(request: Request) -> Response:
    caller = caller_of(request)
    path = group_of(request, caller).full_path
    direct = caller.gitlab.world.members.direct(path)
    rows = [one for one in _people(caller) if one.username in direct]
    return paged(request, rows, lambda one: _shown(caller, one, direct[one.username]))


async def one_of_group_with_inherited(request: Request) -> Response:
    caller = caller_of(request)
    path = group_of(request, caller).full_path
    wanted = request.path_params["user_id"]
    for one in _people(caller):
        if str(one.id) == wanted and (level := caller.gitlab.level(one.username, path)):
            return json_answer(_shown(caller, one, level))
    raise Refused(404, {"message": "404 Not found"})


def _people(caller: Caller) -> tuple[User, ...]:
    return caller.gitlab.world.users


def _shown(caller: Caller, one: User, level: int) -> dict[str, object]:
    return {
        **basic(caller.gitlab, one), "access_level": level,
        "created_at": stamp(EPOCH), "expires_at": None, "membership_state": "active",
    }  # fmt: skip
