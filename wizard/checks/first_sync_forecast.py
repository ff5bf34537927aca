"""Check: how long the first sync will take.

Source: GitLab docs, GitLab for Jira Cloud app: the initial sync happens in batches of 20 projects per minute; it sends
the newest 400 merge requests and branches of a project.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T

PROJECTS_PER_MINUTE = 20
LONG_MINUTES = 30
UNCOUNTED = 10_000
"""GitLab leaves the total out above this number of rows."""


def minutes_for(projects: int) -> int:
    """Return the minutes until the last batch of projects is started; never less than one."""
    return max(1, -(-projects // PROJECTS_PER_MINUTE))


def without_nested(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the groups that no other chosen group contains: their projects come with the outer one."""
    return tuple(path for path in paths if not any(path != other and path.startswith(f"{other}/") for other in paths))


async def count_projects(ports: Ports, paths: tuple[str, ...]) -> int:
    """Return the number of projects in these groups, with subgroups; 10,000 where GitLab does not count."""
    count = 0
    for path in without_nested(paths):
        projects, total, more = await ports.gitlab.group_projects(path)
        count += total if total is not None else UNCOUNTED if more else len(projects)
    return count


def _long(projects: int, minutes: int) -> Finding:
    facts = {"projects": str(projects), "minutes": str(minutes)}
    return Finding(
        "first-sync-long",
        Severity.ADVICE,
        T("The first sync takes about {minutes} minutes", **facts),
        T(
            "GitLab sends {projects} projects in batches of 20 a minute; until then the panels of old issues fill "
            "one by one.",
            **facts,
        ),
        T("Nothing to do: new branches, commits and merge requests arrive at once from the first minute on."),
        "GitLab docs: GitLab for Jira Cloud app, initial data sync",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    projects = await count_projects(ports, answers.groups.paths)
    minutes = minutes_for(projects)
    note = TN("{n} project, about {minutes} min", "{n} projects, about {minutes} min", projects, minutes=minutes)
    return Result((_long(projects, minutes),) if minutes >= LONG_MINUTES else (), note)


def _applies(answers: Answers) -> bool:
    return on_route.every(answers) and bool(answers.groups.paths)


CHECK = Check(
    id="first-sync-forecast",
    title=T("How long the first sync takes"),
    why=T("People wonder why old issues stay empty; GitLab sends 20 projects a minute."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-groups-role",),
    rank=800,
    advised=True,
)
