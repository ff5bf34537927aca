"""Merge requests over the API."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import (
    Refused,
    bad_request,
    json_answer,
    not_found,
    one_of,
    params_of,
    path_part,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.workers.live import branch_pushed, merge_request_changed
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import MergeRequest, State
from wizard.lab.gitlab.world.repository import RefUnknown, Repository

Row = tuple[Project, MergeRequest]
_STATES: Final = ("opened", "closed", "locked", "merged", "all")
_SCOPES: Final = ("created_by_me", "assigned_to_me", "reviews_for_me", "all")
_ORDERS: Final = ("created_at", "updated_at", "label_priority", "merged_at", "popularity", "priority", "title")


async def of_project(request: Request) -> Response:
    caller = caller_of(request)
    return _listed(request, caller, [project_of(request, caller)])


async def of_group(request: Request) -> Response:
    caller = caller_of(request)
    world = caller.gitlab.world
    ids = world.projects_under(group_of(request, caller))
    return _listed(request, caller, [one for number in ids if (one := world.projects.get(number)) is not None])


async def show(request: Request) -> Response:
    caller, project, _, found = _addressed(request)
    return json_answer(_shown(caller, project, found))


async def create(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "title", "source_branch", "target_branch")
    source, target = str(params["source_branch"]), str(params["target_branch"])
    repository = gitlab.world.repository(project, write=True)
    if source == target:
        raise bad_request(["You can't use same project/branch for source and target"])
    twin = next(
        (one for one in repository.merge_requests() if one.state == "opened" and one.source_branch == source), None
    )
    if twin is not None and twin.target_branch == target:
        message = f"Another open merge request already exists for this source branch: !{twin.iid}"
        raise Refused(409, {"message": [message]})
    try:
        made = repository.open_merge_request(
            title=str(params["title"]),
            description=str(params.get("description") or ""),
            source=source,
            target=target,
            author=caller.user.username,
            now=gitlab.now(),
        )
    except RefUnknown as error:
        raise bad_request([f'Source branch "{source}" does not exist']) from error
    merge_request_changed(gitlab, project, made)
    return json_answer(_shown(caller, project, made), 201)


async def change(request: Request) -> Response:
    caller, project, repository, found = _addressed(request, DEVELOPER)
    params = await params_of(request)
    events: dict[str, State] = {"close": "closed", "reopen": "opened"}
    changed = replace(
        found,
        title=str(params.get("title", found.title)),
        description=str(params.get("description", found.description) or ""),
        state=events.get(str(params.get("state_event")), found.state),
    )
    changed = repository.change_merge_request(changed, caller.gitlab.now())
    merge_request_changed(caller.gitlab, project, changed)
    return json_answer(_shown(caller, project, changed))


async def merge(request: Request) -> Response:
    caller, project, repository, found = _addressed(request, DEVELOPER)
    gitlab = caller.gitlab
    if found.state != "opened":
        raise Refused(405, {"message": "405 Method Not Allowed"})
    now = gitlab.now()
    message = f"Merge branch '{found.source_branch}' into '{found.target_branch}'\n\n{found.title}"
    commit = repository.commit(found.target_branch, message, caller.user.username, (), now)
    merged = repository.change_merge_request(replace(found, state="merged", merged_at=now), now)
    merge_request_changed(gitlab, project, merged)
    branch_pushed(gitlab, project, found.target_branch, (commit,))
    return json_answer(_shown(caller, project, merged))


def _addressed(request: Request, level: int = 0) -> tuple[Caller, Project, Repository, MergeRequest]:
    caller = caller_of(request)
    project = project_of(request, caller, level)
    repository = caller.gitlab.world.repository(project, write=level > 0)
    found = repository.merge_request(whole(path_part(request, "iid")) or 0)
    if found is None:
        raise not_found()
    return caller, project, repository, found


def _listed(request: Request, caller: Caller, projects: Sequence[Project]) -> Response:
    query = request.query_params
    state, source = one_of(request, "state", _STATES, "all"), query.get("source_branch")
    one_of(request, "scope", _SCOPES, "all")
    since, search = moment(request, "updated_after"), query.get("search", "").lower()
    rows = [
        (project, one)
        for project in projects
        for one in caller.gitlab.world.repository(project).merge_requests()
        if state in ("all", one.state)
        and (source is None or one.source_branch == source)
        and (since is None or one.updated_at > since)
        and search in f"{one.title} {one.description}".lower()
    ]
    by_update = one_of(request, "order_by", _ORDERS, "created_at") == "updated_at"
    rows.sort(
        key=lambda row: _order(row, by_update=by_update),
        reverse=one_of(request, "sort", ("asc", "desc"), "desc") == "desc",
    )
    return paged(request, rows, lambda row: _shown(caller, *row))


def _order(row: Row, *, by_update: bool) -> tuple[float, int]:
    return (row[1].updated_at if by_update else row[1].created_at, row[1].id)


def _shown(caller: Caller, project: Project, one: MergeRequest) -> dict[str, object]:
    url = caller.gitlab.external_url
    person = basic(caller.gitlab, caller.gitlab.world.user(one.author))
    return {
        "id": one.id, "iid": one.iid, "project_id": project.id, "title": one.title, "description": one.description,
        "state": one.state, "created_at": stamp(one.created_at), "updated_at": stamp(one.updated_at),
        "merged_at": None if one.merged_at is None else stamp(one.merged_at), "author": person,
        "source_branch": one.source_branch, "target_branch": one.target_branch, "sha": one.sha,
        "source_project_id": project.id, "target_project_id": project.id, "draft": one.title.startswith("Draft:"),
        "user_notes_count": one.notes, "labels": [], "merge_status": "can_be_merged",
        "references": {"short": f"!{one.iid}", "full": f"{project.full_path}!{one.iid}"},
        "web_url": f"{url}/{project.full_path}/-/merge_requests/{one.iid}",
    }  # fmt: skip
