"""Branches of a repository over the API."""

import re
from bisect import bisect_right

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import (
    Refused,
    bad_request,
    empty,
    forbidden,
    json_answer,
    not_found,
    one_of,
    params_of,
    path_part,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.commits import shown as shown_commit
from wizard.lab.gitlab.api.paging import Cut, asked_for, keyset, paged
from wizard.lab.gitlab.workers.live import branch_pushed, branch_removed
from wizard.lab.gitlab.world.people import DEVELOPER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit
from wizard.lab.gitlab.world.repository import RefUnknown

_SORTS = ("name_asc", "updated_asc", "updated_desc")
_BAD_NAME = re.compile(r"^[-/]|\.\.|//|[\x00-\x20~^:?*\[\\\x7f]|@\{|[/.]$|\.lock$|^@$|^$")


async def index(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    repository = caller.gitlab.world.repository(project)
    search, pattern = request.query_params.get("search", ""), _pattern(request)
    names = [name for name in repository.branch_names() if _matches(name, search) and pattern.search(name)]

    def show(name: str) -> object:
        tip = repository.tip(name)
        return None if tip is None else _shown(caller, project, name, tip)

    if one_of(request, "pagination", ("legacy", "keyset"), "legacy") == "keyset":
        left = names[bisect_right(names, request.query_params.get("page_token", "")) :]
        return keyset(request, left, show, lambda name: {"page_token": name})
    sort = one_of(request, "sort", _SORTS, "name_asc")
    if sort == "name_asc":
        return paged(request, names, show)
    place, size = asked_for(request)
    total = len(repository.branch_names())
    every = len(names) < total or sort == "updated_asc"
    newest = [name for name, _ in repository.newest_branches(total if every else place + size)]
    if every:
        fitting = set(names)
        newest = [name for name in newest if name in fitting]
    if sort == "updated_asc":
        newest.reverse()
    return paged(request, Cut(place, newest[place : place + size], len(names)), show)


async def show(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    name = path_part(request, "branch")
    tip = caller.gitlab.world.repository(project).tip(name)
    if tip is None:
        raise not_found("Branch")
    return json_answer(_shown(caller, project, name, tip))


async def create(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "branch", "ref")
    if gitlab.bites("gitlab-branch-refused") is not None:
        raise forbidden()
    name, ref = str(params["branch"]), str(params["ref"])
    if _BAD_NAME.search(name):
        raise bad_request("Branch name is invalid")
    repository = gitlab.world.repository(project, write=True)
    if repository.tip(name) is not None:
        raise bad_request("Branch already exists")
    try:
        if gitlab.bites("gitlab-branch-lost") is not None:
            return json_answer(_shown(caller, project, name, repository.commits(ref)[0]), 201)
        tip = repository.create_branch(name, ref, gitlab.now())
    except RefUnknown as error:
        raise bad_request(f"Invalid reference name: {ref}") from error
    gitlab.world.created_branches.append((project.full_path, name))
    # Of a new branch GitLab sends what the default branch does not have (branch_hooks_service.rb, 100 at most).
    branch_pushed(gitlab, project, name, repository.between(project.default_branch, name)[:100])
    return json_answer(_shown(caller, project, name, tip), 201)


async def delete(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    project = project_of(request, caller, DEVELOPER)
    name = path_part(request, "branch")
    repository = gitlab.world.repository(project, write=True)
    if repository.tip(name) is None:
        raise not_found("Branch")
    if gitlab.bites("gitlab-branch-delete-refused") is not None or name == project.default_branch:
        raise forbidden()
    repository.delete_branch(name, gitlab.now())
    gitlab.world.removed_branches.append((project.full_path, name))
    branch_removed(gitlab, project, name)
    return empty(204)


def _pattern(request: Request) -> re.Pattern[str]:
    """Return what the names have to match by `regex`.

    Raises: Refused for an expression that is none.
    """
    try:
        return re.compile(request.query_params.get("regex", ""))
    except re.error as error:
        raise Refused(400, {"error": "regex is an invalid regex"}) from error


def _matches(name: str, search: str) -> bool:
    """Tell whether the name fits: `^a` begins with a, `a$` ends with a, else contains."""
    if search.startswith("^"):
        return name.startswith(search[1:])
    if search.endswith("$"):
        return name.endswith(search[:-1])
    return search.lower() in name.lower()


def _shown(caller: Caller, project: Project, name: str, tip: Commit) -> dict[str, object]:
    default = name == project.default_branch
    return {
        "name": name, "commit": shown_commit(caller.gitlab, project, tip), "merged": False, "protected": default,
        "developers_can_push": False, "developers_can_merge": False,
        "can_push": caller.may(project.namespace, DEVELOPER), "default": default,
        "web_url": f"{caller.gitlab.external_url}/{project.full_path}/-/tree/{name}",
    }  # fmt: skip
