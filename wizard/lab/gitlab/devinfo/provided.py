"""Bodies for Jira about pipelines, deployments and feature flags; None when no issue is mentioned."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from math import inf
from typing import Any, Final
from urllib.parse import quote

from wizard.lab.gitlab.ci.records import Deployment, FeatureFlag, Pipeline
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.repository import RefUnknown

_COMMITS_READ: Final = 5000
_PENDING: Final = ("scheduled", "created", "pending", "preparing", "waiting_for_resource")
_STATES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_PENDING, "pending"), "blocked": "pending", "running": "in_progress", "success": "successful",
    "failed": "failed", "canceled": "cancelled", "skipped": "cancelled",
}  # fmt: skip
_STRATEGIES: Final = {
    "default": "All users", "gitlabUserList": "User List", "gradualRolloutUserId": "Percent of users",
    "flexibleRollout": "Percent rollout", "userWithId": "User IDs",
}  # fmt: skip
_KINDS_OF_PLACE: Final = ("development", "testing", "staging", "production")


def build_body(gitlab: Instance, project: Project, pipeline: Pipeline, sequence: int) -> dict[str, Any] | None:
    """Return the body of `POST /rest/builds/0.1/bulk`."""
    keys = pipeline_keys(gitlab, project, pipeline)
    if not keys:
        return None
    url = f"{gitlab.external_url}/{project.full_path}"
    states = [job.status for job in pipeline.jobs]
    build = {
        "schemaVersion": "1.0", "pipelineId": str(pipeline.ref_id), "buildNumber": pipeline.iid,
        "updateSequenceNumber": sequence, "displayName": pipeline.ref, "url": f"{url}/-/pipelines/{pipeline.id}",
        "state": _STATES.get(pipeline.status, "unknown"), "lastUpdated": stamp(pipeline.updated_at),
        "issueKeys": keys,
        # GitLab counts jobs here, not tests.
        "testInfo": {
            "totalNumber": len(states), "numberPassed": states.count("success"),
            "numberFailed": states.count("failed"), "numberSkipped": states.count("skipped"),
        },
        "references": [{
            "commit": {"id": pipeline.sha, "repositoryUri": url},
            "ref": {"name": pipeline.ref, "uri": f"{url}/-/commits/{quote(pipeline.ref)}"},
        }],
    }  # fmt: skip
    return _from(gitlab) | {"builds": [build]}


def deployment_body(gitlab: Instance, project: Project, one: Deployment, sequence: int) -> dict[str, Any] | None:
    """Return the body of `POST /rest/deployments/0.1/bulk`."""
    held = gitlab.automation.of(project.id)
    place, pipeline = held.environments[one.environment_id], held.pipelines.get(one.pipeline_id or 0)
    keys = _deployment_keys(gitlab, project, one)
    if not keys or pipeline is None:
        return None
    url, short = f"{gitlab.external_url}/{project.full_path}", one.sha[:8]
    job = next((job for job in pipeline.jobs if job.environment == place.name), pipeline.jobs[-1])
    deployment: dict[str, Any] = {
        "schemaVersion": "1.0", "deploymentSequenceNumber": one.iid, "updateSequenceNumber": sequence,
        "displayName": f"Deployment {one.iid} ({one.ref}@{short}) to {place.name}",
        "description": (
            f"Deployment {one.iid} (deployment-{one.id}) of {project.name} (project-{project.id})\n"
            f"          at {short} ({job.name}) to {place.name}"
        ),
    }  # fmt: skip
    if gitlab.knows("deployment-associations"):
        deployment |= {"associations": [{"associationType": "issueKeys", "values": keys}]}
    else:
        deployment |= {"issueKeys": keys}
    deployment |= {
        "url": f"{url}/-/jobs/{job.id}", "label": f"{project.full_path}-{place.name}-{one.iid}-{short}",
        "state": _STATES.get(one.status, "unknown"), "lastUpdated": stamp(one.updated_at),
        "pipeline": {
            "id": str(pipeline.ref_id), "displayName": str(pipeline.iid), "url": f"{url}/-/pipelines/{pipeline.id}",
        },
        "environment": {
            "id": str(place.id), "displayName": f"{project.name}/{place.name}",
            "type": "unmapped" if place.tier == "other" else place.tier,
        },
    }  # fmt: skip
    if gitlab.knows("deployment-gating"):
        deployment |= {"commands": None}
    return _from(gitlab) | {"deployments": [deployment]}


def flag_body(gitlab: Instance, project: Project, flag: FeatureFlag, sequence: int) -> dict[str, Any] | None:
    """Return the body of `POST /rest/featureflags/0.1/bulk`."""
    keys = gitlab.issue_keys.keys(flag.description)
    if not keys:
        return None
    place = {
        "url": f"{gitlab.external_url}/{project.full_path}/-/feature_flags/{flag.iid}/edit",
        "lastUpdated": stamp(flag.updated_at),
    }
    first = flag.strategies[0] if flag.strategies else {}
    shape = {
        "schemaVersion": "1.0", "id": str(flag.id), "key": flag.name, "updateSequenceId": sequence,
        "displayName": flag.name, "summary": place | {"status": _status(flag, first)},
        "details": [
            place | {"status": _status(flag, strategy), "environment": _environment(scope["environment_scope"])}
            for strategy in flag.strategies
            for scope in strategy["scopes"]
        ],
        "issueKeys": keys,
    }  # fmt: skip
    return _from(gitlab) | {"flags": [shape], "properties": {"projectId": f"project-{project.id}"}}


def pipeline_keys(gitlab: Instance, project: Project, pipeline: Pipeline) -> list[str]:
    """Return the keys in the commit's message and in the open merge request of the branch."""
    repository = gitlab.world.repository(project)
    request = repository.opened_from(pipeline.ref)
    texts = [] if request is None else [request.source_branch, request.title, request.description]
    with suppress(RefUnknown):  # the branch may go away while its pipeline runs
        texts.insert(0, repository.commits(pipeline.sha)[0].message)
    return gitlab.issue_keys.keys(*texts)


def _deployment_keys(gitlab: Instance, project: Project, one: Deployment) -> list[str]:
    """Return the keys of the pipeline, and those of commits of its branch since the last success of this branch; of a
    branch without one those of its whole past.

    Source: gitlabhq lib/atlassian/jira_connect/serializers/deployment_entity.rb.
    """
    held = gitlab.automation.of(project.id)
    pipeline = held.pipelines.get(one.pipeline_id or 0)
    keys = [] if pipeline is None else pipeline_keys(gitlab, project, pipeline)
    last = held.last_success(held.environments[one.environment_id], one)
    repository = gitlab.world.repository(project)
    with suppress(RefUnknown):
        since = repository.commits(last.sha)[0].created_at if last is not None else -inf
        fresh = (made for made in repository.commits(one.sha) if len(made.parents) < 2 and made.created_at > since)
        keys += gitlab.issue_keys.keys(*(made.message for made in islice(fresh, _COMMITS_READ)))
    return list(dict.fromkeys(keys))[: gitlab.issue_keys.limit]


def _status(flag: FeatureFlag, strategy: Mapping[str, Any]) -> dict[str, Any]:
    text = _STRATEGIES.get(str(strategy.get("name")))
    parameters = strategy.get("parameters") or {}
    share = parameters.get("percentage", parameters.get("rollout"))
    rollout: dict[str, Any] = {} if share is None else {"percentage": float(share)}
    return {
        "enabled": flag.active, "defaultValue": "",
        "rollout": rollout if text is None else rollout | {"text": text},
    }  # fmt: skip


def _environment(scope: str) -> dict[str, str]:
    kind = next((name for name in _KINDS_OF_PLACE if name in scope), None)
    return {"name": scope} if kind is None else {"name": scope, "type": kind}


def _from(gitlab: Instance) -> dict[str, Any]:
    return {"providerMetadata": {"product": f"GitLab {gitlab.version}"}}
