"""What Jira's toolchain page asks: linked workspaces and repositories."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wizard.lab.gitlab.api.answers import gitlab_of, json_answer, params_of
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.tokens import Visitor, visitor
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.projects import Project


async def workspaces(request: Request) -> Response:
    gitlab = gitlab_of(request)
    found = visitor(request, await params_of(request))
    search = request.query_params.get("searchQuery", "").lower()
    rows = [_workspace(one) for one in _linked(gitlab, found) if search in one.name.lower()]
    return json_answer({"workspaces": rows})


async def repositories(request: Request) -> Response:
    gitlab = gitlab_of(request)
    found = visitor(request, await params_of(request))
    query = request.query_params
    page, limit = _number(query.get("page"), 1), min(_number(query.get("limit"), 20), 100)
    matching = [one for one in _projects(gitlab, found) if query.get("searchQuery", "").lower() in one.full_path]
    rows = matching[(page - 1) * limit : page * limit]
    return json_answer({"containers": [_repository(gitlab, one) for one in rows]})


async def associate(request: Request) -> Response:
    gitlab = gitlab_of(request)
    params = await params_of(request)
    found = visitor(request, params)
    wanted = str(params.get("id", ""))
    project = next((one for one in _projects(gitlab, found) if str(one.id) == wanted), None)
    if project is None:
        return json_answer({"error": "Repository not found."}, 404)
    return json_answer(_repository(gitlab, project))


async def branch_route(request: Request) -> Response:
    """Send somebody who wants a branch to the GitLab that has the repositories."""
    gitlab = gitlab_of(request)
    found = visitor(request, await params_of(request))
    asked = {name: request.query_params.get(name, "") for name in ("issue_key", "issue_summary")}
    base = found.installation.instance_url or gitlab.external_url
    return RedirectResponse(f"{base}/-/jira_connect/branches/new?{urlencode(asked)}", 302)


def _linked(gitlab: Instance, found: Visitor) -> list[Namespace]:
    rows = gitlab.records.of(found.installation)
    return [gitlab.world.namespaces.by_id(one.namespace_id) for one in rows]


def _projects(gitlab: Instance, found: Visitor) -> list[Project]:
    ids = sorted({number for one in _linked(gitlab, found) for number in gitlab.world.projects_under(one)})
    return [project for number in ids if (project := gitlab.world.projects.get(number)) is not None]


def _workspace(one: Namespace) -> dict[str, object]:
    return {"id": str(one.id), "name": one.name, "avatarUrl": None}


def _repository(gitlab: Instance, project: Project) -> dict[str, object]:
    activity = gitlab.world.repository(project).last_activity
    return {
        "id": str(project.id), "name": project.name, "url": f"{gitlab.external_url}/{project.full_path}",
        "avatarUrl": None, "lastUpdatedDate": stamp(activity), "workspace": _workspace(project.namespace),
    }  # fmt: skip


def _number(text: str | None, default: int) -> int:
    return whole(text) or default
