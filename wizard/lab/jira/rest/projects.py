"""Projects and issues, and the part of JQL that a reconciliation needs."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import ISSUE_UNSEEN, platform
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import Issue, Project

MOST_PROJECTS = 100


class ProjectResource:
    """`/project/search`, `/project/<key>` and `/issue/<key>`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.search) for path in api("/project/search")),
            *(Route(path, self.project) for path in api("/project/{key}")),
            *(Route(path, self.issue) for path in api("/issue/{key}")),
        ]

    async def search(self, request: Request) -> Response:
        user_or_app(self._site, request)
        query = request.query_params.get("query", "").lower()
        start = _whole(request, "startAt", 0)
        limit = min(_whole(request, "maxResults", 50), MOST_PROJECTS)
        found = [p for p in self._site.world.projects if query in p.key.lower() or query in p.name.lower()]
        shown = found[start : start + limit]
        last = start + len(shown) >= len(found)
        path = f"{self._site.url}/rest/api/3/project/search?maxResults={limit}"
        answer: dict[str, Any] = {
            "self": f"{path}&startAt={start}",
            "maxResults": limit,
            "startAt": start,
            "total": len(found),
            "isLast": last,
            "values": [self._project(each) for each in shown],
        }
        return JSONResponse(answer if last else answer | {"nextPage": f"{path}&startAt={start + limit}"})

    async def project(self, request: Request) -> Response:
        user_or_app(self._site, request)
        key = request.path_params["key"]
        project = self._site.world.project(key)
        if project is None:
            raise platform(404, f"No project could be found with key '{key}'.")
        return JSONResponse(self._project(project))

    async def issue(self, request: Request) -> Response:
        user_or_app(self._site, request)
        issue = self._site.world.issue(request.path_params["key"])
        if issue is None or self._site.twist.active("jira-issue-hidden") is not None:
            raise platform(404, ISSUE_UNSEEN)
        return JSONResponse(issue_shape(self._site, issue))

    def _project(self, project: Project) -> Mapping[str, Any]:
        return {
            "expand": "description,lead,issueTypes,url,projectKeys,permissions,insight",
            "self": f"{self._site.url}/rest/api/3/project/{project.id}",
            "id": project.id,
            "key": project.key,
            "name": project.name,
            "avatarUrls": {},
            "projectTypeKey": "software",
            "simplified": False,
            "style": "classic",
            "isPrivate": False,
        }


def issue_shape(site: Site, issue: Issue) -> Mapping[str, Any]:
    """Return an issue with the few fields this site keeps."""
    project = {"id": issue.project.id, "key": issue.project.key, "name": issue.project.name}
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": issue.id,
        "self": f"{site.url}/rest/api/3/issue/{issue.id}",
        "key": issue.key,
        "fields": {"summary": issue.summary, "project": project},
    }


def _whole(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
