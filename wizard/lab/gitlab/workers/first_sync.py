"""The first sync of a linked group: what exists already, in batches of 20 projects a minute."""

import asyncio
from typing import Final

from wizard.lab.gitlab.devinfo.bulk import Bulk
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.live import BULK_PATH, sequence_at
from wizard.lab.gitlab.workers.sender import deliver
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.projects import Project

BATCH: Final = 20
BATCH_S: Final = 60.0
NEWEST: Final = 400
"""Merge requests, and branches, of one project that a first sync sends."""


def start_first_sync(gitlab: Instance, namespace: Namespace) -> None:
    """Plan the jobs for all projects of the group and its subgroups; batch n begins n minutes from now."""
    ids = gitlab.world.projects_under(namespace)
    gitlab.tally.first_sync_planned += len(ids)
    begun = gitlab.now()
    for number, place in enumerate(range(0, len(ids), BATCH), start=1):
        # A job of its own each: one that takes long does not hold up the next.
        batch = _run(gitlab, ids[place : place + BATCH], begun, number)
        gitlab.desk.start(f"first-sync-{namespace.id}-{number}", batch)


async def _run(gitlab: Instance, ids: list[int], begun: float, number: int) -> None:
    """Sync these projects when the minute of their batch has come."""
    await gitlab.sleep(max(0.0, begun + BATCH_S * number - gitlab.now()))
    await gitlab.turn()
    for one in ids:
        project = gitlab.world.projects.get(one)
        if project is not None:
            await _sync(gitlab, project, sequence_at(begun))
        gitlab.tally.first_sync_done += 1
        gitlab.tally.synced[one] = gitlab.now()
        await asyncio.sleep(0)


async def _sync(gitlab: Instance, project: Project, sequence: int) -> None:
    if not gitlab.receivers(project.namespace):
        return
    repository = gitlab.world.repository(project)
    bulk = Bulk(gitlab, project, sequence)
    left = NEWEST
    for one in repository.merge_requests():
        left -= bulk.add_merge_request(one)
        if left == 0:
            break
    if gitlab.knows("branches-in-first-sync"):
        for name, tip in repository.newest_branches(NEWEST):
            bulk.add_branch(name, tip)
    body = bulk.body()
    if body is not None:
        await deliver(gitlab, project, "POST", BULK_PATH, body, live=False)
