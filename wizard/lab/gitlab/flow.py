"""What a GitLab shall have told Jira of each project, for those who test a monitor.

It reads every project that is linked, once until something changes there; others get their turn in between.
"""

import asyncio
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.first_sync import NEWEST
from wizard.lab.gitlab.world.projects import Project

Counts = Mapping[str, Mapping[str, int]]
"""Kind -> entities, and issues that they mention together."""


class Flow:
    """Remembers what is expected of projects that have not changed since."""

    def __init__(self, gitlab: Instance) -> None:
        self._gitlab = gitlab
        self._known: dict[int, tuple[tuple[int, str], Counts]] = {}

    async def told(self) -> dict[str, Any]:
        """Return the history that is expected of each linked project, what happened since, and what became of it."""
        gitlab, world = self._gitlab, self._gitlab.world
        spaces = {one.namespace_id for one in gitlab.records.subscriptions.values()}
        linked = [world.namespaces.by_id(one) for one in spaces]
        ids = sorted({number for space in linked for number in world.projects_under(space)})
        projects = {}
        for number in ids:
            project = world.projects.get(number)
            if project is not None:
                projects[project.full_path] = self._project(project)
                await asyncio.sleep(0)
        return {
            "now": gitlab.now(),
            "groups": sorted(space.full_path for space in linked),
            "projects": projects,
            "events": gitlab.fates.listed(),
            "waiting": len(gitlab.line),
            "under_way": gitlab.desk.working(),
        }

    def _project(self, project: Project) -> dict[str, Any]:
        state = (self._gitlab.world.version(project.id), self._gitlab.version)
        known = self._known.get(project.id)
        if known is None or known[0] != state:
            known = self._known[project.id] = (state, _expected(self._gitlab, project))
        done = self._gitlab.tally.synced.get(project.id)
        return {"id": project.id, "done": done is not None, "done_at": done, "expected": known[1]}


def _expected(gitlab: Instance, project: Project) -> Counts:
    repository, keys = gitlab.world.repository(project), gitlab.issue_keys.keys
    requests = (keys(one.title, one.description) for one in repository.merge_requests())
    kinds = {"merge-request": _counted(islice(filter(None, requests), NEWEST))}
    if gitlab.knows("branches-in-first-sync"):
        kinds["branch"] = _counted(filter(None, (keys(name) for name, _ in repository.newest_branches(NEWEST))))
    return kinds


def _counted(keys: Iterable[list[str]]) -> dict[str, int]:
    counts = [len(one) for one in keys]
    return {"entities": len(counts), "mentions": sum(counts)}
