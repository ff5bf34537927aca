"""Reads what a first sync sends of a project.

Source: GitLab docs, GitLab for Jira Cloud app: the last 400 merge requests and, from 15.11 on, the last 400 branches;
gitlabhq: the newest 400 merge requests that speak of issues, and those of the newest 400 branches that do.
"""

from wizard.connect.proof_branch import is_proof_branch
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import ActiveProject
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import ProjectHistory, Rows
from wizard.monitor.keys import sent_keys

NEWEST = 400
_LOOKED_BEYOND = 100
"""How far past the limit is looked, to say that there is something past it: a page where the limit ends one."""


async def read_history(
    asking: Asking, index: HistoryIndex, project: ActiveProject, *, branches: bool, now: float
) -> ProjectHistory:
    """Return what is expected of a project; `branches` tells whether this GitLab sends them."""
    home = f"{asking.gitlab.url}/{project.path}"
    history = ProjectHistory(project.id, project.path, home, project.active_at, now)
    # Each is packed before the next is read: with both in memory at once the allocator gives pages back and takes them
    # anew for each of ten thousand projects, and the window waits for that.
    _take(history, Kind.MERGE_REQUEST, *await _merge_requests(asking, index, project.id))
    if branches:
        _take(history, Kind.BRANCH, *await _branches(asking, index, project.id))
    return history


def _take(history: ProjectHistory, kind: Kind, rows: Rows, past: int) -> None:
    history.kinds[kind] = rows
    if past:
        history.beyond[kind] = past


async def _merge_requests(asking: Asking, index: HistoryIndex, project: int) -> tuple[Rows, int]:
    """Return the newest that speak of issues, and how many more do on the last page that was read."""
    found: list[Item] = []
    cursor = ""
    while True:
        chunk = await asking.of_gitlab(asking.gitlab.merge_requests_of, project, cursor=cursor)
        found += [item for item in chunk.found if sent_keys(item.texts)]
        cursor = chunk.next
        if not cursor or len(found) > NEWEST:
            return _packed(index, found[:NEWEST]), len(found[NEWEST : NEWEST + _LOOKED_BEYOND])


async def _branches(asking: Asking, index: HistoryIndex, project: int) -> tuple[Rows, int]:
    """Return those of the newest branches that speak of issues, and how many older ones that were read do."""
    looked: list[Item] = []
    cursor = ""
    while True:
        chunk = await asking.of_gitlab(asking.gitlab.branches_of, project, cursor=cursor)
        looked += chunk.found
        cursor = chunk.next
        if not cursor or len(looked) > NEWEST:
            older = _that_speak(looked[NEWEST : NEWEST + _LOOKED_BEYOND])
            return _packed(index, _that_speak(looked[:NEWEST])), len(older)


def _that_speak(branches: list[Item]) -> list[Item]:
    # Branches of tests are removed soon: whoever made one waits for it.
    return [item for item in branches if sent_keys(item.texts) and not is_proof_branch(item.id)]


def _packed(index: HistoryIndex, items: list[Item]) -> Rows:
    rows = Rows()
    for item in items:
        for key in sent_keys(item.texts):
            rows.add(item.kind, item.id, index.number(key), item.at)
    return rows
