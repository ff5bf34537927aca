"""Version, metadata and the own token."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.accounts import AccessToken
from wizard.lab.gitlab.api.answers import Refused, empty, json_answer
from wizard.lab.gitlab.api.caller import caller_of, scopes_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import sha, stamp


async def version(request: Request) -> Response:
    caller = caller_of(request, reads=("read_api", "read_user"))
    return json_answer({"version": caller.gitlab.version, "revision": _revision(caller.gitlab)})


async def metadata(request: Request) -> Response:
    gitlab = caller_of(request, reads=("read_api", "read_user")).gitlab
    number = gitlab.version.partition("-")[0]
    host = gitlab.external_url.removeprefix("https://")
    kas = {
        "enabled": True,
        "externalUrl": f"wss://{host}/-/kubernetes-agent/",
        "externalK8sProxyUrl": f"https://{host}/-/kubernetes-agent/k8s-proxy/",
        "version": number,
    }
    enterprise = "-ee" in gitlab.version
    return json_answer({"version": gitlab.version, "revision": _revision(gitlab), "kas": kas, "enterprise": enterprise})


async def own_token(request: Request) -> Response:
    # Any scope will do: a token may always look at itself.
    caller = caller_of(request, reads=("read_api", "read_user", "admin_mode"))
    if caller.token is None or caller.token.kind != "pat":
        raise Refused(401, {"message": "401 Unauthorized"})
    return json_answer(_shown(caller.gitlab, caller.token))


async def revoke_own_token(request: Request) -> Response:
    caller = caller_of(request)
    if caller.token is None or caller.token.kind != "pat":
        raise Refused(400, {"message": "400 Bad request"})
    caller.token.revoked = True
    return empty(204)


def _shown(gitlab: Instance, token: AccessToken) -> dict[str, object]:
    end = token.expires_at
    return {
        "id": token.id, "name": token.name, "revoked": token.revoked, "created_at": stamp(token.created_at),
        "description": None, "scopes": list(scopes_of(gitlab, token)), "user_id": token.user.id,
        "last_used_at": None if token.last_used_at is None else stamp(token.last_used_at),
        "active": token.alive(gitlab.now()),
        "expires_at": None if end is None else datetime.fromtimestamp(end, UTC).date().isoformat(),
    }  # fmt: skip


def _revision(gitlab: Instance) -> str:
    return sha(0, "revision", gitlab.version)[:11]
