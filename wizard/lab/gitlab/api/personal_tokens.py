"""Personal access tokens over the API: seen, made for others, rotated and revoked.

Source: GitLab REST API, "Personal access tokens". That a second use of a rotated token ends all that came from it is
written there; the words of the refusals are recalled.
"""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.accounts import AccessToken
from wizard.lab.gitlab.api.answers import (
    Refused,
    bad_request,
    empty,
    flag,
    forbidden,
    json_answer,
    not_found,
    one_of,
    params_of,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, admin_of, caller_of, scopes_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import stamp

PREFIX: Final = "lab-glpat-"
_USUAL_LIFE: Final = timedelta(days=7)
_LONGEST_LIFE: Final = timedelta(days=365)
_SCOPES: Final = ("api", "read_api", "read_user", "admin_mode", "sudo", "read_repository", "write_repository")


async def own(request: Request) -> Response:
    return json_answer(_shown(*_own(request)))


async def revoke_own(request: Request) -> Response:
    _own(request)[1].revoked = True
    return empty(204)


async def rotate_own(request: Request) -> Response:
    gitlab, token = _own(request)
    return json_answer(_rotated(gitlab, token, await params_of(request)))


async def index(request: Request) -> Response:
    """List the caller's tokens, to administrators everybody's."""
    caller = caller_of(request)
    query, now = request.query_params, caller.gitlab.now()
    state, revoked = one_of(request, "state", ("active", "inactive", "all"), "all"), query.get("revoked")
    wanted = whole(query.get("user_id"))
    if wanted is not None and wanted != caller.user.id and not caller.admin_powers:
        raise Refused(401, {"message": "401 Unauthorized"})
    rows = [
        one
        for one in _seen(caller)
        if (wanted is None or one.user.id == wanted)
        and (state == "all" or one.alive(now) == (state == "active"))
        and (revoked is None or one.revoked == flag(revoked))
        and query.get("search", "").lower() in one.name.lower()
    ]
    return paged(request, rows, lambda one: _shown(caller.gitlab, one))


async def show(request: Request) -> Response:
    caller = caller_of(request)
    return json_answer(_shown(caller.gitlab, _found(request, caller)))


async def revoke(request: Request) -> Response:
    _found(request, caller_of(request)).revoked = True
    return empty(204)


async def rotate(request: Request) -> Response:
    caller = caller_of(request)
    return json_answer(_rotated(caller.gitlab, _found(request, caller), await params_of(request)))


async def create_for_user(request: Request) -> Response:
    """Make a token for somebody; only administrators may, and its text is told this once."""
    gitlab = admin_of(request).gitlab
    wanted = whole(request.path_params["user_id"])
    user = next((one for one in gitlab.world.users if one.id == wanted), None)
    if user is None:
        raise not_found("User")
    params = await params_of(request)
    required(params, "name", "scopes")
    scopes = params["scopes"] if isinstance(params["scopes"], list) else str(params["scopes"]).split(",")
    if not set(scopes) <= set(_SCOPES):
        raise bad_request("400 Bad request - Scopes can only contain available scopes")
    end = _end(gitlab, params.get("expires_at"), _LONGEST_LIFE)
    made = AccessToken(
        gitlab.tokens.next_id(), str(params["name"]), "pat", user, tuple(scopes), gitlab.now(), expires_at=end
    )
    return json_answer(_shown(gitlab, made) | {"token": _kept(gitlab, made)}, 201)


def _own(request: Request) -> tuple[Instance, AccessToken]:
    """Return the token that calls; any scope will do, for a token may always look at itself, and end or follow itself.

    Raises: Refused.
    """
    caller = caller_of(request, reads=("read_api", "read_user", "admin_mode"))
    if caller.token is None or caller.token.kind != "pat":
        status, said = (401, "401 Unauthorized") if request.method == "GET" else (400, "400 Bad request")
        raise Refused(status, {"message": said})
    return caller.gitlab, caller.token


def _seen(caller: Caller) -> list[AccessToken]:
    personal = [one for one in caller.gitlab.tokens.all() if one.kind == "pat"]
    return [one for one in personal if caller.admin_powers or one.user.id == caller.user.id]


def _found(request: Request, caller: Caller) -> AccessToken:
    wanted = whole(request.path_params["id"])
    found = next((one for one in _seen(caller) if one.id == wanted), None)
    if found is not None:
        return found
    # Administrators learn that there is none, others not even that.
    raise not_found() if caller.admin_powers else Refused(401, {"message": "401 Unauthorized"})


def _rotated(gitlab: Instance, old: AccessToken, params: dict[str, Any]) -> dict[str, object]:
    """Revoke a token and return its successor with its text.

    Raises: Refused for a token that was used up; all of its family end then.
    """
    if old.revoked:
        for one in gitlab.tokens.all():
            one.revoked = one.revoked or one.family == old.family
        raise bad_request("400 Bad request - token already revoked")
    if not old.alive(gitlab.now()):
        raise forbidden()
    end = _end(gitlab, params.get("expires_at"), _USUAL_LIFE)
    old.revoked = True
    made = AccessToken(
        gitlab.tokens.next_id(), old.name, "pat", old.user, old.scopes, gitlab.now(), end, family=old.family
    )
    return _shown(gitlab, made) | {"token": _kept(gitlab, made)}


def _kept(gitlab: Instance, made: AccessToken) -> str:
    text = PREFIX + secrets.token_urlsafe(15)
    gitlab.tokens.add(text, made)
    return text


def _end(gitlab: Instance, asked: object, usual: timedelta) -> float:
    """Return when a new token ends: at the beginning of a day.

    Raises: Refused for a day that is none, over, or too far off.
    """
    today = datetime.fromtimestamp(gitlab.now(), UTC).date()
    try:
        day = date.fromisoformat(str(asked)) if asked else today + usual
    except ValueError as error:
        raise Refused(400, {"error": "expires_at is invalid"}) from error
    if not today < day <= today + _LONGEST_LIFE:
        latest = (today + _LONGEST_LIFE).isoformat()
        raise bad_request(f"400 Bad request - Expiration date must be after today and not after {latest}")
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _shown(gitlab: Instance, token: AccessToken) -> dict[str, object]:
    end = token.expires_at
    return {
        "id": token.id, "name": token.name, "revoked": token.revoked, "created_at": stamp(token.created_at),
        "description": None, "scopes": list(scopes_of(gitlab, token)), "user_id": token.user.id,
        "last_used_at": None if token.last_used_at is None else stamp(token.last_used_at),
        "active": token.alive(gitlab.now()),
        "expires_at": None if end is None else datetime.fromtimestamp(end, UTC).date().isoformat(),
    }  # fmt: skip
