"""Who calls, and whether they may."""

from dataclasses import dataclass

from starlette.requests import Request

from wizard.lab.gitlab.accounts import AccessToken, Sessions
from wizard.lab.gitlab.api.answers import Refused, forbidden, gitlab_of, not_found, path_part
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import GUEST, OWNER, User
from wizard.lab.gitlab.world.projects import Project

_SAFE = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in user of the API."""

    gitlab: Instance
    user: User
    admin: bool
    """Whether the account is an administrator's, whatever the token may do."""
    token: AccessToken | None
    """None for a browser session."""
    scopes: tuple[str, ...]
    address: str
    """Where the request came from, as this host sees it."""

    @property
    def admin_powers(self) -> bool:
        """Tell whether the caller may act as administrator: in admin mode only with a token made for it."""
        return self.admin and (not self.gitlab.setting("admin_mode") or "admin_mode" in self.scopes)

    def reaches(self, namespace: Namespace) -> bool:
        """Tell whether the namespace is open to the address the caller calls from."""
        return self.gitlab.ip_restriction.opens(self.gitlab.world.namespaces, namespace, self.address)

    def sees(self, namespace: Namespace) -> bool:
        """Tell whether what is in the namespace is there at all for the caller."""
        return (namespace.visibility != "private" or self.may(namespace, GUEST)) and self.reaches(namespace)

    def may(self, namespace: Namespace, level: int) -> bool:
        """Tell whether the caller has this role in the namespace; administrators have every role."""
        return self.admin_powers or self.gitlab.level(self.user.username, namespace.full_path) >= level


def caller_of(request: Request, *, reads: tuple[str, ...] = ("read_api",)) -> Caller:
    """Return who calls; `reads` are scopes that allow a GET besides `api`.

    Raises: Refused with 401 or 403.
    """
    caller = _identify(request)
    wanted = ("api", *reads) if request.method in _SAFE else ("api",)
    if not set(wanted) & set(caller.scopes):
        raise _insufficient(" ".join(wanted))
    return caller


def admin_of(request: Request) -> Caller:
    """Return a caller who is an administrator and whose token has the full API.

    Raises: Refused with 401 or 403.
    """
    caller = _identify(request)
    if "api" not in caller.scopes:
        raise _insufficient("api")
    if not caller.admin_powers:
        raise forbidden()
    return caller


def group_of(request: Request, caller: Caller, level: int = GUEST) -> Namespace:
    """Return the group named in the path.

    Raises: Refused with 404 when it cannot be seen, 403 when the role is too low.
    """
    found = caller.gitlab.world.namespaces.find(path_part(request, "id"))
    renamed = found is not None and _named(caller, "gitlab-group-renamed", "group", found.full_path)
    if found is None or found.kind != "group" or renamed or not _sees(caller, found):
        raise not_found("Group")
    if not caller.reaches(found) and not caller.may(found, OWNER):
        raise not_found("Group")
    if level > GUEST and not caller.may(found, level):
        raise forbidden()
    return found


def project_of(request: Request, caller: Caller, level: int = GUEST) -> Project:
    """Return the project named in the path.

    Raises: Refused with 404 when it cannot be seen, 403 when the role is too low or it is archived and to be changed.
    """
    found = caller.gitlab.world.projects.find(path_part(request, "id"))
    hidden = found is not None and _named(caller, "gitlab-project-hidden", "project", found.full_path)
    if found is None or hidden or not _sees(caller, found.namespace) or not caller.reaches(found.namespace):
        raise not_found("Project")
    if level > GUEST and not caller.may(found.namespace, level):
        raise forbidden()
    if request.method not in _SAFE and caller.gitlab.world.projects.is_archived(found.id):
        raise forbidden()
    return found


def _named(caller: Caller, fault_id: str, key: str, full_path: str) -> bool:
    """Tell whether a fault takes away the very thing that its parameter names."""
    struck = caller.gitlab.bites(fault_id)
    return struck is not None and struck[key] == full_path


def _sees(caller: Caller, namespace: Namespace) -> bool:
    return namespace.visibility != "private" or caller.may(namespace, GUEST)


def _identify(request: Request) -> Caller:
    gitlab = gitlab_of(request)
    text = _token_text(request)
    if text is None:
        return _session_caller(request, gitlab)
    token = gitlab.find_token(text)
    if token is None:
        raise Refused(401, {"message": "401 Unauthorized"})
    if gitlab.bites("gitlab-token-invalid") is not None or token.revoked:
        raise _invalid("Token was revoked. You have to re-authorize from the user.")
    if not token.alive(gitlab.now()):
        raise _invalid("Token is expired. You can either do re-authorization or token refresh.")
    token.last_used_at = gitlab.now()
    _admit(gitlab, token.user)
    return Caller(gitlab, token.user, is_admin(gitlab, token.user), token, scopes_of(gitlab, token), _address(request))


def _admit(gitlab: Instance, user: User) -> None:
    """Refuse whom the instance lets do nothing. Raises: Refused."""
    if gitlab.bites("gitlab-internal-error") is not None:
        raise Refused(500, {"message": "500 Internal Server Error"})
    if gitlab.bites("gitlab-terms-not-accepted") is not None:
        raise Refused(
            403,
            {
                "message": f"403 Forbidden - You (@{user.username}) must accept the Terms of Service in order to "
                f"perform this action. To accept these terms, please access GitLab from a web browser at {gitlab.url}."
            },
        )


def _address(request: Request) -> str:
    return "" if request.client is None else request.client.host


def is_admin(gitlab: Instance, user: User) -> bool:
    return user.admin and gitlab.bites("gitlab-user-not-admin") is None


def scopes_of(gitlab: Instance, token: AccessToken) -> tuple[str, ...]:
    return ("read_api",) if gitlab.bites("gitlab-token-scope-missing") is not None else token.scopes


def _session_caller(request: Request, gitlab: Instance) -> Caller:
    session = gitlab.sessions.find(request.cookies.get(Sessions.COOKIE))
    # A page of the instance may read with its session; writes over it would need a CSRF token we do not hand out.
    if session is None or session.user is None or request.method not in _SAFE:
        raise Refused(401, {"message": "401 Unauthorized"})
    return Caller(gitlab, session.user, is_admin(gitlab, session.user), None, ("api",), _address(request))


def _token_text(request: Request) -> str | None:
    private = request.headers.get("private-token") or request.query_params.get("private_token")
    if private:
        return private
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and text.strip():
        return text.strip()
    return request.query_params.get("access_token")


def _invalid(description: str) -> Refused:
    challenge = f'Bearer realm="Protected by OAuth 2.0", error="invalid_token", error_description="{description}"'
    body = {"error": "invalid_token", "error_description": description}
    return Refused(401, body, {"WWW-Authenticate": challenge})


def _insufficient(scope: str) -> Refused:
    return Refused(
        403,
        {
            "error": "insufficient_scope",
            "error_description": "The request requires higher privileges than provided by the access token.",
            "scope": scope,
        },
    )
