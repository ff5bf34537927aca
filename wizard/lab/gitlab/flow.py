"""What a GitLab shall have told Jira of each project, for those who test a monitor.

It reads every project that is linked: a second for a thousand of them.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.first_sync import NEWEST
from wizard.lab.gitlab.world.projects import Project


def flow(gitlab: Instance) -> dict[str, Any]:
    """Return the history that is expected of each linked project, what happened since, and what became of it."""
    world = gitlab.world
    spaces = {one.namespace_id for one in gitlab.records.subscriptions.values()}
    linked = [world.namespaces.by_id(one) for one in spaces]
    ids = sorted({number for space in linked for number in world.projects_under(space)})
    projects = [project for number in ids if (project := world.projects.get(number)) is not None]
    return {
        "now": gitlab.now(),
        "groups": sorted(space.full_path for space in linked),
        "projects": {project.full_path: _expected(gitlab, project) for project in projects},
        "events": gitlab.fates.listed(),
        "waiting": len(gitlab.line),
    }


def _expected(gitlab: Instance, project: Project) -> dict[str, Any]:
    repository, keys = gitlab.world.repository(project), gitlab.issue_keys.keys
    requests = (keys(one.title, one.description) for one in repository.merge_requests())
    kinds = {"merge-request": _counted(islice(filter(None, requests), NEWEST))}
    if gitlab.knows("branches-in-first-sync"):
        kinds["branch"] = _counted(filter(None, (keys(name) for name, _ in repository.newest_branches(NEWEST))))
    done = gitlab.tally.synced.get(project.id)
    return {"id": project.id, "done": done is not None, "done_at": done, "expected": kinds}


def _counted(keys: Iterable[list[str]]) -> dict[str, int]:
    counts = [len(one) for one in keys]
    return {"entities": len(counts), "mentions": sum(counts)}
