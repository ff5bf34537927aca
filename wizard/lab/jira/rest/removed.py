"""Calls that Jira Cloud has taken away and that older clients still send."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import caller
from wizard.lab.jira.site import Site

# The sentence as clients' issue trackers quote it.
_SEARCH = (
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline "
    "is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
)


class RemovedResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [Route(path, self.search, methods=["GET", "POST"]) for path in api("/search")]

    async def search(self, request: Request) -> Response:
        caller(self._site, request)
        raise platform(410, _SEARCH)
