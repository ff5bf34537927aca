"""Takes a session's changes back: newest first, compared before each write, never what another administrator
changed since.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wizard import changes
from wizard.changes import Change, Context, Values
from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import mention_traces, proof_branches
from wizard.journey.log import Journal, Record
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.unsettled import may_come_in
from wizard.journey.values import PlanRow
from wizard.journey.write import NotKept, write_once

OnRow = Callable[[PlanRow], None]
_CUT_OFF = (State.SENT, State.ANSWERED, State.UNKNOWN)
_WRITTEN = (State.CONFIRMED, *_CUT_OFF)


class Undoer:
    """Works through what a session wrote, newest first."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str) -> None:
        self._answers, self._ports, self._journal, self._marker = answers, ports, journal, marker
        self._stopped = self._writing = False
        self.unconfirmed = False

    def stop(self) -> None:
        self._stopped = True

    async def rows(self) -> tuple[PlanRow, ...]:
        """Return what an undo would do; rows that were undone or left already are not shown again."""
        written = await self._journal.records("change")
        undone = await self._journal.records("undo")
        open_ones = [
            (change_id, record)
            for change_id, record in written.items()
            if not _over(undone.get(change_id), record) and await self._ours(change_id, record)
        ]
        newest_first = sorted(open_ones, key=_when, reverse=True)
        branches = [proof_branches.row(one) for one in await proof_branches.left(self._ports, self._journal)]
        mentions = [mention_traces.row(one) for one in await mention_traces.left(self._ports, self._journal)]
        return (*mentions, *branches, *[await self._row(change_id, record) for change_id, record in newest_first])

    async def _row(self, change_id: str, record: Record) -> PlanRow:
        """Return the row of one change, with what must be known before it is taken back."""
        change = changes.by_id(change_id)
        about = change.about_undo
        told: dict[str, Json] = {
            "sent_at": record.sent_at,
            "may_come_in": may_come_in(change, record),
            "found_since": [*sorted(await self._found_since(record))],
            **record.data,
        }
        try:
            finding = await about(self._context(change_id, record), told) if about is not None else None
        except PortError as error:  # the other rows can be taken back all the same
            finding = trouble.finding_of(error, change_id, SeenFrom.DESKTOP)
        return replace(_row(change_id, record), finding=finding)

    async def _found_since(self, record: Record) -> set[str]:
        """Return the codes of what checks of this session found after a change was made."""
        rows = [row for row in await self._journal.rows() if row.kind == "check" and row.seq > record.seq]
        return {code for row in rows for code in str(row.data.get("codes", "")).split(",")}

    async def _ours(self, change_id: str, record: Record) -> bool:
        """Tell whether there is something to take back; what was given up for lost may have come in later."""
        if record.state is not State.FAILED or not record.perhaps_done:
            return record.state in _WRITTEN
        change = changes.by_id(change_id)
        now = await change.read(self._context(change_id, record))
        return change.holds(now, _values(record.data.get("after"))) or _kept_otherwise(record, now)

    def _context(self, change_id: str, record: Record) -> Context:
        """Return the context of one change with what it made: another way may have made a second one since."""
        made = {change_id: _values(record.data.get("made"))}
        return Context(self._answers, self._ports, self._marker, made)

    async def run(self, on_row: OnRow) -> tuple[PlanRow, ...]:
        """Undo row after row; goes on after a failure, so that one stubborn change does not keep the others."""
        done: list[PlanRow] = []
        for row in await self.rows():
            if self._stopped:
                done.append(row)
                continue
            on_row(replace(row, state="working"))
            with on_behalf_of(row.id):
                done.append(replace(row, state=_kept(row)) if stays(row) else await self._one(row))
            on_row(done[-1])
        return tuple(done)

    async def _one(self, row: PlanRow) -> PlanRow:
        self._writing = False
        try:
            if "mention" in row.before:
                self._writing = True
                await mention_traces.remove_row(self._ports, self._journal, row)
                return replace(row, state="undone")
            if "branch" in row.before:
                return await self._branch(row)
            return await self._safely(changes.by_id(row.id), row)
        except NotKept:
            self.unconfirmed = True
            return replace(row, state="failed")
        except PortError as error:
            self.unconfirmed = self.unconfirmed or (self._writing and error.sent)
            return replace(row, state="failed", finding=trouble.finding_of(error, row.id, SeenFrom.DESKTOP))

    async def _branch(self, row: PlanRow) -> PlanRow:
        project = row.before["project"]
        self._writing = True
        await proof_branches.remove(self._ports, self._journal, LeftBranch(row.id, int(str(project))))
        return replace(row, state="undone")

    async def _cut_off(self, change_id: str) -> bool:
        earlier = (await self._journal.records("undo")).get(change_id)
        return earlier is not None and earlier.state in _CUT_OFF

    async def _safely(self, change: Change, row: PlanRow) -> PlanRow:
        records = await self._journal.records("change")
        context = self._context(change.id, records[change.id])
        made = _values(records[change.id].data.get("made"))
        # In an undo, `after` of the row is what was there before, and `before` what we wrote.
        ours, old = dict(row.before), dict(row.after)
        now = dict(await change.read(context))
        stands = change.holds(now, ours) or _kept_otherwise(records[change.id], now)
        lost = may_come_in(change, records[change.id])
        if now == old and (stands or lost or await self._cut_off(change.id)):
            # Another way set again what was there before the first; or the order never came in; or an earlier undo was
            # cut off before it could read back what it had done.
            await self._journal.write("undo", change.id, State.CONFIRMED, made=now)
            return replace(row, state="undone")
        if not stands:
            await self._journal.write("undo", change.id, State.LEFT, now=now)
            return replace(row, state="left", finding=_left(change, row, now))
        await self._journal.write("undo", change.id, State.INTENT, before=ours, after=old)
        self._writing = True

        async def send() -> dict[str, Json]:
            await change.undo(context, old, ours, made or now)
            return {}

        async def read_back() -> dict[str, Json] | None:
            found = dict(await change.read(context))
            return None if change.holds(found, ours) or found == now else found

        await write_once(self._journal, "undo", change.id, send=send, read_back=read_back)
        return replace(row, state="undone")


def _values(value: Json) -> Values:
    return value if isinstance(value, dict) else {}


def stays(row: PlanRow) -> bool:
    """Tell whether an undo leaves this row for now; with its cause mended the next one takes it back."""
    return row.finding is not None and row.finding.severity is not Severity.ADVICE


def _kept(row: PlanRow) -> str:
    """Return how a row stands that is not taken back: left for a reason, or failed where the reason cannot be read."""
    return "failed" if row.finding is not None and row.finding.severity is Severity.BLOCKER else "left"


def _kept_otherwise(record: Record, now: Values) -> bool:
    """Tell whether this is what the server made of our write: it was read back once, and is the same today."""
    return record.state is State.FAILED and "kept" in record.data and dict(now) == record.data["kept"]


def _when(item: tuple[str, Record]) -> tuple[int, int]:
    """Return when a change was sent; what was never sent goes by its place in the plan."""
    change_id, record = item
    return record.sent_seq, changes.by_id(change_id).rank


def _over(undone: Record | None, written: Record) -> bool:
    return undone is not None and undone.seq > written.seq and undone.state in (State.CONFIRMED, State.LEFT)


def _row(change_id: str, record: Record) -> PlanRow:
    change = changes.by_id(change_id)
    old, ours = _values(record.data.get("before")), _values(record.data.get("after"))
    return PlanRow(
        id=change_id,
        title=change.title,
        where=change.where,
        before=ours,
        after=old,
        shown_before=change.shown(ours),
        shown_after=change.shown(old),
        reversible=True,
        request=change.undo_request or change.request,
        side=change.side,
        condition=change.undo_condition,
    )


def _left(change: Change, row: PlanRow, now: Values) -> Finding:
    facts = {"change": row.id, "now": ", ".join(change.shown(now)) or "(empty)", "ours": ", ".join(row.shown_before)}
    return Finding(
        code="undo-left-alone",
        severity=Severity.WARNING,
        title=T("Left as it is: somebody changed it since"),
        cause=T('This set-up wrote "{ours}", and now it is "{now}".', **facts),
        fix=T("If it shall go too, change it in the Admin area by hand."),
        source="Help: Undo and resume",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )


def undone(rows: Sequence[PlanRow]) -> bool:
    """Tell whether nothing of ours is left to undo; what stays only until its cause is mended is left to undo."""
    return all(
        row.state == "undone"
        or (row.state == "left" and (row.finding is None or row.finding.code == "undo-left-alone"))
        for row in rows
    )
