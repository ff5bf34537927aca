"""Groups over the API."""

from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import flag, json_answer
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.projects import project_list
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import GUEST, OWNER

_ORDERS: Final[dict[str, Callable[[Namespace], Any]]] = {
    "name": lambda one: one.full_name,
    "path": lambda one: one.path,
    "id": lambda one: one.id,
}


async def index(request: Request) -> Response:
    caller = caller_of(request)
    query = request.query_params
    level = whole(query.get("min_access_level")) or 0
    skipped = {
        one for part in (*query.getlist("skip_groups"), *query.getlist("skip_groups[]")) for one in part.split(",")
    }
    search, top_only = query.get("search", "").lower(), flag(query.get("top_level_only"))
    wanted = max(level, OWNER if flag(query.get("owned")) else 0)
    # The cheap questions come first: there may be ten thousand groups.
    rows = [
        one
        for one in caller.gitlab.world.namespaces.groups()
        if (not top_only or one.parent_id is None)
        and (not search or search in one.name.lower() or search in one.path.lower())
        and _listed(caller, one, wanted)
        and str(one.id) not in skipped
    ]
    rows.sort(key=_ORDERS.get(query.get("order_by", "name"), _ORDERS["name"]), reverse=query.get("sort") == "desc")
    return paged(request, rows, lambda one: shown(caller, one))


async def show(request: Request) -> Response:
    caller = caller_of(request)
    return json_answer(shown(caller, group_of(request, caller)))


async def subgroups(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller)
    rows = [one for one in caller.gitlab.world.namespaces.groups() if one.parent_id == group.id]
    return paged(request, rows, lambda one: shown(caller, one))


async def descendants(request: Request) -> Response:
    caller = caller_of(request)
    group = group_of(request, caller)
    rows = [one for one in caller.gitlab.world.namespaces.below(group) if one.id != group.id]
    return paged(request, rows, lambda one: shown(caller, one))


async def projects(request: Request) -> Response:
    caller = caller_of(request)
    deep = flag(request.query_params.get("include_subgroups"))
    ids = caller.gitlab.world.projects_under(group_of(request, caller), subgroups=deep)
    return project_list(request, caller, ids)


def shown(caller: Caller, group: Namespace) -> dict[str, object]:
    """Return the group as the API writes it."""
    return {
        "id": group.id, "web_url": f"{caller.gitlab.external_url}/groups/{group.full_path}", "name": group.name,
        "path": group.path, "description": group.description, "visibility": group.visibility, "avatar_url": None,
        "full_name": group.full_name, "full_path": group.full_path, "created_at": stamp(EPOCH),
        "parent_id": group.parent_id, "request_access_enabled": True, "marked_for_deletion_on": None,
    }  # fmt: skip


def _listed(caller: Caller, group: Namespace, wanted: int) -> bool:
    """Tell whether a list shows the group; a wanted role counts only when it was given, not as administrator."""
    if wanted:
        return caller.gitlab.level(caller.user.username, group.full_path) >= wanted
    return group.visibility != "private" or caller.may(group, GUEST)
