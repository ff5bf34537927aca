"""People and groups."""

from collections.abc import Mapping
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import signed_in, user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import GROUP_NAMES, User


class UserResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {
            "/myself": self.myself,
            "/user": self.user,
            "/user/groups": self.groups,
            "/groups/picker": self.picker,
        }
        return [Route(path, handler) for name, handler in table.items() for path in api(name)]

    async def myself(self, request: Request) -> Response:
        return JSONResponse(self._shape(signed_in(self._site, request), _expanded(request)))

    async def user(self, request: Request) -> Response:
        return JSONResponse(self._shape(self._asked(request), _expanded(request)))

    async def groups(self, request: Request) -> Response:
        return JSONResponse([self._group(name) for name in self._site.groups_of(self._asked(request))])

    async def picker(self, request: Request) -> Response:
        signed_in(self._site, request)
        query = request.query_params.get("query", "").lower()
        found = [name for name in GROUP_NAMES if query in name]
        limit = _whole_number(request.query_params.get("maxResults", "20"), 20)
        shown = found[:limit]
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

    def _asked(self, request: Request) -> User:
        user_or_app(self._site, request)
        account_id = request.query_params.get("accountId")
        if not account_id:
            raise platform(400, "The query parameter 'accountId' must be provided.")
        user = self._site.world.user(account_id)
        if user is None:
            raise platform(404, "Specified user does not exist or you do not have required permissions")
        return user

    def _shape(self, user: User, expanded: frozenset[str]) -> Mapping[str, Any]:
        url = f"{self._site.url}/rest/api/3/user?accountId={user.account_id}"
        shape: dict[str, Any] = {
            "self": url,
            "accountId": user.account_id,
            "accountType": "atlassian",
            "emailAddress": user.email,
            "avatarUrls": {},
            "displayName": user.name,
            "active": True,
            "timeZone": "Etc/UTC",
            "locale": "en_US",
            "groups": {"size": 0, "items": []},
            "applicationRoles": {"size": 1, "items": []},
            "expand": "groups,applicationRoles",
        }
        names = self._site.groups_of(user)
        shape["groups"] = {
            "size": len(names),
            "items": [self._group(name) for name in names] if "groups" in expanded else [],
        }
        return shape

    def _group(self, name: str) -> Mapping[str, str]:
        group_id = self._site.world.group_id(name)
        return {"name": name, "groupId": group_id, "self": f"{self._site.url}/rest/api/3/group?groupId={group_id}"}


def _expanded(request: Request) -> frozenset[str]:
    return frozenset(request.query_params.get("expand", "").split(","))


def _marked(name: str, query: str) -> str:
    start = name.find(query)
    if not query or start < 0:
        return escape(name)
    end = start + len(query)
    return f"{escape(name[:start])}<b>{escape(name[start:end])}</b>{escape(name[end:])}"


def _whole_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
