"""Projects over the API."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, flag, json_answer, one_of, wanted_level
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.paging import keyset, paged, wants_keyset
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.jira_issues.imported import is_imported
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import GUEST
from wizard.lab.gitlab.world.projects import Project

_ORDERS: Final = ("id", "name", "path", "created_at", "updated_at", "last_activity_at", "similarity", "star_count")


async def index(request: Request) -> Response:
    caller = caller_of(request)
    return project_list(request, caller, range(1, caller.gitlab.world.projects.count + 1))


async def of_user(request: Request) -> Response:
    """Return the projects of the user's own namespace; the user is asked for by number or name."""
    caller = caller_of(request)
    asked, gitlab = request.path_params["id"], caller.gitlab
    user = next((one for one in gitlab.world.users if asked in (str(one.id), one.username)), None)
    if user is None:
        raise Refused(404, {"message": "404 User Not Found"})
    own = [one for one in gitlab.world.namespaces.every if one.kind == "user" and one.path == user.username]
    return project_list(request, caller, gitlab.world.projects.of(own))


async def show(request: Request) -> Response:
    caller = caller_of(request)
    return json_answer(shown(caller, project_of(request, caller)))


def project_list(request: Request, caller: Caller, ids: Sequence[int]) -> Response:
    """Return the visible ones of these projects as one page, by keyset or offset."""
    by_keyset = wants_keyset(request, "id", default_order="created_at")
    descending = one_of(request, "sort", ("asc", "desc"), "desc") == "desc"
    order = one_of(request, "order_by", _ORDERS, "created_at")
    wanted = _between(request, _visible(request, caller, ids))
    if order in ("last_activity_at", "updated_at"):
        wanted.sort(key=lambda one: (caller.gitlab.world.last_activity(one), one))
    if descending:
        wanted = wanted[::-1]
    if by_keyset:
        name = "id_before" if descending else "id_after"
        return keyset(request, wanted, lambda one: _row(caller, one), lambda one: {name: str(one)})
    return paged(request, wanted, lambda one: _row(caller, one), kind="Project")


def shown(caller: Caller, project: Project) -> dict[str, object]:
    """Return the project as the API writes it."""
    url, space = caller.gitlab.external_url, project.namespace
    level = caller.gitlab.level(caller.user.username, space.full_path)
    access = {"access_level": level, "notification_level": 3} if level else None
    repository = caller.gitlab.world.repository(project)
    emptied = caller.gitlab.bites("gitlab-project-empty")
    empty = emptied is not None and emptied["project"] == project.full_path
    shut = caller.gitlab.bites("gitlab-issues-disabled")
    no_issues = shut is not None and shut["project"] == project.full_path
    imported = is_imported(caller.gitlab, project)
    return {
        "id": project.id, "description": None, "name": project.name, "path": project.name,
        "name_with_namespace": f"{space.full_name} / {project.name}", "path_with_namespace": project.full_path,
        "created_at": stamp(project.created_at), "last_activity_at": stamp(repository.last_activity),
        "default_branch": None if empty else project.default_branch, "topics": [],
        "archived": caller.gitlab.world.projects.is_archived(project.id),
        "visibility": space.visibility,
        "web_url": f"{url}/{project.full_path}", "http_url_to_repo": f"{url}/{project.full_path}.git",
        "avatar_url": None, "empty_repo": empty, "issues_enabled": not no_issues, "merge_requests_enabled": True,
        "issues_access_level": "disabled" if no_issues else "enabled",
        "import_type": "gitlab_project" if imported else None, "import_status": "finished" if imported else "none",
        "namespace": {
            "id": space.id, "name": space.name, "path": space.path, "kind": space.kind,
            "full_path": space.full_path, "parent_id": space.parent_id, "web_url": f"{url}/{space.full_path}",
        },
        "permissions": {"project_access": None, "group_access": access},
    }  # fmt: skip


def moment(request: Request, name: str) -> float | None:
    """Return a time parameter in seconds, None when it was not sent.

    Raises: Refused when it is no ISO 8601 time.
    """
    text = request.query_params.get(name)
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise Refused(400, {"error": f"{name} is invalid"}) from error
    return read.timestamp()


def _row(caller: Caller, project_id: int) -> dict[str, object]:
    project = caller.gitlab.world.projects.get(project_id)
    if project is None:
        raise LookupError(f"project {project_id} left the world")
    return shown(caller, project)


def _between(request: Request, ids: list[int]) -> list[int]:
    """Return the ascending ids after `id_after` and before `id_before`."""
    query = request.query_params
    after, before = whole(query.get("id_after")), whole(query.get("id_before"))
    start = 0 if after is None else bisect_right(ids, after)
    return ids[start : None if before is None else bisect_left(ids, before)]


def _visible(request: Request, caller: Caller, ids: Sequence[int]) -> list[int]:
    query, world = request.query_params, caller.gitlab.world
    level = wanted_level(request) or (GUEST if flag(query.get("membership")) else 0)
    search, since = query.get("search", "").lower(), moment(request, "last_activity_after")
    open_to = {one.id for one in world.namespaces.every if _open(caller, one, level)}
    kept = [one for one in ids if world.projects.namespace_of(one).id in open_to]
    if query.get("archived"):
        archived = flag(query["archived"])
        kept = [one for one in kept if world.projects.is_archived(one) is archived]
    if not search and since is None:
        return kept

    def searched(project: Project) -> str:
        return project.full_path if flag(query.get("search_namespaces")) else project.name

    projects = [project for one in kept if (project := world.projects.get(one)) is not None]
    return [
        project.id
        for project in projects
        if search in searched(project).lower() and (since is None or world.last_activity(project.id) > since)
    ]


def _open(caller: Caller, namespace: Namespace, level: int) -> bool:
    if not caller.reaches(namespace):
        return False
    if level:
        return caller.gitlab.level(caller.user.username, namespace.full_path) >= level
    return namespace.visibility != "private" or caller.may(namespace, GUEST)
