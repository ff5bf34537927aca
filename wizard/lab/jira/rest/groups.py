"""Groups: found by a part of their name, listed, and who is in them."""

from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import browses_people, may
from wizard.lab.jira.rest.paging import page, whole_number
from wizard.lab.jira.rest.people import person_shape
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import signed_in, user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import GROUP_NAMES


class GroupResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {"/groups/picker": self.picker, "/group/bulk": self.bulk, "/group/member": self.members}
        return [Route(path, handler) for name, handler in table.items() for path in api(name)]

    async def picker(self, request: Request) -> Response:
        """Answer with groups; who may not browse people finds those alone that are named in full."""
        user = signed_in(self._site, request)
        query = request.query_params.get("query", "").lower()
        browses = may(self._site, user, "USER_PICKER")
        found = [name for name in GROUP_NAMES if (query in name if browses else query == name)]
        shown = found[: whole_number(request, "maxResults", 20)]
        return JSONResponse(
            {
                "header": f"Showing {len(shown)} of {len(found)} matching groups",
                "total": len(found),
                "groups": [
                    {"name": name, "groupId": self._site.world.group_id(name), "html": _marked(name, query)}
                    for name in shown
                ],
            }
        )

    async def bulk(self, request: Request) -> Response:
        browses_people(self._site, user_or_app(self._site, request))
        names, ids = request.query_params.getlist("groupName"), request.query_params.getlist("groupId")
        groups = [(name, self._site.world.group_id(name)) for name in GROUP_NAMES]
        found = [each for each in groups if not (names or ids) or each[0] in names or each[1] in ids]
        return JSONResponse(
            page(request, self._site.url, found, lambda each: {"name": each[0], "groupId": each[1]}, size=50)
        )

    async def members(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not may(self._site, asking, "ADMINISTER"):
            browses_people(self._site, asking)
        name, group_id = (request.query_params.get(key) for key in ("groupname", "groupId"))
        if not name and not group_id:
            raise platform(400, "The query parameter 'groupname' or 'groupId' must be provided.")
        known = [each for each in GROUP_NAMES if each == name or self._site.world.group_id(each) == group_id]
        if not known:
            raise platform(404, f"The group '{name or group_id}' does not exist.")
        inside = [user for user in self._site.world.users if known[0] in self._site.groups_of(user)]
        return JSONResponse(
            page(
                request,
                self._site.url,
                inside,
                lambda user: person_shape(self._site, user.account_id),
                most=50,
                kept=("groupname", "groupId"),
            )
        )


def _marked(name: str, query: str) -> str:
    start = name.find(query)
    if not query or start < 0:
        return escape(name)
    end = start + len(query)
    return f"{escape(name[:start])}<b>{escape(name[start:end])}</b>{escape(name[end:])}"
