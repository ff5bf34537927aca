"""What an undo leaves because people set it by hand and no program can take it back; it says so, once."""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.journal import State
from wizard.domain.text import T
from wizard.journey import byhand
from wizard.journey.byhand import Task
from wizard.journey.log import Journal
from wizard.journey.values import PlanRow


async def rows(answers: Answers, journal: Journal) -> tuple[PlanRow, ...]:
    """Return a row for each task of this session that stays as people did it and that was not said before."""
    said = await journal.records("undo")
    found = []
    for name, record in (await journal.records("task")).items():
        task = byhand.by_id(name)
        told = said.get(_id(task))
        open_ = record.state is State.CONFIRMED and (told is None or told.seq < record.seq)
        if open_ and str(task.taking_back):
            found.append(_row(task, answers))
    return tuple(found)


async def leave(row: PlanRow, journal: Journal) -> None:
    """Note that it was said."""
    await journal.write("undo", row.id, State.LEFT, code="undo-by-hand-stays")


def _id(task: Task) -> str:
    return f"task:{task.id}"


def _row(task: Task, answers: Answers) -> PlanRow:
    facts = {"task": str(task.title), "link": task.link(answers)}
    return PlanRow(
        id=_id(task),
        title=task.title,
        where=T("By hand"),
        before={"task": task.id},
        after={},
        shown_before=(),
        shown_after=(),
        reversible=False,
        request="",
        finding=Finding(
            "undo-by-hand-stays",
            Severity.ADVICE,
            T("This stays: people set it by hand"),
            T("“{task}” was done on a page of GitLab that no program can change.", **facts),
            task.taking_back,
            "Help: Undo and resume",
            facts,
            check="undo",
            seen_from=SeenFrom.COMPUTED,
        ),
    )
