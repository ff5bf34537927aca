"""`/login.jsp`: how people sign in, and the one way back in once a CAPTCHA is asked for; what links of others lead to.

The picture of the CAPTCHA is a word in plain letters: the lab's own.
"""

import secrets
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import LOGIN_PAGE, caller, checked
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Issue
from wizard.lab.jira_server.sessions import COOKIE

_QUESTION = "atlassian.captcha.id"
_LETTERS = "abcdefghkmnprstuvwxyz"
_WRONG = "Sorry, your username and password are incorrect - please try again."
_TOO_OFTEN = "Sorry, your userid is required to answer a CAPTCHA question correctly."


class LoginPage:
    def __init__(self, instance: Instance, cookie_path: str) -> None:
        self._instance = instance
        self._cookie_path = cookie_path

    def routes(self) -> list[Route]:
        return [
            Route("/", self.home),
            Route("/secure/Dashboard.jspa", self.home),
            Route("/browse/{key}", self.browse),
            Route(LOGIN_PAGE, self.show),
            Route(LOGIN_PAGE, self.submit, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        person = caller(request)
        if person is None:
            return RedirectResponse(self._instance.url + LOGIN_PAGE, 302)
        return _page("System Dashboard", f"<p>Signed in as {escape(person.shown)}</p>")

    async def browse(self, request: Request) -> Response:
        """Show the issue or project that links of others lead to."""
        person, key, world = caller(request), request.path_params["key"], self._instance.world
        if person is None:
            return RedirectResponse(self._instance.url + LOGIN_PAGE, 302)
        issue = world.issue(key) if "-" in key else None
        project = issue.project if issue is not None else world.project(key)
        if project is None or not self._instance.browses(person, project):
            return _page("Issue does not exist", "<p>The issue you are trying to view does not exist.</p>", 404)
        return _page(key, f"<p>{escape(project.name if issue is None else issue.summary)}</p>{_links(issue)}")

    async def show(self, _request: Request) -> Response:
        return self._form("")

    async def submit(self, request: Request) -> Response:
        async with request.form() as form:
            name, password, answer = (str(form.get(f"os_{each}", "")) for each in ("username", "password", "captcha"))
        sessions = self._instance.sessions
        word = sessions.captcha.pop(request.cookies.get(_QUESTION, ""), "")
        if sessions.locked(name) and (not word or answer.strip().lower() != word):
            return self._form(_TOO_OFTEN, asks=True)
        person = checked(self._instance, name, password)
        if person is None:
            return self._form(_WRONG, asks=sessions.locked(name))
        answered = RedirectResponse(f"{self._instance.url}/secure/Dashboard.jspa", 302)
        answered.headers["X-Seraph-LoginReason"] = "OK"
        self._set(answered, COOKIE, sessions.open(person))
        return answered

    def _form(self, said: str, *, asks: bool = False) -> Response:
        word = "".join(secrets.choice(_LETTERS) for _ in range(5)) if asks else ""
        picture = (
            f'<p>Type the word <strong id="captcha">{word}</strong> <input name="os_captcha" autocomplete="off"></p>'
        )
        body = (
            f'<p class="error">{escape(said)}</p><form action="{self._instance.url}{LOGIN_PAGE}" method="post">'
            '<p><label>Username <input name="os_username" autocomplete="username"></label></p>'
            '<p><label>Password <input type="password" name="os_password" autocomplete="current-password"></label></p>'
            f'{picture if asks else ""}<button name="login">Log In</button></form>'
        )
        answer = _page("Log in", body)
        if asks:
            question = secrets.token_hex(8)
            self._instance.sessions.captcha[question] = word
            self._set(answer, _QUESTION, question)
        return answer

    def _set(self, answer: Response, name: str, value: str) -> None:
        answer.set_cookie(name, value, path=self._cookie_path, secure=True, httponly=True)


def _links(issue: Issue | None) -> str:
    shown = (one.object for one in (issue.links if issue is not None else ()))
    rows = (f'<li><a href="{escape(str(one["url"]))}">{escape(str(one["title"]))}</a></li>' for one in shown)
    return f'<ul id="links">{"".join(rows)}</ul>'


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Acme Jira</title></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
    headers = {"Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(html, status, headers=headers)
