"""The form that makes a branch for a Jira issue."""

import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.accounts import csrf_fits
from wizard.lab.gitlab.api.answers import gitlab_of, params_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.oauth.sign_in import session_of, to_sign_in
from wizard.lab.gitlab.pages import error_page, hidden, page
from wizard.lab.gitlab.workers.live import branch_pushed
from wizard.lab.gitlab.world.people import DEVELOPER, User
from wizard.lab.gitlab.world.repository import RefUnknown


async def form(request: Request) -> Response:
    session = session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    gitlab = gitlab_of(request)
    key, summary = (request.query_params.get(name, "") for name in ("issue_key", "issue_summary"))
    options = "".join(f"<option>{escape(path)}</option>" for path in _projects(gitlab, session.user))
    return page(
        "New branch",
        f'<form action="{gitlab.root}/-/jira_connect/branches/new" method="post">'
        f"{hidden({'authenticity_token': session.csrf})}"
        f'<p><label>Project <select name="project">{options}</select></label></p>'
        f'<p><label>Branch name <input name="branch" value="{escape(_slug(key, summary))}"></label></p>'
        '<p><label>Source branch <input name="ref" value="main"></label></p><button>Create branch</button></form>',
    )


async def create(request: Request) -> Response:
    gitlab, session = gitlab_of(request), session_of(request)
    params = await params_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    if not csrf_fits(session, params.get("authenticity_token")):
        return error_page(422)
    project = gitlab.world.projects.find(str(params.get("project", "")))
    if project is None or gitlab.level(session.user.username, project.namespace.full_path) < DEVELOPER:
        return error_page(404)
    name = str(params.get("branch", ""))
    repository = gitlab.world.repository(project, write=True)
    if not name or repository.tip(name) is not None:
        return page("New branch", '<p class="flash">Branch already exists</p>', 422)
    try:
        repository.create_branch(name, str(params.get("ref", "")), gitlab.now())
    except RefUnknown:
        return page("New branch", '<p class="flash">Invalid reference name</p>', 422)
    branch_pushed(gitlab, project, name, ())
    return page("New branch was successfully created", "<p>You can now close this window and return to Jira.</p>")


def _projects(gitlab: Instance, user: User) -> list[str]:
    world = gitlab.world
    mine = [one for one in world.namespaces.every if gitlab.level(user.username, one.full_path) >= DEVELOPER]
    numbers = world.projects.of(mine)[:100]
    return [one.full_path for number in numbers if (one := world.projects.get(number)) is not None]


def _slug(key: str, summary: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", summary.lower()).strip("-")
    return f"{key}-{words}" if words else key
