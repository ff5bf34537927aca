"""Version, metadata and licence."""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import json_answer
from wizard.lab.gitlab.api.caller import admin_of, caller_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import EPOCH, sha, stamp


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
        "version": number,
    }
    if gitlab.knows("kubernetes-proxy-url"):
        kas["externalK8sProxyUrl"] = f"https://{host}/-/kubernetes-agent/k8s-proxy/"
    enterprise = "-ee" in gitlab.version
    return json_answer({"version": gitlab.version, "revision": _revision(gitlab), "kas": kas, "enterprise": enterprise})


async def license_(request: Request) -> Response:
    """Return the licence, for administrators; nothing where none was ever put in."""
    gitlab = admin_of(request).gitlab
    plan, year = gitlab.plan, 365 * 86_400
    if plan == "free":
        return json_answer(None)
    people, day = len(gitlab.world.users), stamp(EPOCH)[:10]
    ends = stamp(max(EPOCH, gitlab.now()) + year)[:10]
    licensee = {"Name": "Dana Admin", "Company": "Acme", "Email": "dana@acme.example"}
    body = {
        "id": 1, "plan": plan, "created_at": stamp(EPOCH), "starts_at": day, "expires_at": ends,
        "historical_max": people,
        "maximum_user_count": people, "expired": False, "add_ons": {}, "overage": 0, "user_limit": 200,
        "active_users": people, "licensee": licensee,
    }  # fmt: skip
    return json_answer(body)


def _revision(gitlab: Instance) -> str:
    return sha(0, "revision", gitlab.version)[:11]
