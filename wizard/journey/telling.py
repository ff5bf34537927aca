"""What a session did, told from its journal alone: for the report, the hand-over and the recipes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wizard import changes, checks
from wizard.domain.answers import Answers, AnswersError, read_answers
from wizard.domain.findings import SeenFrom
from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, Session, State
from wizard.domain.text import T, Text
from wizard.journey import byhand
from wizard.journey.log import Record, newest
from wizard.journey.proof_memory import last_proof
from wizard.journey.values import CheckRow, Mark, Proof


@dataclass(frozen=True, slots=True)
class ToldCheck:
    id: str
    title: Text
    mark: Mark
    seen_from: SeenFrom
    codes: tuple[str, ...]
    """Codes of its findings."""
    at: float
    skipped: str = ""
    """Why a person skipped over what it found; empty when nobody did."""


SKIP = "skip"
"""Kind of the rows that say why what a check found was skipped over."""


def as_told(rows: Sequence[CheckRow]) -> tuple[ToldCheck, ...]:
    """Return checks that were asked just now as a session would tell them."""
    return tuple(
        ToldCheck(row.id, row.title, row.mark, row.seen_from, tuple(one.code for one in row.findings), 0.0)
        for row in rows
        if row.mark not in (Mark.WAITING, Mark.RUNNING)
    )


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A write outside; state: done, failed, unsure, undone, left."""

    id: str
    title: Text
    where: Text
    request: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    state: str
    at: float


@dataclass(frozen=True, slots=True)
class ToldTask:
    """A by-hand task; state: seen, said (a person's word), failed."""

    id: str
    title: Text
    who: Text
    state: str
    at: float


@dataclass(frozen=True, slots=True)
class Told:
    session: str
    started_at: float
    page: str
    answers: Answers
    checks: tuple[ToldCheck, ...] = ()
    changes: tuple[ToldChange, ...] = ()
    tasks: tuple[ToldTask, ...] = ()
    proof: Proof | None = None

    @property
    def standing(self) -> int:
        """How many changes stand outside, or may."""
        return sum(change.state in ("done", "unsure", "left") for change in self.changes)


def tell(session: Session, rows: Sequence[Row]) -> Told:
    """Return what the journal says of a session; answers of another version count as none."""
    try:
        answers = read_answers(session.answers)
    except AnswersError:
        answers = Answers()
    at = {(row.kind, row.subject): row.at for row in rows}
    return Told(
        session.id,
        session.started_at,
        session.page,
        answers,
        tuple(_checks(rows)),
        tuple(_changes(rows, at)),
        tuple(_tasks(rows, at)),
        last_proof(rows, answers),
    )


def _checks(rows: Sequence[Row]) -> Sequence[ToldCheck]:
    known = {check.id: check for check in checks.ALL}
    last = {row.subject: row for row in rows if row.kind == "check" and row.subject in known}
    skips = {row.subject: row.data for row in rows if row.kind == SKIP}
    return [
        ToldCheck(
            check_id,
            known[check_id].title,
            _mark(row.data.get("mark")),
            known[check_id].seen_from,
            tuple(code for code in str(row.data.get("codes", "")).split(",") if code),
            row.at,
            _reason(skips.get(check_id, {}), row),
        )
        for check_id, row in last.items()
    ]


def _reason(skip: Mapping[str, Json], row: Row) -> str:
    """Return why a check was skipped over; what it found since then is a matter of its own."""
    return str(skip.get("reason", "")) if skip.get("codes") == row.data.get("codes") else ""


def _mark(value: Json) -> Mark:
    return Mark(value) if value in {mark.value for mark in Mark} else Mark.SKIPPED


def _changes(rows: Sequence[Row], at: dict[tuple[str, str], float]) -> Sequence[ToldChange]:
    written, undone = newest(rows, "change"), newest(rows, "undo")
    told = []
    for change_id, record in written.items():
        try:
            change = changes.by_id(change_id)
        except KeyError:
            continue  # of another version of this program
        shown_before, shown_after = change.lines(_values(record.data.get("before")), _values(record.data.get("after")))
        told.append(
            ToldChange(
                change_id,
                change.title,
                change.where,
                change.request,
                shown_before,
                shown_after,
                _state(record, undone.get(change_id)),
                at["change", change_id],
            )
        )
    return told


def _values(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, dict) else {}


def _state(written: Record, undone: Record | None) -> str:
    if undone is not None and undone.seq > written.seq:
        if undone.state in (State.CONFIRMED, State.LEFT):
            return "undone" if undone.state is State.CONFIRMED else "left"
        return "unsure"
    states = {State.CONFIRMED: "done", State.FAILED: "failed", State.INTENT: "failed"}
    return states.get(written.state, "unsure")


def _tasks(rows: Sequence[Row], at: dict[tuple[str, str], float]) -> Sequence[ToldTask]:
    known = {task.id: task for task in byhand.ALL}
    told = []
    for task_id, record in newest(rows, "task").items():
        if task_id not in known or record.state not in (State.CONFIRMED, State.FAILED):
            continue
        state = "failed" if record.state is State.FAILED else "said" if record.data.get("by") == "said" else "seen"
        told.append(ToldTask(task_id, known[task_id].title, known[task_id].who, state, at["task", task_id]))
    return told


SAYS: dict[str, Text] = {
    "done": T("done"),
    "failed": T("not done"),
    "unsure": T("not known, it is read back first"),
    "undone": T("undone"),
    "left": T("left as it is: somebody else changed it since"),
    "seen": T("seen done"),
    "said": T("said to be done"),
}
"""How a state is called."""
