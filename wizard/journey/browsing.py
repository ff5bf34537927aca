"""What the pages offer to choose from: groups, project and issue of the proof, and what will be synced."""

from collections.abc import Sequence

from wizard.checks import trouble
from wizard.checks.first_sync_forecast import count_projects, minutes_for
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.gitlab import MAINTAINER, Group
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.journey import check_run
from wizard.journey.values import Forecast, GroupRow

MOST_PAGES = 100
"""10,000 groups; a longer list is searched, not scrolled."""


async def groups(ports: Ports, search: str) -> tuple[GroupRow, ...]:
    """Return the tree of groups, parents first; those without the Maintainer role are shown and say why."""
    everything = await _all_groups(ports, search, 0)
    maintained = {group.id for group in await _all_groups(ports, search, MAINTAINER)}
    known = {group.full_path for group in everything}
    ordered = sorted(everything, key=lambda group: group.full_path.split("/"))
    return tuple(_row(group, group.id in maintained, known) for group in ordered)


async def _all_groups(ports: Ports, search: str, level: int) -> Sequence[Group]:
    found: list[Group] = []
    for page in range(1, MOST_PAGES + 1):
        batch, more = await ports.gitlab.groups(search=search, min_access_level=level, page=page)
        found.extend(batch)
        if not more:
            break
    return found


def _row(group: Group, selectable: bool, known: set[str]) -> GroupRow:
    parents = group.full_path.split("/")[:-1]
    level = sum("/".join(parents[: index + 1]) in known for index in range(len(parents)))
    why_not = Text("") if selectable else T("the Maintainer role is needed to link it")
    return GroupRow(group.id, group.full_path, group.name, level, selectable, why_not)


async def forecast(answers: Answers, ports: Ports) -> Forecast:
    """Return how many projects the first sync takes and how long."""
    projects = await count_projects(ports, answers.groups.paths)
    return Forecast(projects, minutes_for(projects))


async def only_check(answers: Answers, ports: Ports, check_id: str) -> tuple[Finding, ...]:
    """Return what one check finds."""
    try:
        rows = await check_run.run(answers, ports, lambda _row: None, only=check_id)
    except PortError as error:
        return (trouble.finding_of(error, check_id, SeenFrom.DESKTOP),)
    return check_run.findings_of(rows)
