"""Projects that the caller may browse: all of them, page by page, or one."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import TYPES, Project
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import may, readable_project
from wizard.lab.jira.rest.catalogue import type_shape
from wizard.lab.jira.rest.paging import page
from wizard.lab.jira.rest.people import person_shape
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site

MOST_PROJECTS = 100
_ACTIONS = {
    "view": "BROWSE_PROJECTS",
    "browse": "BROWSE_PROJECTS",
    "edit": "ADMINISTER_PROJECTS",
    "create": "CREATE_ISSUES",
}


class ProjectResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {"/project/search": self.search, "/project": self.all, "/project/{key}": self.project}
        return [Route(path, handler, methods=["GET"]) for name, handler in table.items() for path in api(name)]

    async def search(self, request: Request) -> Response:
        query = request.query_params.get("query", "").lower()
        action = request.query_params.get("action", "view")
        if action not in _ACTIONS:
            raise platform(400, f"Invalid value '{action}' for the query parameter 'action'.")
        found = [
            each
            for each in self._seen(request, _ACTIONS[action])
            if query in each.key.lower() or query in each.name.lower()
        ]
        kept = ("query", "action")
        return JSONResponse(page(request, self._site.url, found, self._listed, most=MOST_PROJECTS, kept=kept))

    async def all(self, request: Request) -> Response:
        return JSONResponse([self._listed(each) for each in self._seen(request, "BROWSE_PROJECTS")])

    async def project(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        project = readable_project(self._site, asking, request.path_params["key"])
        return JSONResponse(whole_shape(self._site, project))

    def _seen(self, request: Request, permission: str) -> list[Project]:
        asking = user_or_app(self._site, request)
        return [each for each in self._site.world.projects if may(self._site, asking, permission, each)]

    def _listed(self, project: Project) -> Mapping[str, Any]:
        return listed_shape(self._site, project)


def whole_shape(site: Site, project: Project) -> dict[str, Any]:
    """Return a project as it is answered by itself."""
    return listed_shape(site, project) | {
        "description": project.description,
        "lead": person_shape(site, project.lead or site.world.dana.account_id),
        "issueTypes": [type_shape(site, each) for each in TYPES],
    }


def listed_shape(site: Site, project: Project) -> dict[str, Any]:
    """Return a project as lists of projects show it."""
    expand = "description,lead,issueTypes,url,projectKeys,permissions,insight"
    return {"expand": expand} | project_shape(site, project)


def project_shape(site: Site, project: Project) -> dict[str, Any]:
    """Return a project as lists and issues show it."""
    return {
        "self": f"{site.url}/rest/api/3/project/{project.id}",
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "avatarUrls": {},
        "projectTypeKey": project.kind,
        "simplified": False,
        "style": "classic",
        "isPrivate": site.twist.active("integration-issues-exposed") is not None,
    }
