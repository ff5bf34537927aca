"""How the rows of a plan stand after their work was cut off in the middle: by the journal, then by a read-back."""

from collections.abc import Sequence
from dataclasses import replace

from wizard import changes
from wizard.changes import Change, Context, Values
from wizard.domain.answers import Answers
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.log import Journal, Record
from wizard.journey.past import settle
from wizard.journey.unsettled import LOOKING, may_come_in, question
from wizard.journey.values import PlanRow

WRITTEN = T("written, read back")
IN_PLACE = T("was in place already, nothing was written")
NEVER_ARRIVED = T("was asked for, and a read-back shows that it was not made")
UNSURE = T("was asked for; not known whether it was made")
_NOT_SENT = (State.INTENT, State.FAILED, State.NOTED)
_OPEN = (State.SENT, State.ANSWERED, State.UNKNOWN)


async def by_journal(rows: Sequence[PlanRow], journal: Journal) -> tuple[PlanRow, ...]:
    """Return the rows with the state `unknown` where a request may have gone out and its end is not known."""
    written, undone = await journal.records("change"), await journal.records("undo")
    at = {row.id: changes.by_id(row.id).recorded_as for row in rows}
    return tuple(_row(row, written.get(at[row.id]), undone.get(at[row.id])) for row in rows)


def _row(row: PlanRow, record: Record | None, undo: Record | None) -> PlanRow:
    if row.state in ("done", "left"):
        return row
    if row.state == "failed":
        unsure = record is not None and record.state in _OPEN
        return replace(row, state="unknown", note=UNSURE) if unsure else row
    taken_back = record is not None and undo is not None and undo.seq > record.seq
    if record is None or taken_back or record.state in _NOT_SENT:
        return replace(row, state="planned", finding=None)
    return replace(row, state="unknown", note=UNSURE, finding=None)


async def orders_to_look_for(
    rows: Sequence[PlanRow], journal: Journal, given_up: frozenset[str]
) -> tuple[PlanRow, ...]:
    """Return, as at work, the rows whose earlier order is looked for before anything is written."""
    written = await journal.records("change")
    return tuple(
        replace(row, state="working", note=LOOKING)
        for row in rows
        if row.id not in given_up and may_come_in(changes.by_id(row.id), written.get(changes.by_id(row.id).recorded_as))
    )


def once_only(rows: Sequence[PlanRow]) -> frozenset[str]:
    """Return the changes among these that are ordered once only."""
    return frozenset(row.id for row in rows if not changes.by_id(row.id).repeats)


async def by_read_back(
    rows: Sequence[PlanRow], answers: Answers, ports: Ports, journal: Journal, marker: str
) -> tuple[PlanRow, ...]:
    """Return the rows with no `unknown` left but orders that may still come in: what is not known is read, and written
    down. Raises: PortError.
    """
    await settle(answers, ports, journal, marker)
    context = Context(answers, ports, marker, {})
    written = await journal.records("change")
    read: list[PlanRow] = []
    for row in rows:
        if row.state == "unknown":
            change = changes.by_id(row.id)
            read.append(await _read(row, change, context, written.get(change.recorded_as)))
        else:
            read.append(row)
    return tuple(read)


def _after(record: Record | None, row: PlanRow) -> Values:
    after = record.data.get("after") if record is not None else None
    return after if isinstance(after, dict) else dict(row.after)


async def _read(row: PlanRow, change: Change, context: Context, record: Record | None) -> PlanRow:
    with on_behalf_of(row.id):
        now = await change.read(context)
    unseen = record is not None and record.state is State.UNKNOWN and change.lost(row.before, row.after) is not None
    if unseen:
        return replace(row, state="planned", note=UNSURE, finding=None)
    if change.holds(now, _after(record, row)):
        return replace(row, state="done", note=WRITTEN, finding=None)
    if record is not None and may_come_in(change, record):
        return replace(row, note=UNSURE, finding=question(change, record))
    return replace(row, state="planned", note=NEVER_ARRIVED, finding=None)
