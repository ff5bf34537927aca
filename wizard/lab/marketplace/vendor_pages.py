"""Pages of vendors: signing in, listing an app, and the access tokens of a private listing.

What they ask for is documented; their forms and words are the lab's own.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.host import Clock, Courier
from wizard.lab.marketplace.catalogue import Catalogue, NotADescriptor
from wizard.lab.marketplace.listing import TOKEN_STATES, Listing
from wizard.lab.marketplace.vendor_desk import NoMoreTokens, VendorDesk, make_token

LISTINGS = "/manage/listings"
_COOKIE = "marketplace.session"
_ENDED = "Since 2025-09-17 the Marketplace takes no new Connect apps."
_FULL = "A private listing has at most 50 active tokens. Delete one first."


class Turned(Exception):
    """The page ends here with another answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


async def answer_turned(_request: Request, error: Exception) -> Response:
    """Return the other answer, for the application's table of exception handlers."""
    if not isinstance(error, Turned):
        raise error
    return error.response


class VendorPages:
    def __init__(self, url: str, catalogue: Catalogue, desk: VendorDesk) -> None:
        self._url = url
        self._catalogue = catalogue
        self._desk = desk
        self.courier: Courier
        self.clock: Clock

    def routes(self) -> list[Route]:
        tokens = "/manage/plugins/{key}/private-listings"
        return [
            Route("/login", self.login),
            Route("/login", self.enter, methods=["POST"]),
            Route(LISTINGS, self.listings),
            Route(LISTINGS, self.submit, methods=["POST"]),
            Route(tokens, self.tokens),
            Route(tokens, self.create_token, methods=["POST"]),
            Route(f"{tokens}/{{token}}/delete", self.delete_token, methods=["POST"]),
        ]

    async def login(self, _request: Request) -> Response:
        return _login_page("")

    async def enter(self, request: Request) -> Response:
        form = await request.form()
        cookie = self._desk.sign_in(str(form.get("username", "")), str(form.get("password", "")))
        if cookie is None:
            return _login_page("Incorrect email address and / or password.", 401)
        answer = RedirectResponse(LISTINGS, 303)
        answer.set_cookie(_COOKIE, cookie, secure=True, httponly=True, samesite="lax", path="/")
        return answer

    async def listings(self, request: Request) -> Response:
        return self._listings(self._signed_in(request), "")

    async def submit(self, request: Request) -> Response:
        form_token = self._signed_in(request)
        form = await self._form(request, form_token)
        if not self._catalogue.takes_connect:
            return self._listings(form_token, _ENDED, 409)
        private = form.get("visibility") == "private"
        try:
            source = form.get("descriptor_url", "")
            listing = await self._catalogue.submit(
                source, self.courier, self.clock, private=private, vendor=self._desk.name
            )
        except NotADescriptor as error:
            return self._listings(form_token, error.said, 409)
        self._desk.took(listing)
        return RedirectResponse(LISTINGS, 303)

    async def tokens(self, request: Request) -> Response:
        form_token = self._signed_in(request)
        return self._tokens(self._own(request), form_token, "")

    async def create_token(self, request: Request) -> Response:
        form_token = self._signed_in(request)
        listing, form = self._own(request), await self._form(request, form_token)
        try:
            make_token(listing, form.get("site", "").strip().lower(), form.get("state", ""))
        except NoMoreTokens:
            return self._tokens(listing, form_token, _FULL, 409)
        return RedirectResponse(request.url.path, 303)

    async def delete_token(self, request: Request) -> Response:
        listing = self._own(request)
        await self._form(request, self._signed_in(request))
        listing.tokens.pop(request.path_params["token"], None)
        return RedirectResponse(f"/manage/plugins/{quote(listing.key)}/private-listings", 303)

    def _signed_in(self, request: Request) -> str:
        token = self._desk.form_token(request.cookies.get(_COOKIE, ""))
        if token is None:
            raise Turned(RedirectResponse("/login", 302))
        return token

    async def _form(self, request: Request, form_token: str) -> Mapping[str, str]:
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if form.get("form_token") != form_token:
            raise Turned(_page("The form is not of this session", "<p>Reload the page and try again.</p>", 403))
        return form

    def _own(self, request: Request) -> Listing:
        self._signed_in(request)
        listing = self._catalogue.known(request.path_params["key"])
        if listing is None or not listing.private or not self._desk.owns(listing):
            raise Turned(_page("Not found", "<p>You have no private listing of this key.</p>", 404))
        return listing

    def _listings(self, form_token: str, problem: str, status: int = 200) -> Response:
        own = [listing for listing in self._catalogue if self._desk.owns(listing)]
        rows = "".join(f"<li>{self._row(listing)}</li>" for listing in own)
        fields = (
            '<label>Descriptor URL <input name="descriptor_url"></label>'
            '<label>Visibility <input name="visibility" value="private"></label>'
            '<button type="submit">Create app</button>'
        )
        body = f"{_alert(problem)}<ul>{rows}</ul>{_form('create-listing', LISTINGS, form_token, fields)}"
        return _page("Manage listings", body, status)

    def _row(self, listing: Listing) -> str:
        status = listing.status(self.clock.now())
        waits = f", {_review(listing.approved_at)}" if status == "submitted" else ""
        page = f"/manage/plugins/{quote(listing.key)}/private-listings"
        link = f' <a id="private-listings-{escape(listing.key)}" href="{page}">Private listings</a>'
        return f"{escape(listing.name)}: {status}{waits}" + (link if listing.private else "")

    def _tokens(self, listing: Listing, form_token: str, problem: str, status: int = 200) -> Response:
        here = f"/manage/plugins/{quote(listing.key)}/private-listings"
        rows = "".join(
            f'<li id="token-{token.value}">{escape(token.site)}: {token.state} <a id="install-{token.value}" '
            f'href="{self._url}/download/apps/{listing.number}/atlassian-connect.json?access-token={token.value}">'
            f"Installation URL</a>"
            + _form(f"delete-{token.value}", f"{here}/{token.value}/delete", form_token, "<button>Delete</button>")
            + "</li>"
            for token in listing.tokens.values()
        )
        fields = (
            '<label>Site <input name="site"></label>'
            f'<label>State <input name="state" value="{TOKEN_STATES[1]}"></label>'
            '<button type="submit">Create a token</button>'
        )
        body = f"{_alert(problem)}<ul>{rows}</ul>{_form('create-token', here, form_token, fields)}"
        return _page("Private Listings", body, status)


def _review(approved_at: float) -> str:
    if math.isinf(approved_at):
        return "in review"
    return f"review until about {datetime.fromtimestamp(approved_at, UTC).date().isoformat()}"


def _login_page(problem: str, status: int = 200) -> Response:
    fields = (
        '<form id="login" method="post" action="/login">'
        '<label>Email <input name="username" type="email"></label>'
        '<label>Password <input name="password" type="password"></label>'
        '<button type="submit">Log in</button></form>'
    )
    return _page("Log in", _alert(problem) + fields, status)


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
    headers = {"Content-Security-Policy": "frame-ancestors 'none'", "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers=headers)


def _form(form_id: str, action: str, form_token: str, inner: str) -> str:
    hidden = f'<input type="hidden" name="form_token" value="{form_token}">'
    return f'<form id="{escape(form_id)}" method="post" action="{escape(action)}">{hidden}{inner}</form>'


def _alert(problem: str) -> str:
    return f'<p role="alert">{escape(problem)}</p>' if problem else ""
