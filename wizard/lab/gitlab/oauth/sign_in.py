"""Browser sign-in with user name and, in the lab, the personal token as password."""

from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wizard.lab.gitlab.accounts import Session, Sessions, csrf_fits
from wizard.lab.gitlab.api.answers import gitlab_of, params_of
from wizard.lab.gitlab.eras import DOUBLED_ROOTS
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.oauth.single_sign_on import must_come_through
from wizard.lab.gitlab.pages import error_page, hidden, page

SIGN_IN_PATH = "/users/sign_in"


def session_of(request: Request) -> Session | None:
    return gitlab_of(request).sessions.find(request.cookies.get(Sessions.COOKIE))


def to_sign_in(request: Request) -> Response:
    """Return the redirect to the sign-in page; afterwards the browser comes back here."""
    gitlab = gitlab_of(request)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    cookie, _ = gitlab.sessions.open(return_to=back)
    answer = RedirectResponse(gitlab.external_url + SIGN_IN_PATH, 302)
    _set_cookie(gitlab, answer, cookie)
    return answer


async def form(request: Request) -> Response:
    gitlab, session = gitlab_of(request), session_of(request)
    if session is not None and session.user is not None:
        return _back(gitlab, session.return_to or "/")
    cookie = None
    if session is None:
        cookie, session = gitlab.sessions.open()
    answer = _form(gitlab, session)
    if cookie is not None:
        _set_cookie(gitlab, answer, cookie)
    return answer


async def submit(request: Request) -> Response:
    gitlab, session = gitlab_of(request), session_of(request)
    params = await params_of(request)
    if session is None or not csrf_fits(session, params.get("authenticity_token")):
        return error_page(422)
    try:
        user = gitlab.world.user(str(params.get("user[login]", "")))
    except KeyError:
        return _form(gitlab, session, failed=True)
    if not gitlab.tokens.password_fits(user, str(params.get("user[password]", ""))):
        return _form(gitlab, session, failed=True)
    elsewhere = must_come_through(gitlab, user)
    if elsewhere is not None:
        return _form(gitlab, session, failed=True, hint=f"This account signs in at {elsewhere} only.")
    gitlab.sessions.close(request.cookies.get(Sessions.COOKIE, ""))
    # A new cookie after sign-in: one that was planted before gains nothing.
    cookie, _ = gitlab.sessions.open(user=user)
    answer = _back(gitlab, _local(gitlab, session.return_to))
    _set_cookie(gitlab, answer, cookie)
    return answer


async def home(request: Request) -> Response:
    session = session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    return page("Projects", f"<p>Signed in as {escape(session.user.name)}</p>")


def _form(gitlab: Instance, session: Session, *, failed: bool = False, hint: str = "") -> Response:
    flash = f'<p class="flash">Invalid login or password. {escape(hint)}</p>' if failed else ""
    body = (
        f'{flash}<form class="gl-show-field-errors" action="{gitlab.root}{SIGN_IN_PATH}" method="post">'
        f"{hidden({'authenticity_token': session.csrf})}"
        '<p><label>Username or primary email <input name="user[login]" autocomplete="username"></label></p>'
        '<p><label>Password <input type="password" name="user[password]" autocomplete="current-password"></label></p>'
        '<button name="commit" value="Sign in">Sign in</button></form>'
    )
    return page("Sign in", body, 422 if failed else 200)


def _local(gitlab: Instance, target: str | None) -> str:
    """Return the path to go back to; never another host."""
    if (
        not target
        or not target.startswith("/")
        or urlsplit(gitlab.external_url + target).netloc != urlsplit(gitlab.external_url).netloc
    ):
        return "/"
    return target


def _back(gitlab: Instance, path: str) -> Response:
    """Return the redirect to where the browser was before it signed in."""
    doubled = gitlab.root if gitlab.root.rpartition("/")[2] in DOUBLED_ROOTS else ""
    return RedirectResponse(gitlab.external_url + doubled + path, 302)


def _set_cookie(gitlab: Instance, answer: Response, cookie: str) -> None:
    path = gitlab.root or "/"
    answer.set_cookie(Sessions.COOKIE, cookie, secure=True, httponly=True, samesite="none", path=path)
