"""The users of the instance over the API: little for everybody, all for administrators.

Source: GitLab REST API, "Users".
"""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import flag, json_answer, not_found
from wizard.lab.gitlab.api.caller import Caller, caller_of
from wizard.lab.gitlab.api.paging import keyset, paged, wants_keyset
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.oauth.single_sign_on import identities
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.people import User

_READS = ("read_api", "read_user")


async def index(request: Request) -> Response:
    caller = caller_of(request, reads=_READS)
    rows = [one for one in _newest_first(caller) if _wanted(request, caller, one)]
    if not wants_keyset(request, "id", default_order="id"):
        return paged(request, rows, lambda one: _shown(caller, one))
    before = whole(request.query_params.get("id_before"))
    left = [one for one in rows if before is None or one.id < before]
    return keyset(request, left, lambda one: _shown(caller, one), lambda one: {"id_before": str(one.id)})


async def show(request: Request) -> Response:
    caller = caller_of(request, reads=_READS)
    wanted = whole(request.path_params["id"])
    found = next((one for one in caller.gitlab.world.users if one.id == wanted), None)
    if found is None:
        raise not_found("User")
    body = _shown(caller, found) | {"bio": "", "location": "", "bot": False, "job_title": "", "pronouns": None}
    return json_answer(body | {"created_at": stamp(EPOCH)})


async def own(request: Request) -> Response:
    """Return the caller as only the caller sees it."""
    caller = caller_of(request, reads=_READS)
    body = {"bio": "", **_shown(caller, caller.user), **_private(caller.gitlab, caller.user)}
    # Others than administrators do not see the member at all; admin mode is no condition for it.
    return json_answer(body | {"is_admin": True} if caller.admin else body)


def basic(gitlab: Instance, one: User) -> dict[str, object]:
    """Return what everybody may know of a user, as it stands in all other objects."""
    return {
        "id": one.id, "username": one.username, "public_email": None, "name": one.name, "state": "active",
        "locked": False, "avatar_url": None, "web_url": f"{gitlab.external_url}/{one.username}",
    }  # fmt: skip


def _newest_first(caller: Caller) -> Sequence[User]:
    return sorted(caller.gitlab.world.users, key=lambda one: -one.id)


def _wanted(request: Request, caller: Caller, one: User) -> bool:
    query = request.query_params
    name, search = query.get("username", "").lower(), query.get("search", "").lower()
    if name and one.username != name:
        return False
    if flag(query.get("blocked")) or (flag(query.get("admins")) and not (caller.admin_powers and one.admin)):
        return False
    # A part of a name will do; an address has to be known as a whole.
    return not search or search in one.name.lower() or search in one.username or search == one.email


def _shown(caller: Caller, one: User) -> dict[str, object]:
    shown = basic(caller.gitlab, one)
    if not caller.admin_powers:
        return shown
    more = _private(caller.gitlab, one)
    return shown | more | {"is_admin": one.admin, "note": None, "namespace_id": _namespace_id(caller.gitlab, one)}


def _private(gitlab: Instance, one: User) -> dict[str, object]:
    day = stamp(gitlab.now())[:10]
    return {
        "created_at": stamp(EPOCH), "confirmed_at": stamp(EPOCH), "last_sign_in_at": stamp(EPOCH),
        "current_sign_in_at": stamp(EPOCH), "last_activity_on": day, "email": one.email, "commit_email": one.email,
        "theme_id": 1, "color_scheme_id": 1, "projects_limit": 100_000, "identities": identities(gitlab, one),
        "can_create_group": True, "can_create_project": True, "two_factor_enabled": True, "external": False,
        "private_profile": False, "namespace_id": _namespace_id(gitlab, one),
    }  # fmt: skip


def _namespace_id(gitlab: Instance, one: User) -> int | None:
    """Return the number of the user's own namespace, None for somebody without one."""
    own = gitlab.world.namespaces.find(one.username)
    return own.id if own is not None and own.kind == "user" else None
