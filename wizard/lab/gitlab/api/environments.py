"""Environments and deployments over the API."""

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
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.api.pipelines import shown_job
from wizard.lab.gitlab.api.projects import moment
from wizard.lab.gitlab.api.users import basic
from wizard.lab.gitlab.ci.records import TIERS, Deployment, Environment
from wizard.lab.gitlab.ci.store import tier_of
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import DEVELOPER
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.repository import RefUnknown

_ORDERS: Final[dict[str, Callable[[Deployment], Any]]] = {
    "id": lambda one: one.id,
    "iid": lambda one: one.iid,
    "created_at": lambda one: (one.created_at, one.id),
    "updated_at": lambda one: (one.updated_at, one.id),
    "ref": lambda one: (one.ref, one.id),
}
_STATUSES: Final = ("running", "success", "failed", "canceled")


async def index(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    name, search = request.query_params.get("name"), request.query_params.get("search", "")
    rows = [
        one
        for one in caller.gitlab.automation.of(project.id).environments.values()
        if name in (None, one.name) and search in one.name
    ]
    return paged(request, rows, _shown)


async def show(request: Request) -> Response:
    return json_answer(_shown(_environment(request)[2]))


async def create(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "name")
    name = str(params["name"])
    automation = caller.gitlab.automation
    if automation.of(project.id).environment(name) is not None:
        raise Refused(400, {"message": {"name": ["has already been taken"]}})
    tier, address = params.get("tier"), params.get("external_url")
    if tier is not None and tier not in TIERS:
        raise Refused(400, {"error": "tier does not have a valid value"})
    made = automation.add_environment(
        project.id,
        name,
        tier=str(tier or tier_of(name)),
        external_url=None if address is None else str(address),
        now=caller.gitlab.now(),
    )
    return json_answer(_shown(made), 201)


async def stop(request: Request) -> Response:
    caller, project, found = _environment(request, DEVELOPER)
    found = replace(found, state="stopped")
    caller.gitlab.automation.of(project.id).environments[found.id] = found
    return json_answer(_shown(found))


async def delete(request: Request) -> Response:
    caller, project, found = _environment(request, DEVELOPER)
    if found.state != "stopped":
        raise Refused(403, {"message": "403 Forbidden"})
    held = caller.gitlab.automation.of(project.id)
    held.deployments = {key: one for key, one in held.deployments.items() if one.environment_id != found.id}
    del held.environments[found.id]
    return empty(204)


async def deployments(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    held, query = caller.gitlab.automation.of(project.id), request.query_params
    after, before = moment(request, "updated_after"), moment(request, "updated_before")
    order = one_of(request, "order_by", _ORDERS, "id")
    if (after, before) != (None, None) and order != "updated_at":
        raise bad_request("400 Bad request - `updated_at` filter and `updated_at` sorting must be paired")
    rows = [
        one
        for one in held.deployments.values()
        if query.get("environment") in (None, held.environments[one.environment_id].name)
        and query.get("status") in (None, one.status)
        and (after is None or one.updated_at >= after)
        and (before is None or one.updated_at <= before)
    ]
    rows.sort(key=_ORDERS[order], reverse=one_of(request, "sort", ("asc", "desc"), "asc") == "desc")
    return paged(request, rows, lambda one: _shown_deployment(caller, project, one))


async def deployment(request: Request) -> Response:
    caller, project, found = _deployment(request)
    return json_answer(_shown_deployment(caller, project, found))


async def create_deployment(request: Request) -> Response:
    """Take a deployment that something else made; GitLab tells Jira of none of these."""
    caller = caller_of(request)
    project = project_of(request, caller, DEVELOPER)
    params = await params_of(request)
    required(params, "environment", "sha", "ref", "tag", "status")
    gitlab, status, name = caller.gitlab, str(params["status"]), str(params["environment"])
    if status not in _STATUSES:
        raise Refused(400, {"error": "status does not have a valid value"})
    try:
        sha = gitlab.world.repository(project).commits(str(params["sha"]))[0].sha
    except RefUnknown as error:
        raise Refused(400, {"message": {"base": ["The commit does not exist"]}}) from error
    automation, now = gitlab.automation, gitlab.now()
    place = automation.of(project.id).environment(name) or automation.add_environment(
        project.id, name, tier=tier_of(name), external_url=None, now=now
    )

    def make(number: int, iid: int) -> Deployment:
        return Deployment(
            number, iid, place.id, str(params["ref"]), sha, caller.user.username, status, created_at=now, updated_at=now
        )

    made = automation.add_deployment(project.id, make)
    return json_answer(_shown_deployment(caller, project, made), 201)


async def change_deployment(request: Request) -> Response:
    caller, project, found = _deployment(request, DEVELOPER)
    params = await params_of(request)
    required(params, "status")
    if params["status"] not in _STATUSES:
        raise Refused(400, {"error": "status does not have a valid value"})
    if found.pipeline_id is not None:
        raise Refused(403, {"message": "403 Forbidden"})
    found = replace(found, status=str(params["status"]), updated_at=caller.gitlab.now())
    caller.gitlab.automation.of(project.id).deployments[found.id] = found
    return json_answer(_shown_deployment(caller, project, found))


def _shown(one: Environment) -> dict[str, object]:
    return _brief(one) | {"state": one.state, "tier": one.tier, "created_at": stamp(one.created_at)}


def _brief(one: Environment) -> dict[str, object]:
    slug = "".join(letter if letter.isalnum() else "-" for letter in one.name.lower())
    return {"id": one.id, "name": one.name, "slug": slug, "external_url": one.external_url}


def _shown_deployment(caller: Caller, project: Project, one: Deployment) -> dict[str, object]:
    gitlab = caller.gitlab
    held = gitlab.automation.of(project.id)
    place, pipeline = held.environments[one.environment_id], held.pipelines.get(one.pipeline_id or 0)
    made_by = [] if pipeline is None else [job for job in pipeline.jobs if job.environment == place.name]
    return {
        "id": one.id, "iid": one.iid, "ref": one.ref, "sha": one.sha, "status": one.status,
        "created_at": stamp(one.created_at), "updated_at": stamp(one.updated_at),
        "user": basic(gitlab, gitlab.world.user(one.author)), "environment": _brief(place),
        "deployable": None if pipeline is None or not made_by else shown_job(gitlab, project, pipeline, made_by[0]),
    }  # fmt: skip


def _environment(request: Request, level: int = 0) -> tuple[Caller, Project, Environment]:
    caller = caller_of(request)
    project = project_of(request, caller, level)
    found = caller.gitlab.automation.of(project.id).environments.get(whole(path_part(request, "environment")) or 0)
    if found is None:
        raise not_found()
    return caller, project, found


def _deployment(request: Request, level: int = 0) -> tuple[Caller, Project, Deployment]:
    caller = caller_of(request)
    project = project_of(request, caller, level)
    found = caller.gitlab.automation.of(project.id).deployments.get(whole(path_part(request, "deployment")) or 0)
    if found is None:
        raise not_found("Deployment")
    return caller, project, found
