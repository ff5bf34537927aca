"""Pipelines and their jobs over the API."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import (
    Refused,
    bad_request,
    empty,
    json_answer,
    not_found,
    one_of,
    params_of,
    path_part,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.commits import shown as shown_commit
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.ci.records import ENDED, Job, Pipeline
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.pipelines import pipeline_changed, pipeline_made, with_status
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER, OWNER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.repository import RefUnknown

_ORDERS: Final[dict[str, Callable[[Pipeline], Any]]] = {
    "id": lambda one: one.id,
    "status": lambda one: (one.status, one.id),
    "ref": lambda one: (one.ref, one.id),
    "updated_at": lambda one: (one.updated_at, one.id),
    "user_id": lambda one: (one.author, one.id),
}
_TESTED: Final = (("build", "build", None), ("test", "test", None))
"""Jobs that every pipeline has: name, stage, environment."""


async def index(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    query = request.query_params
    after, before = moment(request, "updated_after"), moment(request, "updated_before")
    order = _ORDERS[one_of(request, "order_by", _ORDERS, "id")]
    rows = [
        one
        for one in caller.gitlab.automation.of(project.id).pipelines.values()
        if query.get("ref") in (None, one.ref)
        and query.get("sha") in (None, one.sha)
        and query.get("status") in (None, one.status)
        and (after is None or one.updated_at >= after)
        and (before is None or one.updated_at <= before)
    ]
    rows.sort(key=order, reverse=one_of(request, "sort", ("asc", "desc"), "desc") == "desc")
    return paged(request, rows, lambda one: shown(caller.gitlab, project, one))


async def show(request: Request) -> Response:
    caller, project, found = _addressed(request)
    return json_answer(_whole(caller, project, found))


async def jobs(request: Request) -> Response:
    caller, project, found = _addressed(request)
    return paged(request, list(reversed(found.jobs)), lambda job: shown_job(caller.gitlab, project, found, job))


async def create(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "ref")
    ref = str(params["ref"])
    tip = gitlab.world.repository(project).tip(ref)
    if tip is None:
        raise bad_request({"base": ["Reference not found"]})
    place = "production" if ref == project.default_branch else f"review/{ref}"
    made = gitlab.automation.add_pipeline(
        project.id, ref=ref, commit=tip, author=caller.user.username,
        jobs=(*_TESTED, ("deploy", "deploy", place)), now=gitlab.now(),
    )  # fmt: skip
    pipeline_made(gitlab, project, made)
    return json_answer(_whole(caller, project, made), 201)


async def cancel(request: Request) -> Response:
    caller, project, found = _addressed(request, DEVELOPER)
    if found.status not in ENDED:
        found = with_status(found, "canceled", caller.gitlab.now())
        pipeline_changed(caller.gitlab, project, found)
    return json_answer(_whole(caller, project, found), 201)


async def delete(request: Request) -> Response:
    """Forget a pipeline with its jobs; its deployments stay."""
    caller, project, found = _addressed(request, OWNER)
    del caller.gitlab.automation.of(project.id).pipelines[found.id]
    return empty(204)


async def retry(request: Request) -> Response:
    """Run an ended pipeline again, all of its jobs."""
    caller, project, found = _addressed(request, DEVELOPER)
    if found.status not in ENDED:
        raise Refused(403, {"message": "403 Forbidden"})
    found = replace(with_status(found, "pending", caller.gitlab.now()), tries=found.tries + 1)
    caller.gitlab.automation.of(project.id).pipelines[found.id] = found
    pipeline_made(caller.gitlab, project, found)
    return json_answer(_whole(caller, project, found), 201)


def shown(gitlab: Instance, project: Project, one: Pipeline) -> dict[str, object]:
    """Return the pipeline as lists show it."""
    return {
        "id": one.id, "iid": one.iid, "project_id": project.id, "sha": one.sha, "ref": one.ref, "status": one.status,
        "source": "api", "created_at": stamp(one.created_at), "updated_at": stamp(one.updated_at), "name": None,
        "web_url": f"{gitlab.external_url}/{project.full_path}/-/pipelines/{one.id}",
    }  # fmt: skip


def shown_job(gitlab: Instance, project: Project, one: Pipeline, job: Job) -> dict[str, object]:
    """Return a job as the API writes it."""
    return {
        "id": job.id, "status": job.status, "stage": job.stage, "name": job.name, "ref": one.ref, "tag": False,
        "allow_failure": False, "coverage": None, "created_at": stamp(one.created_at),
        "started_at": _moment(one.started_at), "finished_at": _moment(one.finished_at),
        "user": basic(gitlab, gitlab.world.user(one.author)), "pipeline": shown(gitlab, project, one),
        "web_url": f"{gitlab.external_url}/{project.full_path}/-/jobs/{job.id}",
        "commit": _commit(gitlab, project, one),
    }  # fmt: skip


def _commit(gitlab: Instance, project: Project, one: Pipeline) -> dict[str, object] | None:
    try:
        return shown_commit(gitlab, project, gitlab.world.repository(project).commits(one.sha)[0])
    except RefUnknown:  # its branch was removed
        return None


def _whole(caller: Caller, project: Project, one: Pipeline) -> dict[str, object]:
    ran = one.started_at is not None and one.finished_at is not None
    return shown(caller.gitlab, project, one) | {
        "before_sha": "0" * 40, "tag": False, "yaml_errors": None, "coverage": None,
        "user": basic(caller.gitlab, caller.gitlab.world.user(one.author)),
        "started_at": _moment(one.started_at), "finished_at": _moment(one.finished_at), "committed_at": None,
        "duration": int((one.finished_at or 0) - (one.started_at or 0)) if ran else None,
    }  # fmt: skip


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else stamp(seconds)


def _addressed(request: Request, level: int = 0) -> tuple[Caller, Project, Pipeline]:
    caller = caller_of(request)
    project = project_of(request, caller, level)
    found = caller.gitlab.automation.of(project.id).pipelines.get(whole(path_part(request, "pipeline")) or 0)
    if found is None:
        raise not_found()
    return caller, project, found
