"""Numbers of the background workers over the API: for administrators of an instance of one's own.

Source: GitLab REST API, "Sidekiq metrics". All jobs go through the queue `default`, as new instances route them; a job
that waits between its batches, as a first sync does, counts as busy here.
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import json_answer
from wizard.lab.gitlab.api.caller import admin_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.desk import CONCURRENCY
from wizard.lab.gitlab.workers.waiting_line import LATE
from wizard.lab.gitlab.world.chance import EPOCH, stamp

_QUEUES: Final = ("default", "mailers")


async def queues(request: Request) -> Response:
    return json_answer({"queues": _queues(admin_of(request).gitlab)})


async def processes(request: Request) -> Response:
    return json_answer({"processes": _processes(admin_of(request).gitlab)})


async def jobs(request: Request) -> Response:
    return json_answer({"jobs": _jobs(admin_of(request).gitlab)})


async def everything(request: Request) -> Response:
    gitlab = admin_of(request).gitlab
    return json_answer({"queues": _queues(gitlab), "processes": _processes(gitlab), "jobs": _jobs(gitlab)})


def _queues(gitlab: Instance) -> dict[str, Any]:
    quiet = {name: {"backlog": 0, "latency": 0} for name in _QUEUES}
    latency = int(gitlab.line.latency(gitlab.now()))
    return quiet | {_QUEUES[0]: {"backlog": len(gitlab.line), "latency": latency}}


def _processes(gitlab: Instance) -> list[dict[str, Any]]:
    late = gitlab.bites(LATE)
    if late is not None and not late["delay_s"]:
        return []  # nobody works: that is why jobs wait
    return [
        {
            "hostname": gitlab.url.removeprefix("https://"), "pid": 5649, "tag": "gitlab",
            "started_at": stamp(EPOCH), "queues": list(_QUEUES), "labels": [], "concurrency": CONCURRENCY,
            "busy": min(gitlab.desk.working() - len(gitlab.line), CONCURRENCY),
        }
    ]  # fmt: skip


def _jobs(gitlab: Instance) -> dict[str, int]:
    desk = gitlab.desk
    return {
        "processed": desk.processed,
        "failed": len(desk.failures),
        "enqueued": len(gitlab.line),
        "dead": len(desk.failures),
    }
