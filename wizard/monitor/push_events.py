"""What the events of a project tell of pushes: a list of branches by their newest commits cannot name a new branch that
was made from an old commit where there are more branches than one answer holds.

Source: GitLab REST API, "Events"; gitlabhq app/services/git/base_hooks_service.rb: a push of more branches than
`push_event_activities_limit` (3) is one event that names none.
"""

from collections.abc import Sequence

from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import BranchPush
from wizard.monitor.asking import Asking


async def pushes_since(asking: Asking, project: int, since: float) -> list[BranchPush]:
    """Return the pushes since then, the earliest first."""
    told: list[BranchPush] = []
    cursor = ""
    while True:
        chunk = await asking.of_gitlab(asking.gitlab.pushes_of, project, since, cursor=cursor)
        told += [one for one in chunk.found if one.at >= since]
        cursor = chunk.next
        if not cursor or (chunk.found and chunk.found[-1].at < since):
            return told[::-1]


def new_branches(project: int, home: str, told: Sequence[BranchPush]) -> list[Item]:
    """Return the branches that these pushes made; `home` is the address of their project."""
    return [
        Item(
            Kind.BRANCH,
            project,
            one.branch,
            (one.branch,),
            one.at,
            f"{home}/-/tree/{one.branch}" if home else "",
            one.new,
            one.branch,
        )
        for one in told
        if one.branch and not one.old
    ]
