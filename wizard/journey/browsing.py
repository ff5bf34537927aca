"""What the pages ask about a choice: project and issue of the proof, and what will be synced."""

from wizard.checks import trouble
from wizard.checks.first_sync_forecast import count_projects, minutes_for
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.ports import Ports
from wizard.journey import check_run
from wizard.journey.values import Forecast


async def forecast(answers: Answers, ports: Ports) -> Forecast:
    """Return how many projects the first sync takes and how long."""
    projects = await count_projects(ports, answers.groups.paths)
    return Forecast(projects, minutes_for(projects))


async def projects_of(answers: Answers, ports: Ports) -> tuple[str, ...]:
    """Return the paths of the first projects of the first chosen group that has any."""
    for group in answers.groups.paths:
        projects, _total, _more = await ports.gitlab.group_projects(group)
        usable = [project.path for project in projects if project.default_branch]
        if usable:
            return tuple(usable)
    return ()


async def only_check(answers: Answers, ports: Ports, check_id: str) -> tuple[Finding, ...]:
    """Return what one check finds."""
    try:
        rows = await check_run.run(answers, ports, lambda _row: None, only=check_id)
    except PortError as error:
        return (trouble.finding_of(error, check_id, SeenFrom.DESKTOP),)
    return check_run.findings_of(rows)
