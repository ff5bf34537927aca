"""`/rest/auth/1/session`: signing in by cookie, who is signed in, and signing out."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import FAILED, caller, checked, denial
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.refusals import sign_in_wanted
from wizard.lab.jira_server.rest.asked import body_of, jira_time
from wizard.lab.jira_server.sessions import COOKIE


class _Sent(msgspec.Struct):
    username: str = ""
    password: str = ""


class SessionResource:
    def __init__(self, instance: Instance, cookie_path: str) -> None:
        self._instance = instance
        self._cookie_path = cookie_path

    def routes(self) -> list[Route]:
        handlers = (("GET", self.show), ("POST", self.open), ("DELETE", self.close))
        paths = ("/rest/auth/1/session", "/rest/auth/latest/session")
        return [Route(path, handler, methods=[method]) for path in paths for method, handler in handlers]

    async def show(self, request: Request) -> Response:
        person = caller(request)
        if person is None:
            raise sign_in_wanted()
        address = f"{self._instance.url}/rest/api/latest/user?username={person.name}"
        return JSONResponse({"self": address, "name": person.name, "loginInfo": self._told(person.name)})

    async def open(self, request: Request) -> Response:
        sent = await body_of(request, _Sent)
        if self._instance.sessions.locked(sent.username):
            return JSONResponse({"errorMessages": ["Login denied"], "errors": {}}, 403, denial(self._instance))
        person = checked(self._instance, sent.username, sent.password)
        if person is None:
            body = {"errorMessages": ["Login failed"], "errors": {}}
            return JSONResponse(body, 401, {"X-Seraph-LoginReason": FAILED})
        cookie = self._instance.sessions.open(person)
        answer = JSONResponse(
            {"session": {"name": COOKIE, "value": cookie}, "loginInfo": self._told(person.name)},
            headers={"X-Seraph-LoginReason": "OK"},
        )
        answer.set_cookie(COOKIE, cookie, path=self._cookie_path, secure=True, httponly=True)
        return answer

    async def close(self, request: Request) -> Response:
        if not self._instance.sessions.close(request.cookies.get(COOKIE)):
            raise sign_in_wanted()
        return Response(status_code=204)

    def _told(self, name: str) -> dict[str, Any]:
        """Return how this person's sign-ins went; moments that never came are left out."""
        told = self._instance.sessions.of(name)
        moments = {"lastFailedLoginTime": told.last_failed, "previousLoginTime": told.previous}
        counts = {"failedLoginCount": told.failed, "loginCount": told.count}
        return counts | {key: jira_time(moment) for key, moment in moments.items() if moment}
