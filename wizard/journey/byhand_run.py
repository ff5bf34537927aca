"""Looks at the by-hand tasks and remembers which ones were seen done."""

from dataclasses import replace

from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import byhand
from wizard.journey.byhand import Seen, Task
from wizard.journey.log import Journal
from wizard.journey.suspects import SAID
from wizard.journey.values import Mark, TaskRow

_NOT_LOOKED = Text("")
_DONE_BEFORE = T("done in this set-up; the test decides")
_ON_WORD = T("said to be done; the test decides")


def rows(answers: Answers, version: Version | None) -> tuple[TaskRow, ...]:
    """Return the tasks of these answers, before anything was looked at."""
    return tuple(row(task, answers, version) for task in byhand.ALL if task.wanted(answers, version))


def first_tasks(answers: Answers) -> frozenset[str]:
    """Return the ids of the tasks that come before the changes."""
    return frozenset(task.id for task in byhand.ALL if task.before and task.applies(answers))


def row(task: Task, answers: Answers, version: Version | None) -> TaskRow:
    return TaskRow(
        id=task.id,
        title=task.title,
        who=task.who,
        minutes=task.minutes,
        steps=task.steps(answers, version),
        values=task.values(answers),
        link=task.link(answers),
        mark=Mark.WAITING,
        note=_NOT_LOOKED,
        scenes=task.scenes(answers, version),
        before=task.before,
        closed_by=task.closed_by,
    )


async def look(task: Task, answers: Answers, ports: Ports, journal: Journal, version: Version | None) -> TaskRow:
    """Return the task as it is seen now; port errors become findings."""
    try:
        with on_behalf_of(task.id):
            await _note_what_is_there(task, answers, ports, journal)
            seen = await task.look(answers, ports)
    except PortError as error:
        finding = trouble.finding_of(error, task.id, SeenFrom.DESKTOP)
        seen = Seen(Mark.FAILED, T("could not be looked at"), finding)
    known = (await journal.records("task")).get(task.id)
    if seen.mark is Mark.WARNING and known is not None and known.state is State.CONFIRMED:
        on_word = known.data.get("by") == SAID
        seen = Seen(Mark.OK, _ON_WORD if on_word else _DONE_BEFORE)
    elif seen.mark is Mark.OK and (known is None or known.state is not State.CONFIRMED or known.data.get("by") == SAID):
        await journal.write("task", task.id, State.CONFIRMED, note=str(seen.note), by="seen")
    return replace(row(task, answers, version), mark=seen.mark, note=seen.note, finding=seen.finding)


async def _note_what_is_there(task: Task, answers: Answers, ports: Ports, journal: Journal) -> None:
    """Write down once what people are going to replace, for an undo. Raises: PortError."""
    known = (await journal.records("task")).get(task.id)
    if task.found is None or (known is not None and ("before" in known.data or known.state is State.CONFIRMED)):
        return
    await journal.write("task", task.id, State.NOTED, before=dict(await task.found(answers, ports)))


def failed(task: TaskRow, finding: Finding) -> TaskRow:
    """Return the row of a task that somebody tried in vain."""
    return replace(task, mark=Mark.FAILED, note=finding.title, finding=finding)
