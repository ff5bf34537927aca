"""What people set by hand and no program can take back: an undo tells what was there before, and looks whether it is.

What nobody could read before is said once, with what people can do.
"""

from collections.abc import Mapping

from wizard.changes import _integration_values as integration
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import byhand
from wizard.journey.byhand import Task
from wizard.journey.log import Journal
from wizard.journey.values import Mark, PlanRow, TaskRow

WAITING = "undo-by-hand-waiting"
_UNKNOWN = T("What was there before could not be read by any program. {what}")


async def rows(answers: Answers, journal: Journal) -> tuple[PlanRow, ...]:
    """Return a row for each task of this session that people did and that is not taken back, or said, since."""
    said = await journal.records("undo")
    found = []
    for name, record in (await journal.records("task")).items():
        task = byhand.by_id(name)
        told = said.get(_id(task))
        open_ = record.state is State.CONFIRMED and (told is None or told.seq < record.seq)
        before = _known(record.data.get("before"))
        if open_ and str(task.taking_back) and not _same(task, answers, before):
            found.append(_row(task, answers, before))
    return tuple(found)


def _known(before: Json) -> Mapping[str, Json] | None:
    """Return what was there before; None where a part of it could not be read."""
    readable = isinstance(before, dict) and all(isinstance(one, dict) for one in before.values())
    return before if isinstance(before, dict) and readable else None


def _same(task: Task, answers: Answers, before: Mapping[str, Json] | None) -> bool:
    """Tell whether it was like this before people did anything."""
    wanted = dict(task.typed(answers, None))
    if wanted.get(integration.INHERITS) is True:
        return False  # no version of this task tells where settings came from
    return bool(before) and all(_is_there(one, wanted) for one in (before or {}).values())


def _is_there(now: Json, wanted: Json) -> bool:
    """Tell whether a place shows these values, or nothing where nothing is wanted."""
    if not isinstance(now, dict) or not isinstance(wanted, dict):
        return False
    return bool(now) == bool(wanted) and not integration.different(now, wanted)


async def look(row: PlanRow, answers: Answers, ports: Ports, journal: Journal) -> str:
    """Return how such a row stands: undone where what was there before is there again. Raises: PortError."""
    task, before = byhand.by_id(str(row.before["task"])), row.after.get("before")
    if row.finding is None or row.finding.code != WAITING or task.found is None or not isinstance(before, dict):
        await journal.write("undo", row.id, State.LEFT, code="undo-by-hand-stays")
        return "left"
    if await is_back(task.id, answers, ports, before):
        await journal.write("undo", row.id, State.CONFIRMED, made=dict(before))
        return "undone"
    return "left"


async def is_back(name: str, answers: Answers, ports: Ports, before: Mapping[str, Json]) -> bool:
    """Tell whether the pages of a task show what they had before. Raises: PortError."""
    task = byhand.by_id(name)
    if task.found is None:
        return False
    with on_behalf_of(name):
        now = await task.found(answers, ports)
    return all(_is_there(now.get(path), old) for path, old in before.items())


def guide(row: PlanRow, answers: Answers) -> TaskRow | None:
    """Return what people do to put back what was there; None where that is not known."""
    before = row.after.get("before")
    task = byhand.by_id(str(row.before["task"])) if "task" in row.before else None
    if task is None or task.going_back is None or not isinstance(before, dict):
        return None
    steps, values = task.going_back(answers, before)
    title = T("Take back: {task}", task=str(task.title))
    return TaskRow(task.id, title, task.who, task.minutes, steps, values, task.link(answers), Mark.WAITING, Text(""))


def _id(task: Task) -> str:
    return f"task:{task.id}"


def _row(task: Task, answers: Answers, before: Mapping[str, Json] | None) -> PlanRow:
    facts = {"task": str(task.title), "link": task.link(answers)}
    return PlanRow(
        id=_id(task),
        title=task.title,
        where=T("By hand"),
        before={"task": task.id},
        after={} if before is None else {"before": dict(before)},
        shown_before=(),
        shown_after=() if before is None else _shown(before),
        reversible=False,
        request="",
        finding=_stays(task, facts) if before is None else _waiting(task, answers, before, facts),
    )


def _shown(before: Mapping[str, Json]) -> tuple[str, ...]:
    """Return one line a place with what it had."""
    return tuple(
        f"{path or 'instance'}: {', '.join(f'{name} {value}' for name, value in one.items() if value) or 'nothing'}"
        for path, one in before.items()
        if isinstance(one, dict)
    )


def _waiting(task: Task, answers: Answers, before: Mapping[str, Json], facts: dict[str, str]) -> Finding:
    steps, values = task.going_back(answers, before) if task.going_back is not None else ((), ())
    copied = (f"{value.label}: {value.value}." for value in values)
    return Finding(
        "undo-by-hand-waiting",
        Severity.WARNING,
        T("Only people can take this back"),
        T("“{task}” was done on a page of GitLab that no program can change. What was there before is known.", **facts),
        T("{steps} Then undo again: it looks whether it is there.", steps=" ".join([*map(str, steps), *copied])),
        "Help: Undo and resume",
        facts,
        check="undo",
        seen_from=SeenFrom.COMPUTED,
    )


def _stays(task: Task, facts: dict[str, str]) -> Finding:
    return Finding(
        "undo-by-hand-stays",
        Severity.ADVICE,
        T("This stays: people set it by hand"),
        T("“{task}” was done on a page of GitLab that no program can change.", **facts),
        T(_UNKNOWN.message, what=str(task.taking_back)) if task.found is not None else task.taking_back,
        "Help: Undo and resume",
        facts,
        check="undo",
        seen_from=SeenFrom.COMPUTED,
    )
