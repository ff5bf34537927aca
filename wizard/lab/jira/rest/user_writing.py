"""People are let into Jira, and out of it. Source: Atlassian's OpenAPI; the words of the refusals are recalled."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.refusals import ADMINS_ONLY, platform
from wizard.lab.jira.rest.access import account_of, may
from wizard.lab.jira.rest.server import api, body_of
from wizard.lab.jira.rest.users import whole_person
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import SITE_ADMINS, User

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Product = Literal["jira-core", "jira-servicedesk", "jira-product-discovery", "jira-software"]


class NewUser(msgspec.Struct, kw_only=True, rename="camel"):
    products: Sequence[Product]
    email_address: str = ""
    display_name: str = ""


class UserWriting:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = (("POST", self.create), ("DELETE", self.delete))
        return [Route(path, does, methods=[method]) for method, does in table for path in api("/user")]

    async def create(self, request: Request) -> Response:
        """Let somebody in by e-mail address; whoever has access already is answered the same way."""
        asking = user_or_app(self._site, request)
        if not may(self._site, asking, "ADMINISTER"):
            raise platform(403, ADMINS_ONLY)
        wish = await body_of(request, NewUser)
        if not _EMAIL.fullmatch(wish.email_address):
            raise platform(400, errors={"emailAddress": "The email address is not valid."})
        known = self._site.world.user_by_email(wish.email_address)
        if known is None:
            known = self._site.world.let_in(wish.email_address, wish.display_name, licensed=bool(wish.products))
            self._note(asking, "User created", known)
        return JSONResponse(whole_person(self._site, known), 201)

    async def delete(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not isinstance(asking, User) or SITE_ADMINS not in self._site.groups_of(asking):
            raise platform(403, "Only site administrators can perform this operation.")
        user = self._site.world.user(request.query_params.get("accountId", ""))
        if user is None:
            raise platform(404, "Specified user does not exist or you do not have required permissions")
        if user == asking:
            raise platform(400, "You cannot remove yourself.")
        self._site.world.let_out(user)
        self._note(asking, "User deleted", user)
        return Response(status_code=204)

    def _note(self, asking: User | InstalledApp, summary: str, user: User) -> None:
        author = account_of(self._site, asking)
        now = self._site.clock.now()
        self._site.audit.note(now, author, summary, category="user management", kind="USER", name=user.account_id)
