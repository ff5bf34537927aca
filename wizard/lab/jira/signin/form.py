"""The sign-in page, signing out, and the guard of pages that need a session."""

import secrets
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira.refusals import ADMINS_ONLY
from wizard.lab.jira.signin.callers import SESSION_COOKIE, session_of
from wizard.lab.jira.signin.sessions import Session, same_secret
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User
from wizard.lab.refused import Refused

XSRF_COOKIE = "atlassian.xsrf.token"
HOME = "/jira/your-work"


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """Return an HTML page of the site that no other site may frame."""
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Jira</title></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
    headers = {"Content-Security-Policy": "frame-ancestors 'self'", "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers=headers)


def page_user(site: Site, request: Request) -> tuple[User, Session]:
    """Return who looks at a page; without a session the browser is sent to the sign-in form."""
    session = session_of(site, request)
    user = site.world.user(session.account_id) if session else None
    if session is None or user is None:
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise Refused(RedirectResponse(f"/login?os_destination={quote(target, safe='')}", 302))
    return user, session


def require_xsrf(session: Session, given: object) -> None:
    """Refuse a form that this session was not given."""
    if not isinstance(given, str) or not same_secret(given, session.xsrf):
        raise Refused(page("XSRF Security Token Missing", "<p>Reload the page and try again.</p>", 403))


def page_admin(site: Site, request: Request) -> tuple[User, Session]:
    """Return who looks at a page that is for administrators."""
    user, session = page_user(site, request)
    if not site.administers(user):
        raise Refused(page("Permission required", f"<p>{ADMINS_ONLY}</p>", 403))
    return user, session


class SignIn:
    """`/login`, `/logout` and the page one lands on."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            Route("/login", self.form),
            Route("/login", self.submit, methods=["POST"]),
            Route("/logout", self.leave, methods=["POST"]),
            Route("/", self.home),
            Route(HOME, self.home),
        ]

    async def form(self, request: Request) -> Response:
        return self._form(_local(request.query_params.get("os_destination", HOME)))

    async def submit(self, request: Request) -> Response:
        form = await request.form()
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        destination = _local(fields.get("os_destination", HOME))
        xsrf = request.cookies.get(XSRF_COOKIE, "")
        if not xsrf or not same_secret(fields.get("atl_token", ""), xsrf):
            return self._form(destination, "Your session has expired. Try again.", 403)
        user = self._site.world.user_by_email(fields.get("username", ""))
        if user is None or not same_secret(fields.get("password", ""), user.token):
            return self._form(destination, "Incorrect email address and / or password.", 401)
        self._site.sessions.succeeded(user.email)
        answer = RedirectResponse(destination, 302)
        cookie = self._site.sessions.open(user.account_id)
        answer.set_cookie(SESSION_COOKIE, cookie, secure=True, httponly=True, samesite="lax", path="/")
        return answer

    async def leave(self, request: Request) -> Response:
        form = await request.form()
        _, session = page_user(self._site, request)
        require_xsrf(session, form.get("atl_token"))
        self._site.sessions.close(request.cookies.get(SESSION_COOKIE))
        answer = RedirectResponse("/login", 302)
        answer.delete_cookie(SESSION_COOKIE, path="/")
        return answer

    async def home(self, request: Request) -> Response:
        user, session = page_user(self._site, request)
        return page(
            "Your work",
            f'<p id="user">{escape(user.name)}</p><form id="logout" method="post" action="/logout">'
            f'<input type="hidden" name="atl_token" value="{session.xsrf}">'
            '<button type="submit">Log out</button></form>',
        )

    def _form(self, destination: str, problem: str = "", status: int = 200) -> Response:
        xsrf = secrets.token_urlsafe(24)
        alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
        answer = page(
            "Log in",
            f'{alert}<form id="login" method="post" action="/login">'
            f'<input type="hidden" name="atl_token" value="{xsrf}">'
            f'<input type="hidden" name="os_destination" value="{escape(destination)}">'
            '<label>Email <input name="username" type="email" autocomplete="username"></label>'
            '<label>Password <input name="password" type="password" autocomplete="current-password"></label>'
            '<button type="submit">Log in</button></form>',
            status,
        )
        answer.set_cookie(XSRF_COOKIE, xsrf, secure=True, httponly=True, samesite="lax", path="/")
        return answer


def _local(destination: str) -> str:
    """Return a path of this site, so that the form never sends people elsewhere."""
    local = destination.startswith("/") and not destination.startswith("//") and "\\" not in destination
    return destination if local else HOME
