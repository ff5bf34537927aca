"""Merge requests of a project, of a group with all below it, and of the caller, filtered and page by page."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import one_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.merge_request_order import in_order
from wizard.lab.gitlab.api.merge_requests import shown
from wizard.lab.gitlab.api.paging import MOST_COUNTED, Cut, asked_for, paged
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import MergeRequest
from wizard.lab.gitlab.world.repository import Repository

Row = tuple[Project, MergeRequest]
_STATES: Final = ("opened", "closed", "locked", "merged", "all")
_SCOPES: Final = ("created_by_me", "assigned_to_me", "reviews_for_me", "all")
_ORDERS: Final = ("created_at", "updated_at", "label_priority", "merged_at", "popularity", "priority", "title")
_NARROWING: Final = {
    "author_username", "source_branch", "target_branch", "search", "iids", "iids[]", "updated_after", "updated_before",
    "created_after", "created_before",
}  # fmt: skip
_PROJECTS_A_TURN: Final = 100


async def of_project(request: Request) -> Response:
    caller = caller_of(request)
    return await _listed(request, caller, [project_of(request, caller).id])


async def of_group(request: Request) -> Response:
    caller = caller_of(request)
    ids = caller.gitlab.world.projects_under(group_of(request, caller))
    return await _listed(request, caller, _projects(caller, ids))


async def of_caller(request: Request) -> Response:
    """List across the instance; without a scope what the caller has made."""
    caller = caller_of(request)
    return await _listed(
        request, caller, _projects(caller, range(1, caller.gitlab.world.projects.count + 1)), scope="created_by_me"
    )


def _projects(caller: Caller, ids: Iterable[int]) -> list[int]:
    """Return those of these projects that the caller may see."""
    world = caller.gitlab.world
    open_to = {one.id for one in world.namespaces.every if caller.sees(one)}
    return [one for one in ids if world.projects.namespace_of(one).id in open_to]


async def _listed(request: Request, caller: Caller, ids: Sequence[int], scope: str = "all") -> Response:
    by_update = one_of(request, "order_by", _ORDERS, "created_at") == "updated_at"
    newest_first = one_of(request, "sort", ("asc", "desc"), "desc") == "desc"
    wanted = _Filter(request, caller, scope)
    place, size = asked_for(request)
    repositories = await _repositories(caller, ids)
    everything = sum(one.merge_request_count for one in repositories) if wanted.takes_all else None
    if everything is not None and place >= everything:
        repositories = []
    rows: list[Row] = []
    number = 0
    enough = place + size if everything is not None else max(place + size, MOST_COUNTED) + 1
    order = in_order(repositories, updates=by_update, newest_first=newest_first, updated_after=wanted.updated_after)
    async for repository, iid in order:
        here = place <= number < place + size
        one = repository.merge_request(iid) if here or everything is None else None
        if everything is None and (one is None or not wanted.fits(one)):
            continue
        if here and one is not None:
            rows.append((repository.project, one))
        number += 1
        if number >= enough:
            break
    return paged(
        request, Cut(place, rows, number if everything is None else everything), lambda row: shown(caller, *row)
    )


async def _repositories(caller: Caller, ids: Sequence[int]) -> list[Repository]:
    world, found = caller.gitlab.world, []
    for number, one in enumerate(ids, start=1):
        project = world.projects.get(one)
        if project is not None:
            found.append(world.repository(project))
        if number % _PROJECTS_A_TURN == 0:
            await asyncio.sleep(0)
    return found


class _Filter:
    """What the query wants of a merge request.

    Raises: Refused for values that are none.
    """

    def __init__(self, request: Request, caller: Caller, scope: str) -> None:
        query = request.query_params
        self._state = one_of(request, "state", _STATES, "all")
        self._scope = one_of(request, "scope", _SCOPES, scope)
        self._me = caller.user.username
        self._author = query.get("author_username")
        self._source, self._target = query.get("source_branch"), query.get("target_branch")
        self._search = query.get("search", "").lower()
        self._iids = {whole(one) for one in (*query.getlist("iids"), *query.getlist("iids[]"))}
        self.takes_all = self._scope == "all" and not _NARROWING & query.keys() and self._state == "all"
        """No merge request is left out: nobody has to look at one to count them."""
        self.updated_after = moment(request, "updated_after")
        self._changed = (self.updated_after, moment(request, "updated_before"))
        self._made = (moment(request, "created_after"), moment(request, "created_before"))

    def fits(self, one: MergeRequest) -> bool:
        return (
            self._state in ("all", one.state)
            and self._in_scope(one)
            and self._author in (None, one.author)
            and self._source in (None, one.source_branch)
            and self._target in (None, one.target_branch)
            and (not self._iids or one.iid in self._iids)
            and _within(one.updated_at, self._changed)
            and _within(one.created_at, self._made)
            and self._search in f"{one.title} {one.description}".lower()
        )

    def _in_scope(self, one: MergeRequest) -> bool:
        if self._scope == "reviews_for_me":
            return self._me in one.reviewers
        # Nobody is ever assigned a merge request here.
        return self._scope == "all" or (self._scope == "created_by_me" and one.author == self._me)


def _within(moment_s: float, limits: tuple[float | None, float | None]) -> bool:
    after, before = limits
    return (after is None or moment_s >= after) and (before is None or moment_s <= before)
