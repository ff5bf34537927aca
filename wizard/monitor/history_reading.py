"""Reads the projects of the linked groups: all of them once, then only those in which something went on."""

import asyncio
from collections.abc import Callable, Sequence

from wizard.domain.flow import Kind
from wizard.domain.gitlab_activity import ActiveProject
from wizard.domain.version import BRANCH_HISTORY_SINCE
from wizard.monitor.asking import Asking
from wizard.monitor.expected import read_history
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import ProjectHistory

ACTIVITY_GRAIN_S = 3600.0
"""GitLab notes the activity of a project once an hour at most."""


async def all_projects(asking: Asking, groups: Sequence[str]) -> list[ActiveProject]:
    """Return the projects of these groups; groups that contain each other are asked for once."""
    found: dict[int, ActiveProject] = {}
    for group in groups:
        cursor = ""
        while True:
            chunk = await asking.of_gitlab(asking.gitlab.projects_by_id, group, cursor=cursor)
            found |= {one.id: one for one in chunk.found}
            cursor = chunk.next
            if not cursor:
                break
    return list(found.values())


async def active_projects(asking: Asking, groups: Sequence[str], since: float) -> list[ActiveProject]:
    """Return the projects in which something may have gone on since then."""
    found: dict[int, ActiveProject] = {}
    for group in groups:
        cursor = ""
        while True:
            chunk = await asking.of_gitlab(asking.gitlab.projects_by_activity, group, cursor=cursor)
            active = [one for one in chunk.found if one.active_at >= since - ACTIVITY_GRAIN_S]
            found |= {one.id: one for one in active}
            cursor = chunk.next
            if not cursor or len(active) < len(chunk.found):
                break
    return list(found.values())


def unread(index: HistoryIndex, projects: Sequence[ActiveProject]) -> list[ActiveProject]:
    """Return those projects of which something may have changed since they were read."""
    return [one for one in projects if not _is_read(index.projects.get(one.id), one)]


def _is_read(held: ProjectHistory | None, project: ActiveProject) -> bool:
    same = held is not None and held.active_at == project.active_at and held.path == project.path
    return same and held is not None and held.read_at > project.active_at + ACTIVITY_GRAIN_S


async def read_projects(
    asking: Asking,
    index: HistoryIndex,
    projects: Sequence[ActiveProject],
    *,
    now: Callable[[], float],
    on_progress: Callable[[float], None],
) -> set[tuple[Kind, int]]:
    """Take in what is expected of these projects; return the kinds and keys of which more is expected than before."""
    version = (await asking.of_gitlab(asking.gitlab.metadata)).version
    grown: set[tuple[Kind, int]] = set()
    for place, project in enumerate(projects):
        history = await read_history(asking, index, project, branches=version >= BRANCH_HISTORY_SINCE, now=now())
        grown |= index.put(history)
        on_progress((place + 1) / len(projects))
        await asyncio.sleep(0)
    return grown
