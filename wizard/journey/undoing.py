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
from wizard.journey.log import Journal, Record
from wizard.journey.values import PlanRow
from wizard.journey.write import NotKept, write_once

OnRow = Callable[[PlanRow], None]
_WRITTEN = (State.CONFIRMED, State.SENT, State.ANSWERED, State.UNKNOWN)


class Undoer:
    """Works through what a session wrote, newest first."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str) -> None:
        self._answers, self._ports, self._journal, self._marker = answers, ports, journal, marker
        self._stopped = False
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
            if record.state in _WRITTEN and not _over(undone.get(change_id), record)
        ]
        newest_first = sorted(open_ones, key=lambda item: changes.by_id(item[0]).rank, reverse=True)
        return tuple(_row(change_id, record) for change_id, record in newest_first)

    async def run(self, on_row: OnRow) -> tuple[PlanRow, ...]:
        """Undo row after row; goes on after a failure, so that one stubborn change does not keep the others."""
        records = await self._journal.records("change")
        done: list[PlanRow] = []
        for row in await self.rows():
            if self._stopped:
                done.append(row)
                continue
            on_row(replace(row, state="working"))
            done.append(await self._one(row, records[row.id]))
            on_row(done[-1])
        return tuple(done)

    async def _one(self, row: PlanRow, record: Record) -> PlanRow:
        try:
            return await self._safely(changes.by_id(row.id), row, _values(record.data.get("made")))
        except NotKept:
            self.unconfirmed = True
            return replace(row, state="failed")
        except PortError as error:
            self.unconfirmed = self.unconfirmed or error.sent
            return replace(row, state="failed", finding=trouble.finding_of(error, row.id, SeenFrom.DESKTOP))

    async def _safely(self, change: Change, row: PlanRow, made: Values) -> PlanRow:
        context = Context(self._answers, self._ports, self._marker, {})
        # In an undo, `after` of the row is what was there before, and `before` what we wrote.
        ours, old = dict(row.before), dict(row.after)
        now = dict(await change.read(context))
        if not change.holds(now, ours):
            await self._journal.write("undo", change.id, State.LEFT, now=now)
            return replace(row, state="left", finding=_left(change, row, now))
        await self._journal.write("undo", change.id, State.INTENT, before=ours, after=old)

        async def send() -> dict[str, Json]:
            await change.undo(context, old, ours, made or now)
            return {}

        async def read_back() -> dict[str, Json] | None:
            found = dict(await change.read(context))
            return None if change.holds(found, ours) else found

        await write_once(self._journal, "undo", change.id, send=send, read_back=read_back)
        return replace(row, state="undone")


def _values(value: Json) -> Values:
    return value if isinstance(value, dict) else {}


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
        request=change.request
        if change.request.startswith("PUT")
        else change.request.replace("POST", "DELETE") + "/:id",
    )


def _left(change: Change, row: PlanRow, now: Values) -> Finding:
    facts = {"change": row.id, "now": ", ".join(change.shown(now)) or "(empty)", "ours": ", ".join(row.shown_before)}
    return Finding(
        code="undo-left-alone",
        severity=Severity.WARNING,
        title=T("Left as it is: somebody changed it since"),
        cause=T('This set-up wrote "{ours}", and now it is "{now}".', **facts),
        fix=T("If it shall go too, change it in the Admin area by hand."),
        source="design 3.1",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )


def undone(rows: Sequence[PlanRow]) -> bool:
    """Tell whether nothing of ours is left to undo."""
    return all(row.state in ("undone", "left") for row in rows)
