"""Merge requests of a project, of a group with all below it, and of the caller, filtered and page by page."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import one_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.merge_requests import shown
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import MergeRequest

Row = tuple[Project, MergeRequest]
_STATES: Final = ("opened", "closed", "locked", "merged", "all")
_SCOPES: Final = ("created_by_me", "assigned_to_me", "reviews_for_me", "all")
_ORDERS: Final = ("created_at", "updated_at", "label_priority", "merged_at", "popularity", "priority", "title")
_PROJECTS_A_TURN: Final = 25


async def of_project(request: Request) -> Response:
    caller = caller_of(request)
    return await _listed(request, caller, [project_of(request, caller)])


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


def _projects(caller: Caller, ids: Iterable[int]) -> list[Project]:
    """Return those of these projects that the caller may see."""
    found = (caller.gitlab.world.projects.get(number) for number in ids)
    return [one for one in found if one is not None and caller.sees(one.namespace)]


async def _listed(request: Request, caller: Caller, projects: Sequence[Project], scope: str = "all") -> Response:
    by_update = one_of(request, "order_by", _ORDERS, "created_at") == "updated_at"
    newest_first = one_of(request, "sort", ("asc", "desc"), "desc") == "desc"
    wanted = _Filter(request, caller, scope)
    rows: list[Row] = []
    for number, project in enumerate(projects, start=1):
        rows += ((project, one) for one in caller.gitlab.world.repository(project).merge_requests() if wanted.fits(one))
        if number % _PROJECTS_A_TURN == 0:
            # A large group takes seconds: everybody else who asks this host is answered in between.
            await asyncio.sleep(0)
    rows.sort(key=lambda row: _order(row, by_update=by_update), reverse=newest_first)
    return paged(request, rows, lambda row: shown(caller, *row))


def _order(row: Row, *, by_update: bool) -> tuple[float, int]:
    return (row[1].updated_at if by_update else row[1].created_at, row[1].id)


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
        self._changed = (moment(request, "updated_after"), moment(request, "updated_before"))
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
    return (after is None or moment_s > after) and (before is None or moment_s < before)
