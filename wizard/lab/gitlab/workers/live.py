"""Tells Jira about changes as they happen: pushes, removed branches, merge requests."""

from collections.abc import Sequence

from wizard.lab.gitlab.devinfo.bulk import Bulk, branch_id
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.sender import deliver
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, MergeRequest

BULK_PATH = "/rest/devinfo/0.10/bulk"


def sequence_at(moment: float) -> int:
    """Return the sequence id of what is planned at this moment: milliseconds since the epoch."""
    return int(moment * 1000)


def branch_pushed(gitlab: Instance, project: Project, branch: str, commits: Sequence[Commit]) -> None:
    """Start the job that sends a pushed branch and its new commits, when they mention an issue."""
    tip = gitlab.world.repository(project).tip(branch)
    if tip is None or not gitlab.receivers(project.namespace):
        return
    bulk = Bulk(gitlab, project, sequence_at(gitlab.now()))
    bulk.add_branch(branch, tip)
    bulk.add_commits(commits)
    _start(gitlab, project, bulk)


def merge_request_changed(gitlab: Instance, project: Project, one: MergeRequest) -> None:
    """Start the job that sends a merge request, when it mentions an issue."""
    if gitlab.receivers(project.namespace):
        bulk = Bulk(gitlab, project, sequence_at(gitlab.now()))
        bulk.add_merge_request(one)
        _start(gitlab, project, bulk)


def branch_removed(gitlab: Instance, project: Project, branch: str) -> None:
    """Start the job that takes a removed branch out of Jira; versions before 17.2 leave it there."""
    known = gitlab.knows("branch-removal") and gitlab.issue_keys.keys(branch)
    if not known or not gitlab.receivers(project.namespace):
        return
    digest = branch_id(branch)
    gitlab.write_log(f"deleting jira branch id: {digest}, gitlab branch name: {branch}")
    path = f"/rest/devinfo/0.10/repository/{project.id}/branch/{digest}"
    gitlab.desk.start(f"remove-branch-{project.id}", deliver(gitlab, project, "DELETE", path))


def _start(gitlab: Instance, project: Project, bulk: Bulk) -> None:
    body = bulk.body()
    if body is not None:
        gitlab.desk.start(f"sync-{project.id}", deliver(gitlab, project, "POST", BULK_PATH, body))
