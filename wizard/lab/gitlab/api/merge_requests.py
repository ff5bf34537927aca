"""Merge requests over the API."""

from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import (
    Refused,
    bad_request,
    empty,
    flag,
    forbidden,
    json_answer,
    not_found,
    params_of,
    path_part,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.commits import shown as shown_commit
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.jira_issues.references import rendered
from wizard.lab.gitlab.jira_issues.triggers import merge_request_merged, merge_request_written
from wizard.lab.gitlab.workers.live import branch_pushed, branch_removed, merge_request_changed
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER, OWNER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import MergeRequest, State
from wizard.lab.gitlab.world.repository import RefUnknown, Repository

_MERGE_STATUS: Final = {"opened": "mergeable", "closed": "not_open", "merged": "not_open", "locked": "not_open"}


async def show(request: Request) -> Response:
    caller, project, _, found = _addressed(request)
    as_html = rendered(caller.gitlab, project, found) if flag(request.query_params.get("render_html")) else {}
    return json_answer(shown(caller, project, found) | as_html)


async def commits(request: Request) -> Response:
    """List what the source branch has over the target, the newest first; nothing once the branch is gone."""
    caller, project, repository, found = _addressed(request)
    target = {one.sha for one in repository.commits(found.target_branch)}
    source = repository.commits(found.source_branch) if repository.tip(found.source_branch) is not None else ()
    own = [one for one in source if one.sha not in target]
    return paged(request, own, lambda one: shown_commit(caller.gitlab, project, one))


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
    twin = repository.opened_from(source)
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
    merge_request_written(gitlab, project, made)
    return json_answer(shown(caller, project, made), 201)


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
    written = (changed.title, changed.description) != (found.title, found.description)
    changed = repository.change_merge_request(changed, caller.gitlab.now())
    merge_request_changed(caller.gitlab, project, changed)
    if written:
        merge_request_written(caller.gitlab, project, changed)
    return json_answer(shown(caller, project, changed))


async def delete(request: Request) -> Response:
    caller, _project, repository, found = _addressed(request, OWNER)
    if not repository.drop_merge_request(found.iid, caller.gitlab.now()):
        raise forbidden()  # those of the past are made anew for each question
    return empty(204)


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
    merge_request_merged(gitlab, project, merged, commit)
    if flag((await params_of(request)).get("should_remove_source_branch")) and repository.tip(found.source_branch):
        repository.delete_branch(found.source_branch, now)
        branch_removed(gitlab, project, found.source_branch)
    return json_answer(shown(caller, project, merged))


def _addressed(request: Request, level: int = 0) -> tuple[Caller, Project, Repository, MergeRequest]:
    caller = caller_of(request)
    project = project_of(request, caller, level)
    repository = caller.gitlab.world.repository(project, write=level > 0)
    found = repository.merge_request(whole(path_part(request, "iid")) or 0)
    if found is None:
        raise not_found()
    return caller, project, repository, found


def shown(caller: Caller, project: Project, one: MergeRequest) -> dict[str, object]:
    url = caller.gitlab.external_url
    person = basic(caller.gitlab, caller.gitlab.world.user(one.author))
    return {
        "id": one.id, "iid": one.iid, "project_id": project.id, "title": one.title, "description": one.description,
        "state": one.state, "created_at": stamp(one.created_at), "updated_at": stamp(one.updated_at),
        "merged_at": None if one.merged_at is None else stamp(one.merged_at), "author": person,
        "source_branch": one.source_branch, "target_branch": one.target_branch, "sha": one.sha,
        "source_project_id": project.id, "target_project_id": project.id, "draft": one.title.startswith("Draft:"),
        "user_notes_count": one.notes, "labels": [], "merge_status": "can_be_merged",
        "detailed_merge_status": _MERGE_STATUS[one.state], "assignees": [], "assignee": None,
        "reviewers": [basic(caller.gitlab, caller.gitlab.world.user(name)) for name in one.reviewers],
        "closed_at": stamp(one.updated_at) if one.state == "closed" else None, "has_conflicts": False,
        "references": {"short": f"!{one.iid}", "full": f"{project.full_path}!{one.iid}"},
        "web_url": f"{url}/{project.full_path}/-/merge_requests/{one.iid}",
    }  # fmt: skip
