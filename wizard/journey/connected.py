"""Whether a connection stands: nothing is left to change, and no task by hand is seen undone."""

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey import byhand, planning
from wizard.journey.planning import Past
from wizard.journey.values import Mark

_NAMED = 5
"""How many of what is left are named; there may be a thousand places."""


async def missing(answers: Answers, ports: Ports) -> Finding | None:
    """Return what is left until data can flow; None when nothing is. What no program can read is not held against it.

    Raises: PortError.
    """
    left = [str(row.title) for row in await planning.rows(answers, ports, planning.marker_of("new"), Past({}))]
    for task in await _wanted(answers, ports):
        if await _undone(task, answers, ports):
            left.append(str(task.title))
    more = [f"+ {len(left) - _NAMED}"] if len(left) > _NAMED else []
    return _not_connected("; ".join([*left[:_NAMED], *more]), ports.jira.url.host) if left else None


async def _wanted(answers: Answers, ports: Ports) -> list[byhand.Task]:
    """Return the tasks that people have to do after the changes; the version is asked only where it decides."""
    tasks = [task for task in byhand.ALL if task.applies(answers) and not task.before]
    version = (await ports.gitlab.metadata()).version if any(task.until for task in tasks) else None
    return [task for task in tasks if task.wanted(answers, version)]


async def _undone(task: byhand.Task, answers: Answers, ports: Ports) -> bool:
    try:
        return (await task.look(answers, ports)).mark in (Mark.WAITING, Mark.FAILED)
    except PortError:
        return False  # the check of the same thing says why it cannot be seen


def _not_connected(left: str, host: str) -> Finding:
    return Finding(
        "not-connected",
        Severity.WARNING,
        T("GitLab and {host} are not connected", host=host),
        T("Nothing that was checked is wrong, but this is not done: {left}.", left=left),
        T("Set it up with run, or with Connect in the window; what is in place already is left as it is."),
        "Help: check",
        {"host": host, "left": left},
        check="connection",
        seen_from=SeenFrom.DESKTOP,
    )
