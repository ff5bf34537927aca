"""Runs pipelines by the clock, and tells Jira of each step of builds and deployments."""

from dataclasses import replace
from typing import Any, Final

from wizard.lab.gitlab.ci.records import ENDED, Deployment, FeatureFlag, Pipeline
from wizard.lab.gitlab.ci.store import tier_of
from wizard.lab.gitlab.devinfo.provided import build_body, deployment_body, flag_body
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.live import sequence_at
from wizard.lab.gitlab.workers.sender import deliver
from wizard.lab.gitlab.world.chance import pick
from wizard.lab.gitlab.world.projects import Project

BUILDS: Final = "/rest/builds/0.1/bulk"
DEPLOYMENTS: Final = "/rest/deployments/0.1/bulk"
FLAGS: Final = "/rest/featureflags/0.1/bulk"
WAIT_S: Final = 2.0
RUN_S: Final = 30.0
DEPLOY_S: Final = 10.0
_FAILING: Final = 8
"""One pipeline in so many fails in its tests."""


def pipeline_made(gitlab: Instance, project: Project, pipeline: Pipeline) -> None:
    """Start the job that runs a new pipeline to its end."""
    gitlab.world.touch(project, gitlab.now())
    gitlab.desk.start(f"pipeline-{pipeline.id}", _run(gitlab, project, pipeline.id))


def pipeline_changed(gitlab: Instance, project: Project, pipeline: Pipeline) -> None:
    """Keep the pipeline as it is now and start the job that tells Jira."""
    gitlab.automation.of(project.id).pipelines[pipeline.id] = pipeline
    gitlab.world.touch(project, gitlab.now())
    _tell(gitlab, project, BUILDS, build_body(gitlab, project, pipeline, sequence_at(gitlab.now())))


def deployment_changed(gitlab: Instance, project: Project, one: Deployment) -> None:
    """Keep the deployment as it is now and start the job that tells Jira."""
    gitlab.automation.of(project.id).deployments[one.id] = one
    _tell(gitlab, project, DEPLOYMENTS, deployment_body(gitlab, project, one, sequence_at(gitlab.now())))


def flag_changed(gitlab: Instance, project: Project, flag: FeatureFlag) -> None:
    """Start the job that tells Jira of a feature flag."""
    _tell(gitlab, project, FLAGS, flag_body(gitlab, project, flag, sequence_at(gitlab.now())))


def with_status(pipeline: Pipeline, status: str, now: float, *, failed: str = "") -> Pipeline:
    """Return the pipeline in another status; `failed` names the job that ended it."""
    jobs = tuple(
        replace(job, status="failed" if job.name == failed else "skipped" if failed and job.environment else
                "success" if failed else status)
        for job in pipeline.jobs
    )  # fmt: skip
    started = now if status == "running" else pipeline.started_at
    finished = now if status in ENDED else None
    return replace(pipeline, status=status, jobs=jobs, updated_at=now, started_at=started, finished_at=finished)


async def _run(gitlab: Instance, project: Project, number: int) -> None:
    """Create, run, end; a pipeline that was cancelled or started anew meanwhile is left alone."""
    pipelines = gitlab.automation.of(project.id).pipelines
    tries = pipelines[number].tries

    def left() -> bool:
        now = pipelines.get(number)
        return now is None or now.status in ENDED or now.tries != tries

    pipeline_changed(gitlab, project, pipelines[number])
    await gitlab.sleep(WAIT_S)
    if left():
        return
    pipeline_changed(gitlab, project, with_status(pipelines[number], "running", gitlab.now()))
    await gitlab.sleep(RUN_S)
    if left():
        return
    if pick(gitlab.world.seed, "pipeline", project.id, pipelines[number].iid, tries) % _FAILING == 0:
        pipeline_changed(gitlab, project, with_status(pipelines[number], "failed", gitlab.now(), failed="test"))
        return
    names = [job.environment for job in pipelines[number].jobs if job.environment is not None]
    begun = [_deploy(gitlab, project, pipelines[number], name) for name in names]
    await gitlab.sleep(DEPLOY_S)
    ending = "canceled" if left() else "success"
    for one in (each for each in begun if each.id in gitlab.automation.of(project.id).deployments):
        deployment_changed(gitlab, project, replace(one, status=ending, updated_at=gitlab.now()))
    if ending == "success":
        pipeline_changed(gitlab, project, with_status(pipelines[number], ending, gitlab.now()))


def _deploy(gitlab: Instance, project: Project, pipeline: Pipeline, name: str) -> Deployment:
    now, automation = gitlab.now(), gitlab.automation
    place = automation.of(project.id).environment(name) or automation.add_environment(
        project.id, name, tier=tier_of(name), external_url=None, now=now
    )

    def make(number: int, iid: int) -> Deployment:
        return Deployment(
            id=number, iid=iid, environment_id=place.id, ref=pipeline.ref, sha=pipeline.sha, author=pipeline.author,
            status="running", created_at=now, updated_at=now, pipeline_id=pipeline.id,
        )  # fmt: skip

    made = automation.add_deployment(project.id, make)
    deployment_changed(gitlab, project, made)
    return made


def _tell(gitlab: Instance, project: Project, path: str, body: dict[str, Any] | None) -> None:
    if body is not None and gitlab.receivers(project.namespace):
        gitlab.desk.start(f"tell-{project.id}", deliver(gitlab, project, "POST", path, body))
