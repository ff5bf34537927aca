"""The consent page of the OAuth provider."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wizard.lab.gitlab.accounts import csrf_fits
from wizard.lab.gitlab.api.answers import gitlab_of, params_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.oauth.applications import Application
from wizard.lab.gitlab.oauth.grants import CODE_LIFE_S, Code
from wizard.lab.gitlab.oauth.sign_in import session_of, to_sign_in
from wizard.lab.gitlab.pages import error_page, hidden, page

_KEPT = (
    "client_id", "redirect_uri", "state", "response_type", "scope", "code_challenge", "code_challenge_method",
)  # fmt: skip
_UNKNOWN = (
    "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method."
)


async def ask(request: Request) -> Response:
    """Show who wants what; anybody not signed in is sent to the sign-in page first, whatever is asked."""
    gitlab, session = gitlab_of(request), session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    params = {name: str(value) for name, value in (await params_of(request)).items()}
    problem = _problem(gitlab, params)
    if problem is not None:
        return page("An error has occurred", f'<pre class="gl-alert-danger">{escape(problem)}</pre>')
    client = _client(gitlab, params)
    kept = {name: params[name] for name in _KEPT if name in params} | {"authenticity_token": session.csrf}
    return page(
        f"{client.name} is requesting access to your account on GitLab",
        f"<p>{escape(client.name)} will be able to use the scope {escape(_scope(client, params))} as "
        f"{escape(session.user.name)}.</p>"
        f'<form action="{gitlab.root}/oauth/authorize" method="post">{hidden(kept)}'
        '<button name="commit" value="Authorize">Authorize</button></form>'
        f'<form action="{gitlab.root}/oauth/authorize" method="post">{hidden(kept | {"_method": "delete"})}'
        '<button name="commit" value="Cancel">Cancel</button></form>',
    )


async def decide(request: Request) -> Response:
    """Send the browser back to the client, with a code or a refusal."""
    gitlab, session = gitlab_of(request), session_of(request)
    params = {name: str(value) for name, value in (await params_of(request)).items()}
    if session is None or session.user is None:
        return to_sign_in(request)
    if not csrf_fits(session, params.get("authenticity_token")):
        return error_page(422)
    problem = _problem(gitlab, params)
    if problem is not None:
        return page("An error has occurred", f'<pre class="gl-alert-danger">{escape(problem)}</pre>')
    state = {"state": params["state"]} if "state" in params else {}
    if params.get("_method") == "delete" or request.method == "DELETE":
        refusal = "The resource owner or authorization server denied the request."
        return _back(params, {"error": "access_denied", "error_description": refusal, **state})
    client = _client(gitlab, params)
    code = gitlab.grants.issue(
        Code(
            client=client.uid,
            user=session.user,
            redirect_uri=params["redirect_uri"],
            scopes=tuple(_scope(client, params).split()),
            challenge=params.get("code_challenge") or None,
            method=params.get("code_challenge_method") or "plain",
            expires_at=gitlab.now() + CODE_LIFE_S,
        )
    )
    return _back(params, {"code": code, **state})


def _problem(gitlab: Instance, params: dict[str, str]) -> str | None:
    """Return what GitLab's error page says about the request, None when it is good."""
    if not params.get("client_id"):
        return "Missing required parameter: client_id."
    client = gitlab.applications.find(params["client_id"])
    if client is None:
        return _UNKNOWN
    if not client.redirects_to(params.get("redirect_uri", "")):
        return "The redirect URI included is not valid."
    if params.get("response_type") != "code":
        return "The authorization server does not support this response type."
    if not set(_scope(client, params).split()) <= set(client.scopes):
        return "The requested scope is invalid, unknown, or malformed."
    if params.get("code_challenge") and params.get("code_challenge_method", "plain") not in ("S256", "plain"):
        return "The code challenge method must be plain or S256."
    return None


def _client(gitlab: Instance, params: dict[str, str]) -> Application:
    client = gitlab.applications.find(params["client_id"])
    if client is None:
        raise LookupError("application deleted meanwhile")
    return client


def _scope(client: Application, params: dict[str, str]) -> str:
    """Return the scopes asked for; without any, the first one of the application."""
    return params.get("scope") or (client.scopes[0] if client.scopes else "")


def _back(params: dict[str, str], answer: dict[str, str]) -> Response:
    target = params["redirect_uri"]
    joint = "&" if "?" in target else "?"
    return RedirectResponse(f"{target}{joint}{urlencode(answer)}", 302)
