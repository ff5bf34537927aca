"""Groups over the API."""

import base64
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, bad_request, flag, json_answer, one_of, params_of, wanted_level
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of
from wizard.lab.gitlab.api.paging import keyset, paged, wants_keyset
from wizard.lab.gitlab.api.projects import project_list
from wizard.lab.gitlab.ip_restriction import RangesInvalid
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import GUEST, OWNER

_ORDERS: Final[dict[str, Callable[[Namespace], Any]]] = {
    "name": lambda one: (one.full_name, one.id),
    "path": lambda one: one.path,
    "id": lambda one: one.id,
    "similarity": lambda one: (one.full_name, one.id),
}


class _Cursor(msgspec.Struct):
    """What a link to the next page says about its place."""

    name: str
    id: int


async def index(request: Request) -> Response:
    caller = caller_of(request)
    query = request.query_params
    level = wanted_level(request)
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
    order = _ORDERS[one_of(request, "order_by", _ORDERS, "name")]
    descending = one_of(request, "sort", ("asc", "desc"), "asc") == "desc"
    by_keyset = wants_keyset(request, "name", default_order="name")
    rows.sort(key=order, reverse=descending)
    if by_keyset and not descending:
        place = _place(query.get("cursor"))
        left = rows[bisect_right(rows, place, key=lambda one: (one.full_name, one.id)) :]
        return keyset(request, left, lambda one: shown(caller, one), lambda one: {"cursor": _cursor(one)})
    return paged(request, rows, lambda one: shown(caller, one))


async def show(request: Request) -> Response:
    caller = caller_of(request)
    return json_answer(_detailed(caller, group_of(request, caller)))


async def change(request: Request) -> Response:
    """Change who may reach a group by address; nothing else of a group can be changed in the lab."""
    caller = caller_of(request)
    group = group_of(request, caller, OWNER)
    params = await params_of(request)
    if "ip_restriction_ranges" in params:
        try:
            caller.gitlab.ip_restriction.change(group, str(params["ip_restriction_ranges"] or ""))
        except RangesInvalid as error:
            raise bad_request({"ip_restriction_ranges": [error.text]}) from error
    return json_answer(_detailed(caller, group))


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


def _detailed(caller: Caller, group: Namespace) -> dict[str, object]:
    """Return the group as it is shown alone; the addresses it opens to are for its owners."""
    body = shown(caller, group) | {"shared_with_groups": [], "prevent_sharing_groups_outside_hierarchy": False}
    if not caller.may(group, OWNER):
        return body
    return body | {"ip_restriction_ranges": caller.gitlab.ip_restriction.ranges.get(group.id)}


def _cursor(one: Namespace) -> str:
    """Return the place after this group as the link to the next page has it: opaque to whoever follows it."""
    return base64.urlsafe_b64encode(msgspec.json.encode({"name": one.full_name, "id": one.id, "_kd": "n"})).decode()


def _place(cursor: str | None) -> tuple[str, int]:
    """Return name and id that a cursor stands for; before all groups when there is none.

    Raises: Refused for a cursor that no link had.
    """
    if not cursor:
        return ("", 0)
    try:
        read = msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=_Cursor)
    except (ValueError, msgspec.DecodeError) as error:
        raise Refused(400, {"error": "cursor is invalid"}) from error
    return (read.name, read.id)


def _listed(caller: Caller, group: Namespace, wanted: int) -> bool:
    """Tell whether a list shows the group; a wanted role counts only when it was given, not as administrator."""
    if not caller.reaches(group) and not caller.may(group, OWNER):
        return False
    if wanted:
        return caller.gitlab.level(caller.user.username, group.full_path) >= wanted
    return group.visibility != "private" or caller.may(group, GUEST)
