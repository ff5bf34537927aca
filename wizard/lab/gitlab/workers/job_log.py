"""What Sidekiq writes of the jobs that tell Jira something: a line when one starts, one when it ends.

Source: GitLab docs, Log system, sidekiq.log; gitlab.md 5.3 for the names of the workers. A job that waits for a worker
has no line.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import stamp

_WORKERS: Final = {
    "builds": "JiraConnect::SyncBuildsWorker", "deployments": "JiraConnect::SyncDeploymentsWorker",
    "featureflags": "JiraConnect::SyncFeatureFlagsWorker",
}  # fmt: skip
"""Part of the path -> the worker that posts there."""


def worker_of(path: str, body: Mapping[str, Any] | None, *, live: bool) -> str:
    """Return the worker whose job this request is; a first sync has one for each project."""
    if not live:
        return "JiraConnect::SyncProjectWorker"
    part = path.split("/")[2]
    if part in _WORKERS:
        return _WORKERS[part]
    if body is None:
        return "Integrations::JiraConnect::RemoveBranchWorker"
    asked = any(one.get("pullRequests") for one in body.get("repositories", ()))
    return f"JiraConnect::{'SyncMergeRequestWorker' if asked else 'SyncBranchWorker'}"


@contextmanager
def written_down(gitlab: Instance, worker: str, enqueued_at: float) -> Iterator[None]:
    """Write the lines of a job that does what stands inside."""
    started = gitlab.now()
    about = {
        "queue": "default", "class": worker, "retry": 3, "version": 0, "jid": secrets.token_hex(12),
        "created_at": stamp(enqueued_at), "enqueued_at": stamp(enqueued_at),
        "scheduling_latency_s": round(max(0.0, started - enqueued_at), 6),
    }  # fmt: skip

    def write(severity: str, status: str, **more: object) -> None:
        line = {"severity": severity, "time": stamp(gitlab.now()), **about}
        said = f"{worker} JID-{about['jid']}: {status}"
        gitlab.logs.sidekiq.append({**line, "message": said, "job_status": status, **more})

    write("INFO", "start")
    status = "fail"
    try:
        yield
        status = "done"
    finally:
        took = round(max(0.0, gitlab.now() - started), 6)
        write("INFO" if status == "done" else "WARN", status, duration_s=took, completed_at=stamp(gitlab.now()))
