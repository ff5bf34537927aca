"""`/myself` and `/user`: people by name and key, and by key alone where others are asked for."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import signed_in
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Person
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.asked import api, number_of


def person_shape(instance: Instance, person: Person) -> dict[str, Any]:
    """Return a person as they stand in other answers."""
    return {
        "self": f"{instance.url}/rest/api/2/user?username={person.name}",
        "key": person.key,
        "name": person.name,
        "emailAddress": person.email,
        "avatarUrls": {f"{size}x{size}": f"{instance.url}/secure/useravatar?size={size}" for size in (16, 24, 32, 48)},
        "displayName": person.shown,
        "active": True,
        "timeZone": "Etc/UTC",
    }


def named(instance: Instance, name: str) -> dict[str, Any] | None:
    """Return the shape of who has this name, None for nobody."""
    person = instance.world.person(name) if name else None
    return person_shape(instance, person) if person else None


class PeopleResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.myself) for path in api("/myself")),
            *(Route(path, self.one) for path in api("/user")),
            *(Route(path, self.search) for path in api("/user/search")),
        ]

    async def myself(self, request: Request) -> Response:
        return JSONResponse(self._whole(signed_in(request)))

    async def one(self, request: Request) -> Response:
        signed_in(request)
        name, key = request.query_params.get("username"), request.query_params.get("key")
        if name is None and key is None:
            raise refused(404, "Either the 'username' or the 'key' query parameters need to be provided")
        world = self._instance.world
        person = world.person(name) if name is not None else world.person_by_key(key or "")
        if person is None:
            asked = f"The user named '{name}' does not exist" if key is None else f"No user has the key '{key}'"
            raise refused(404, asked)
        return JSONResponse(self._whole(person))

    async def search(self, request: Request) -> Response:
        signed_in(request)
        asked = request.query_params.get("username", "").lower()
        if not asked:
            raise refused(400, "The username query parameter was not provided")
        people = self._instance.world.people
        fits = [one for one in people if asked == "." or asked in f"{one.name} {one.shown} {one.email}".lower()]
        start, most = number_of(request, "startAt", 0), number_of(request, "maxResults", 50)
        return JSONResponse([person_shape(self._instance, one) for one in fits[start : start + most]])

    def _whole(self, person: Person) -> dict[str, Any]:
        """Return a person as they are read by themselves, with the groups they are in."""
        groups = [
            {"name": name, "self": f"{self._instance.url}/rest/api/2/group?groupname={name}"} for name in person.groups
        ]
        return {
            **person_shape(self._instance, person),
            "locale": "en_US",
            "groups": {"size": len(groups), "items": groups},
            "applicationRoles": {"size": 1, "items": []},
            "expand": "groups,applicationRoles",
        }
