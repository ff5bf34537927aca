"""Commits of a repository over the API."""

import math
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import bad_request, flag, json_answer, not_found, params_of, path_part, required
from wizard.lab.gitlab.api.caller import caller_of, project_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.push_checks import push_problem
from wizard.lab.gitlab.jira_issues.triggers import commits_pushed
from wizard.lab.gitlab.workers.live import branch_pushed
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, FileChange
from wizard.lab.gitlab.world.repository import RefUnknown

_ACTIONS = ("create", "delete", "move", "update", "chmod")


async def index(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    since, until = moment(request, "since"), moment(request, "until")
    if flag(request.query_params.get("all")):
        every = caller.gitlab.world.repository(project).all_commits(since or 0.0, math.inf if until is None else until)
        return paged(request, every, lambda one: shown(caller.gitlab, project, one))
    ref = request.query_params.get("ref_name") or project.default_branch
    repository = caller.gitlab.world.repository(project)
    old, is_range, new = ref.partition("..")
    try:
        rows = repository.between(old, new) if is_range else repository.commits(ref)
    except RefUnknown as error:
        raise not_found("Commit") from error
    rows = tuple(one for one in rows if (since or 0.0) <= one.created_at <= (math.inf if until is None else until))
    return paged(request, rows, lambda one: shown(caller.gitlab, project, one))


async def show(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    try:
        commit = caller.gitlab.world.repository(project).commits(path_part(request, "sha"))[0]
    except RefUnknown as error:
        raise not_found("Commit") from error
    stats = {"additions": sum(f.added for f in commit.files), "deletions": sum(f.removed for f in commit.files)}
    body = shown(caller.gitlab, project, commit)
    return json_answer(body | {"stats": stats | {"total": sum(stats.values())}, "status": None})


async def create(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "branch", "commit_message", "actions")
    branch, start = str(params["branch"]), params.get("start_branch")
    files = [_file(one) for one in params["actions"]] if isinstance(params["actions"], list) else []
    repository = gitlab.world.repository(project, write=True)
    refused = await push_problem(gitlab, project, str(params["commit_message"]))
    if refused is not None:
        raise bad_request(refused)
    try:
        if start:
            if repository.tip(branch) is not None:
                raise bad_request(
                    f"A branch called '{branch}' already exists. Switch to that branch in order to make changes"
                )
            repository.create_branch(branch, str(start), gitlab.now())
            gitlab.world.created_branches.append((project.full_path, branch))
        elif repository.tip(branch) is None:
            raise bad_request("You can only create or edit files when you are on a branch")
    except RefUnknown as error:
        raise bad_request(f"Cannot find start branch {start!r}") from error
    made = repository.commit(branch, str(params["commit_message"]), caller.user.username, files, gitlab.now())
    branch_pushed(gitlab, project, branch, (made,))
    commits_pushed(gitlab, project, branch, (made,))
    return json_answer(shown(gitlab, project, made), 201)


def shown(gitlab: Instance, project: Project, commit: Commit) -> dict[str, object]:
    """Return the commit as the API writes it."""
    author = gitlab.world.user(commit.author)
    when = stamp(commit.created_at, zulu=False)
    return {
        "id": commit.sha, "short_id": commit.sha[:8], "created_at": when, "parent_ids": list(commit.parents),
        "title": commit.title, "message": commit.message, "author_name": author.name, "author_email": author.email,
        "authored_date": when, "committer_name": author.name, "committer_email": author.email,
        "committed_date": when, "trailers": {},
        "web_url": f"{gitlab.external_url}/{project.full_path}/-/commit/{commit.sha}",
    }  # fmt: skip


def _file(action: Any) -> FileChange:  # noqa: ANN401 - one member of a JSON body
    if not isinstance(action, dict) or action.get("action") not in _ACTIONS or not action.get("file_path"):
        raise bad_request("actions does not have a valid value")
    lines = str(action.get("content", "")).count("\n") + 1
    kind = action["action"]
    if kind == "create":
        return FileChange(str(action["file_path"]), "ADDED", lines, 0)
    if kind == "delete":
        return FileChange(str(action["file_path"]), "DELETED", 0, lines)
    return FileChange(str(action["file_path"]), "MOVED" if kind == "move" else "MODIFIED", lines, 0)
