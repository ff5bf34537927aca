"""Takes a session's changes back: newest first, compared before each write, never what another administrator
changed since.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from itertools import groupby

from wizard import changes
from wizard.changes import Change, Context, Values
from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import kind_traces, mention_traces, proof_branches, undo_by_hand
from wizard.journey.abreast import AT_ONCE, abreast
from wizard.journey.log import Journal, Record
from wizard.journey.one_place import concerns_one_place
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.row_at_work import RowAtWork
from wizard.journey.turns import Turns
from wizard.journey.undo_rows import (
    kept_otherwise,
    left_alone,
    not_as_before,
    not_taken_back,
    over,
    row_of,
    shown_in_line,
    values_of,
    when,
)
from wizard.journey.unsettled import may_come_in
from wizard.journey.values import PlanRow
from wizard.journey.write import NotKept, write_once

OnRow = Callable[[PlanRow], None]
_CUT_OFF = (State.SENT, State.ANSWERED, State.UNKNOWN)
_WRITTEN = (State.CONFIRMED, *_CUT_OFF)


class NotAsBefore(PortError):
    """A read-back shows neither what was written nor what was there before: code `undo-not-as-before`, fact `now`."""


class Undoer:
    """Works through what a session wrote, newest first."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str) -> None:
        self._answers, self._ports, self._journal, self._marker = answers, ports, journal, marker
        self._stopped = False
        self._codes: list[tuple[int, frozenset[str]]] | None = None
        """What checks of this session found, by the number of their row; read once."""
        self.unconfirmed = False

    def stop(self) -> None:
        self._stopped = True

    async def rows(self, only: Collection[str] = ()) -> tuple[PlanRow, ...]:
        """Return what an undo would do, of all or of `only` some; rows that were undone or left are not shown again."""
        written = await self._journal.records("change")
        undone = await self._journal.records("undo")
        open_ones = [
            (change_id, record)
            for change_id, record in written.items()
            if (not only or change_id in only)
            and not over(undone.get(change_id), record)
            and await self._ours(change_id, record)
        ]
        newest_first = sorted(open_ones, key=when, reverse=True)
        chosen = [await self._row(change_id, record) for change_id, record in newest_first]
        if only:
            return tuple(chosen)
        branches = [proof_branches.row(one) for one in await proof_branches.left(self._ports, self._journal)]
        mentions = [mention_traces.row(one) for one in await mention_traces.left(self._ports, self._journal)]
        traces = [kind_traces.row(one) for one in await kind_traces.left(self._ports, self._journal)]
        return (*mentions, *traces, *branches, *chosen, *await undo_by_hand.rows(self._answers, self._journal))

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
        return replace(row_of(change_id, record), finding=finding)

    async def _found_since(self, record: Record) -> set[str]:
        """Return the codes of what checks of this session found after a change was made."""
        if self._codes is None:
            checks = [row for row in await self._journal.rows() if row.kind == "check"]
            self._codes = [(row.seq, frozenset(str(row.data.get("codes", "")).split(","))) for row in checks]
        return {code for seq, codes in self._codes if seq > record.seq for code in codes}

    async def _ours(self, change_id: str, record: Record) -> bool:
        """Tell whether there is something to take back; what was given up for lost may have come in later."""
        if record.state is not State.FAILED or not record.perhaps_done:
            return record.state in _WRITTEN
        change = changes.by_id(change_id)
        now = await change.read(self._context(change_id, record))
        return change.holds(now, values_of(record.data.get("after"))) or kept_otherwise(record, now)

    def _context(self, change_id: str, record: Record) -> Context:
        """Return the context of one change with what it made: another way may have made a second one since."""
        made = {change_id: values_of(record.data.get("made"))}
        return Context(self._answers, self._ports, self._marker, made)

    async def run(self, on_row: OnRow, only: Collection[str] = ()) -> tuple[PlanRow, ...]:
        """Undo row after row, of those that stand alone a few at once; a stubborn change does not keep the others."""
        done: list[PlanRow] = []
        for alone, some in groupby(await self.rows(only), key=lambda row: row.independent):
            done += await abreast(tuple(some), self._work(on_row, Turns()), AT_ONCE if alone else 1)
        return tuple(done)

    def _work(self, on_row: OnRow, turns: Turns) -> Callable[[PlanRow], Awaitable[PlanRow]]:
        async def work(row: PlanRow) -> PlanRow:
            with turns.next() as turn, on_behalf_of(row.id):
                return row if self._stopped else await self._told(RowAtWork(row, on_row, turn, self._ports.clock))

        return work

    async def _told(self, work: RowAtWork) -> PlanRow:
        work.tell(replace(work.row, state="working"))
        by_hand = "task" in work.row.before
        left = stays(work.row) and not by_hand
        done = replace(work.row, state=_kept(work.row)) if left else await self._one(work)
        work.tell(done)
        return done

    async def _one(self, work: RowAtWork) -> PlanRow:
        row = work.row
        try:
            if "mention" in row.before:
                work.writing = True
                await mention_traces.remove_row(self._ports, self._journal, row)
                return replace(row, state="undone")
            if "trace" in row.before:
                work.writing = True
                await kind_traces.remove_row(self._ports, self._journal, row)
                return replace(row, state="undone")
            if "branch" in row.before:
                return await self._branch(work)
            if "task" in row.before:
                state = await undo_by_hand.look(row, self._answers, self._ports, self._journal)
                return replace(row, state=state, finding=None if state == "undone" else row.finding)
            return await self._safely(changes.by_id(row.id), work)
        except NotKept:
            self.unconfirmed = True
            return replace(row, state="failed", finding=not_taken_back(row))
        except NotAsBefore as error:
            self.unconfirmed = True
            return replace(row, state="failed", finding=not_as_before(row, error.facts["now"]))
        except PortError as error:
            self.unconfirmed = self.unconfirmed or (work.writing and error.sent)
            self._stopped = self._stopped or (row.independent and not concerns_one_place(error))
            return replace(row, state="failed", finding=trouble.finding_of(error, row.id, SeenFrom.DESKTOP))

    async def _branch(self, work: RowAtWork) -> PlanRow:
        project = work.row.before["project"]
        work.writing = True
        await proof_branches.remove(self._ports, self._journal, LeftBranch(work.row.id, int(str(project))))
        return replace(work.row, state="undone")

    async def _cut_off(self, change_id: str) -> bool:
        earlier = (await self._journal.records("undo")).get(change_id)
        return earlier is not None and earlier.state in _CUT_OFF

    async def _safely(self, change: Change, work: RowAtWork) -> PlanRow:
        row = work.row
        records = await self._journal.records("change")
        context = self._context(change.id, records[change.id])
        made = values_of(records[change.id].data.get("made"))
        # In an undo, `after` of the row is what was there before, and `before` what we wrote.
        ours, old = dict(row.before), dict(row.after)
        now = dict(await change.read(context))
        stands = change.holds(now, ours) or kept_otherwise(records[change.id], now)
        lost = may_come_in(change, records[change.id])
        unseen = change.lost(old, ours) is not None
        if now == old and not unseen and (stands or lost or await self._cut_off(change.id)):
            # Another way set again what was there before the first; or the order never came in; or an earlier undo was
            # cut off before it could read back what it had done.
            await self._journal.write("undo", change.id, State.CONFIRMED, made=now)
            return replace(row, state="undone")
        if not stands:
            await self._journal.write("undo", change.id, State.LEFT, now=now)
            return replace(row, state="left", finding=left_alone(change, row, now))
        await work.turn()
        work.writing = True
        await self._send(change, context, work, made or now, now)
        return replace(row, state="undone")

    async def _send(self, change: Change, context: Context, work: RowAtWork, made: Values, now: Values) -> None:
        """Take it back once and read back that it is; `now` is what was there just before."""
        ours, old = dict(work.row.before), dict(work.row.after)
        unseen = change.lost(old, ours) is not None

        async def send() -> dict[str, Json]:
            await change.undo(context, old, ours, made)
            answered.append(True)
            return {}

        answered: list[bool] = []

        async def read_back() -> dict[str, Json] | None:
            found = dict(await change.read(context))
            if unseen:
                return found if answered and change.holds(found, ours) else None
            if change.holds(found, ours) or found == now:
                return None
            if found != old and change.is_back is not None and not change.is_back(found, old, ours):
                raise NotAsBefore("undo-not-as-before", {"now": shown_in_line(change, found)})
            return found

        work.pass_on()
        await write_once(
            self._journal, "undo", change.id, intent={"before": ours, "after": old},
            send=send, read_back=read_back, repeats=not unseen, pause=work.pause,
        )  # fmt: skip


def stays(row: PlanRow) -> bool:
    """Tell whether an undo leaves this row for now; with its cause mended the next one takes it back."""
    return row.finding is not None and row.finding.severity is not Severity.ADVICE


def _kept(row: PlanRow) -> str:
    """Return how a row stands that is not taken back: left for a reason, or failed where the reason cannot be read."""
    return "failed" if row.finding is not None and row.finding.severity is Severity.BLOCKER else "left"


_LEFT_FOR_GOOD = ("undo-left-alone", "undo-by-hand-stays")


def undone(rows: Sequence[PlanRow]) -> bool:
    """Tell whether nothing of ours is left to undo; what stays only until its cause is mended is left to undo."""
    return all(
        row.state == "undone" or (row.state == "left" and (row.finding is None or row.finding.code in _LEFT_FOR_GOOD))
        for row in rows
    )
