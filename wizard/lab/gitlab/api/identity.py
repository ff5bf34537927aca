"""Version and metadata."""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import json_answer
from wizard.lab.gitlab.api.caller import caller_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import sha


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


def _revision(gitlab: Instance) -> str:
    return sha(0, "revision", gitlab.version)[:11]
