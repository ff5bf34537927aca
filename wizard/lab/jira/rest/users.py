"""People: oneself, somebody by account, somebody by a part of the name."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.refusals import platform
from wizard.lab.jira.rest.access import browses_people, may
from wizard.lab.jira.rest.people import group_shape, person_shape
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User

APPS_GROUP = "atlassian-addons"
"""The group that the users of all apps are in."""


class UserResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = {
            "/myself": self.myself,
            "/user": self.user,
            "/user/groups": self.groups,
            "/user/search": self.search,
        }
        return [Route(path, handler, methods=["GET"]) for name, handler in table.items() for path in api(name)]

    async def myself(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if isinstance(asking, InstalledApp):
            account_id = self._site.world.app_account(asking.key)
            return JSONResponse(_details(self._site, account_id, (APPS_GROUP,), _expanded(request)))
        return JSONResponse(whole_person(self._site, asking, _expanded(request)))

    async def user(self, request: Request) -> Response:
        return JSONResponse(whole_person(self._site, self._asked(request), _expanded(request)))

    async def groups(self, request: Request) -> Response:
        return JSONResponse([group_shape(self._site, name) for name in self._site.groups_of(self._asked(request))])

    async def search(self, request: Request) -> Response:
        """Answer with who matches; nobody for a caller who may not browse people."""
        asking = user_or_app(self._site, request)
        query = request.query_params.get("query", "").lower()
        if not query and "accountId" not in request.query_params:
            raise platform(400, "The query parameter 'query' or 'accountId' must be provided.")
        account_id = request.query_params.get("accountId")
        found = [
            person_shape(self._site, user.account_id)
            for user in self._site.world.users
            if (user.account_id == account_id if account_id else query in f"{user.name} {user.email}".lower())
        ]
        return JSONResponse(found if may(self._site, asking, "USER_PICKER") else [])

    def _asked(self, request: Request) -> User:
        asking = user_or_app(self._site, request)
        browses_people(self._site, asking)
        user = self._site.world.user(request.query_params.get("accountId", ""))
        if user is None:
            raise platform(404, "Specified user does not exist or you do not have required permissions")
        return user


def whole_person(site: Site, user: User, expanded: frozenset[str] = frozenset()) -> Mapping[str, Any]:
    """Return a user as they are answered by themselves."""
    return _details(site, user.account_id, site.groups_of(user), expanded)


def _details(site: Site, account_id: str, names: Sequence[str], expanded: frozenset[str]) -> Mapping[str, Any]:
    items = [group_shape(site, name) for name in names] if "groups" in expanded else []
    return {
        **person_shape(site, account_id),
        "locale": "en_US",
        "groups": {"size": len(names), "items": items},
        "applicationRoles": {"size": 1, "items": []},
        "expand": "groups,applicationRoles",
    }


def _expanded(request: Request) -> frozenset[str]:
    return frozenset(request.query_params.get("expand", "").split(","))
