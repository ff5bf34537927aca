"""The pages that links of others lead to: an issue with its comments and web links, and a project.

Source: addresses as GitLab and people link them; the parts of the pages are ours.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from wizard.lab.jira.issue import Issue
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.access import readable_issue, readable_project
from wizard.lab.jira.signin.form import page, page_user
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User
from wizard.lab.refused import Refused

_UNSEEN = "You can't view this issue. It may have been deleted or you don't have permission to view it."


class BrowsePages:
    """`/browse/<key of an issue or a project>`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [Route("/browse/{key}", self.show)]

    async def show(self, request: Request) -> Response:
        user, _ = page_user(self._site, request)
        key = request.path_params["key"]
        try:
            return self._issue(readable_issue(self._site, user, key)) if "-" in key else self._project(user, key)
        except Refused:
            return page("Not found", f'<p role="alert">{_UNSEEN}</p>', 404)

    def _issue(self, issue: Issue) -> HTMLResponse:
        changes = self._site.world.changes
        links = "".join(
            f'<li><a href="{escape(one.shape["object"]["url"])}">{escape(one.shape["object"]["title"])}</a></li>'
            for one in changes.links(issue.key)
        )
        comments = "".join(f"<li>{escape(str(adf.shown(one.body, '2')))}</li>" for one in changes.comments(issue.key))
        body = f'<p>{escape(issue.summary)}</p><ul id="links">{links}</ul><ul id="comments">{comments}</ul>'
        return page(issue.key, body)

    def _project(self, user: User, key: str) -> HTMLResponse:
        project = readable_project(self._site, user, key)
        return page(project.name, f'<p id="project">{escape(project.key)}</p>')
