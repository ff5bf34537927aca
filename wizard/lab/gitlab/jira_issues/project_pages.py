"""Pages of a project on which the integration shows: the link that opens Jira, and the list of Jira issues.

Source: GitLab docs, Jira issue integration and Jira issue management; parts and ids of the pages are ours.
"""

from html import escape
from typing import Any, Final
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import gitlab_of
from wizard.lab.gitlab.api.caller import is_admin
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.jira_issues.inheritance import integration_of
from wizard.lab.gitlab.oauth.sign_in import session_of, to_sign_in
from wizard.lab.gitlab.pages import page
from wizard.lab.gitlab.world.people import GUEST
from wizard.lab.gitlab.world.projects import Project

HOME: Final = "/{path:project}"
ISSUES: Final = "/{path:path}/-/integrations/jira/issues"
_FETCHING: Final = (
    "Something went wrong while trying to fetch related Jira issues. Please check the Jira integration settings and "
    "try again."
)
_MOST: Final = 20


class _ProjectPath(Convertor[str]):
    """Paths that may be those of projects: two parts at least, the first one no word that GitLab keeps for itself."""

    regex = r"(?!(?:api|oauth|users|admin|groups|assets|-)/)[^/]+(?:/(?!-/)[^/]+)+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("project", _ProjectPath())


async def home(request: Request) -> Response:
    """Show a project, with a link to Jira where the integration is on."""
    found = _project(request)
    if isinstance(found, Response):
        return found
    gitlab, project = found
    settings = integration_of(gitlab, project)
    links = ""
    if settings is not None:
        links = f'<nav><a id="jira" href="{escape(settings["url"])}">Jira</a>'
        if settings["issues_enabled"]:
            links += f' <a id="jira-issues" href="{gitlab.root}{_issues_of(project)}">Jira issues</a>'
        links += "</nav>"
    return page(project.name, f"{links}<p>{escape(project.full_path)}</p>")


async def issues(request: Request) -> Response:
    """List the newest issues of the Jira projects that the settings name, to everybody who may see the project."""
    found = _project(request)
    if isinstance(found, Response):
        return found
    gitlab, project = found
    settings = integration_of(gitlab, project)
    if settings is None or not settings["issues_enabled"] or gitlab.plan == "free":
        raise HTTPException(404)
    keys = settings["project_keys"] if gitlab.knows("project-keys") else [settings["project_key"]]
    try:
        listed = await JiraClient(gitlab, settings).get(_search(gitlab, settings, keys))
    except JiraRefused:
        return page("Jira issues", f'<p class="flash">{escape(_FETCHING)}</p>')
    rows = "".join(_row(settings["url"], one) for one in listed["issues"])
    return page("Jira issues", f"<ul>{rows}</ul>")


def _project(request: Request) -> tuple[Instance, Project] | Response:
    gitlab, session = gitlab_of(request), session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    project = gitlab.world.projects.find(str(request.path_params["path"]))
    if project is None:
        raise HTTPException(404)
    space, user = project.namespace, session.user
    member = is_admin(gitlab, user) or gitlab.level(user.username, space.full_path) >= GUEST
    if space.visibility == "private" and not member:
        raise HTTPException(404)
    return gitlab, project


def _issues_of(project: Project) -> str:
    return ISSUES.replace("{path:path}", project.full_path)


def _search(gitlab: Instance, settings: dict[str, Any], keys: list[str]) -> str:
    """Return the path of the search: old versions ask what Jira Cloud has taken away, 18.5 what it alone has."""
    jql = quote(f"project in ({','.join(keys)}) order by created DESC")
    as_cloud = settings["deployment_type"] == "cloud" or not gitlab.knows("search-by-kind")
    end = "search/jql" if gitlab.knows("search-by-jql") and as_cloud else "search"
    return f"/{end}?jql={jql}&maxResults={_MOST}&fields=summary"


def _row(jira: str, issue: Any) -> str:  # noqa: ANN401 - one issue of Jira's JSON
    key, summary = escape(issue["key"]), escape(issue["fields"]["summary"])
    return f'<li><a href="{escape(jira)}/browse/{key}">{key}</a> {summary}</li>'
