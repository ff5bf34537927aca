"""Who sent a request: a person with an API token or a session, an app with its token, or nobody."""

import base64
import binascii

from starlette.requests import Request
from starlette.responses import JSONResponse

from wizard.lab.jira.connect.query_hash import query_hash
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.connect.tokens import TokenRefused, claimed_issuer, verify_request
from wizard.lab.jira.refusals import ADMINS_ONLY, LOGIN_REQUIRED, app_unauthorized, platform
from wizard.lab.jira.signin.api_tokens import ApiToken
from wizard.lab.jira.signin.scopes import app_scope, platform_path, token_scopes
from wizard.lab.jira.signin.sessions import Session
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User
from wizard.lab.refused import Refused

SESSION_COOKIE = "tenant.session.token"
_REASON = "X-Seraph-LoginReason"
BY_GATEWAY = "lab.by-gateway"
"""In the scope of a request that the gateway passed on."""
SCOPES_SHOWN = "lab.scopes"
"""In the scope of a request with a scoped token: the token's scopes, for the gateway alone."""
SCOPE_MISSING = "Unauthorized; scope does not match"


def caller(site: Site, request: Request) -> User | InstalledApp | None:
    """Return who calls a resource that people and apps may use.

    Raises: `Refused` when credentials are given but wrong.
    """
    if app_token(request):
        return _within_its_scopes(calling_app(site, request), request)
    return person(site, request)


def person(site: Site, request: Request) -> User | None:
    """Return the signed-in user, None for an anonymous call."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return _by_token(site, request, value)
    if scheme.lower() == "bearer" and came_by_gateway(request):
        return _by_bearer(site, request, value)
    if scheme:
        raise platform(401, LOGIN_REQUIRED)
    session = session_of(site, request)
    return site.world.user(session.account_id) if session else None


def signed_in(site: Site, request: Request) -> User:
    """Return the user, or refuse an anonymous call."""
    user = person(site, request)
    if user is None:
        raise platform(401, LOGIN_REQUIRED)
    return user


def admin(site: Site, request: Request) -> User:
    """Return the user when they administer Jira."""
    user = signed_in(site, request)
    if not site.administers(user):
        raise platform(403, ADMINS_ONLY)
    return user


def user_or_app(site: Site, request: Request) -> User | InstalledApp:
    """Return the caller, or refuse an anonymous call."""
    found = caller(site, request)
    if found is None:
        raise platform(401, LOGIN_REQUIRED)
    return found


def session_of(site: Site, request: Request) -> Session | None:
    return site.sessions.find(request.cookies.get(SESSION_COOKIE))


def app_token(request: Request) -> str:
    """Return the app's token from the header or the query, empty when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.upper() == "JWT" else request.query_params.get("jwt", "")


def _within_its_scopes(app: InstalledApp, request: Request) -> InstalledApp:
    """Return the app when its descriptor asked for what this operation of the platform API takes.

    Raises: `Refused` with the words of the Connect framework's filter, as its source had them.
    """
    below = platform_path(request.url.path)
    if below is not None and not app.has_scope(app_scope(request.method, below)):
        raise platform(403, "Request not in an authorized API scope")
    return app


def calling_app(site: Site, request: Request) -> InstalledApp:
    """Return the enabled app that signed this very request.

    Raises: `Refused` with Jira's one answer for every fault of a token.
    """
    token = app_token(request)
    raw_path = request.scope.get("raw_path") or request.scope["path"].encode()
    qsh = query_hash(request.method, raw_path.decode("latin-1"), request.scope["query_string"].decode("latin-1"))
    try:
        app = site.apps.get(claimed_issuer(token))
        if app is None or not app.enabled:
            raise app_unauthorized()
        verify_request(token, app.secret, qsh=qsh, now=site.clock.now())
    except TokenRefused as error:
        raise app_unauthorized() from error
    site.secrets.heard(app)
    return app


def calling_service_app(site: Site, request: Request) -> InstalledApp:
    """Return the app that signed a request to a service beside Jira; a re-issue that apps miss comes before it.

    Raises: as `calling_app`.
    """
    if site.twist.active("jira-invalid-jwt") is not None:
        for app in site.apps:
            site.secrets.reissue(app)
    return calling_app(site, request)


def came_by_gateway(request: Request) -> bool:
    """Tell whether a request came over the gateway of all sites."""
    return bool(request.scope.get(BY_GATEWAY))


def _judge_integration(site: Site, request: Request) -> None:
    """Refuse credentials as faults of an integration do: in version 2 alone, which GitLab and nobody else asks here."""
    if not request.url.path.startswith("/rest/api/2/"):
        return
    if site.twist.active("integration-captcha") is not None:
        raise _denied("AUTHENTICATION_DENIED")
    if site.twist.active("integration-token-expired") is not None:
        raise _denied("AUTHENTICATED_FAILED")
    if not came_by_gateway(request) and site.twist.active("integration-token-scoped") is not None:
        raise _denied("AUTHENTICATED_FAILED")


def _by_token(site: Site, request: Request, encoded: str) -> User:
    by_gateway = came_by_gateway(request)
    _judge_integration(site, request)
    for fault in ("jira-token-invalid", "jira-token-expired", *(() if by_gateway else ("jira-token-scoped",))):
        if site.twist.active(fault) is not None:
            raise _denied("AUTHENTICATED_FAILED")
    if site.twist.active("jira-captcha") is not None:
        raise _denied("AUTHENTICATION_DENIED")
    try:
        email, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _denied("AUTHENTICATED_FAILED") from error
    user = site.world.user_by_email(email)
    if user is None:
        raise _denied("AUTHENTICATED_FAILED")
    if site.sessions.locked(user.email):
        raise _denied("AUTHENTICATION_DENIED")
    token = site.tokens.find(email, secret, site.clock.now())
    if token is None or not _belongs_here(site, token, by_gateway):
        site.sessions.failed(user.email)
        raise _denied("AUTHENTICATED_FAILED")
    site.sessions.succeeded(user.email)
    return _with_its_scopes(request, token)


def _belongs_here(site: Site, token: ApiToken, by_gateway: bool) -> bool:
    """Tell whether a token is taken where it was sent: with scopes at the gateway, without them at the site."""
    scoped = ("jira-token-scoped", "integration-token-scoped")
    turned = by_gateway and any(site.twist.active(fault) is not None for fault in scoped)
    return turned or (token.scopes is not None) == by_gateway


def _by_bearer(site: Site, request: Request, secret: str) -> User:
    _judge_integration(site, request)
    token = site.tokens.carried(secret, site.clock.now())
    if token is None or token.scopes is None:
        raise platform(401, LOGIN_REQUIRED)
    return _with_its_scopes(request, token)


def _with_its_scopes(request: Request, token: ApiToken) -> User:
    """Return the owner. Raises: `Refused` where the token has not all scopes that the operation asks for."""
    if token.scopes is None:
        return token.owner
    below = platform_path(request.url.path)
    if below is None or not token_scopes(request.method, below) <= token.scopes:
        raise Refused(JSONResponse({"code": 401, "message": SCOPE_MISSING}, 401))
    request.scope[SCOPES_SHOWN] = " ".join(sorted(token.scopes))
    return token.owner


def _denied(reason: str) -> Refused:
    return platform(401, LOGIN_REQUIRED, headers={_REASON: reason, "WWW-Authenticate": 'OAuth realm="Jira"'})
