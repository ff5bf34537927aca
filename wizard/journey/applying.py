"""Applies a plan row by row, and resumes one that was cut off anywhere."""

from asyncio import Semaphore
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import groupby

from wizard import changes
from wizard.changes import Change, Context, NotPlanned, Values
from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.abreast import AT_ONCE, ROWS_AT_ONCE, abreast
from wizard.journey.log import Journal
from wizard.journey.one_place import concerns_one_place
from wizard.journey.planning import resolve
from wizard.journey.row_at_work import RowAtWork
from wizard.journey.standing import IN_PLACE, WRITTEN
from wizard.journey.turns import Turns
from wizard.journey.unsettled import Unsettled, may_come_in, question
from wizard.journey.values import PlanRow
from wizard.journey.write import NotKept, write_once

OnRow = Callable[[PlanRow], None]
_READING = T("reading what is there")
_WRITING = T("writing")
_READING_BACK = T("reading back")


class Applier:
    """Works through rows; `stop` ends it after the rows at work."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str) -> None:
        self._answers, self._ports, self._journal = answers, ports, journal
        self._made: dict[str, Values] = {}
        self._context = Context(answers, ports, marker, self._made)
        self._stopped = False
        self._asking = Semaphore(AT_ONCE)
        self.unconfirmed = False
        """Whether a write was sent whose effect a read-back did not show."""

    def stop(self) -> None:
        self._stopped = True

    async def run(self, planned: Sequence[PlanRow], on_row: OnRow) -> tuple[PlanRow, ...]:
        """Apply the rows in order and return all with their states.

        A failure ends it, but that of a row that stands alone; of those a few are worked at at once.
        """
        done: list[PlanRow] = []
        await self._read_what_stands(planned)
        for alone, some in groupby(planned, key=lambda row: row.independent):
            # Each row after the first waits for the end of the one before, unless they stand alone.
            done += await abreast(tuple(some), self._work(on_row, Turns()), ROWS_AT_ONCE if alone else 1)
        return tuple(done)

    def _work(self, on_row: OnRow, turns: Turns) -> Callable[[PlanRow], Awaitable[PlanRow]]:
        return lambda row: self._unless_stopped(row, on_row, turns)

    async def _read_what_stands(self, planned: Sequence[PlanRow]) -> None:
        """Read what changes outside the plan have in place already: the plan left them out because they hold."""
        planned_ids = {row.id for row in planned}
        for change in changes.ALL:
            if change.applies(self._answers) and change.id not in planned_ids:
                self._made[change.id] = await change.read(self._context)

    async def _unless_stopped(self, row: PlanRow, on_row: OnRow, turns: Turns) -> PlanRow:
        with turns.next() as turn:
            if self._stopped or row.state == "left":
                return row
            change = changes.by_id(row.id)
            after = resolve(row.after, self._made)
            row = replace(row, after=after, shown_after=change.lines(row.before, after)[1])
            return await self._one(change, RowAtWork(row, on_row, turn, self._ports.clock))

    async def _one(self, change: Change, work: RowAtWork) -> PlanRow:
        row = work.row
        work.say(_READING)
        try:
            with on_behalf_of(change.id):
                found = await self._safely(change, self._context, work)
            if not change.independent:  # nothing builds on one of many, and there may be a thousand
                self._made[change.id] = found
            done = replace(row, state="done", finding=None, note=WRITTEN if work.writing else IN_PLACE)
        except (Unsettled, Drifted, NotPlanned) as no:
            self.unconfirmed = self.unconfirmed or isinstance(no, Unsettled)
            done = replace(row, state="failed", finding=no.finding)
        except NotKept:
            self.unconfirmed = True
            done = replace(row, state="failed", finding=_not_kept(row))
        except PortError as error:
            perhaps = work.writing and error.sent
            self.unconfirmed = self.unconfirmed or perhaps
            lost = change.lost(row.before, row.after) if perhaps else None
            done = replace(row, state="failed", finding=lost or trouble.finding_of(error, row.id, SeenFrom.DESKTOP))
            self._stopped = self._stopped or not concerns_one_place(error)
        self._stopped = self._stopped or (done.state == "failed" and not row.independent)
        work.tell(done)
        return done

    async def _safely(self, change: Change, context: Context, work: RowAtWork) -> Values:
        row = work.row
        before, after = dict(row.before), dict(row.after)
        async with self._asking:
            now = dict(await change.read(context))
        unseen = change.lost(before, after) is not None
        if change.holds(now, after) and not (unseen and await self._open(change, after)):
            await self._in_place(change, now)
            return now
        goal = await change.wanted(context, before) if now == before else None
        if goal is None or resolve(goal, context.made) != after:
            # What is here changed, or what this value was made from, as an application that is gone by now.
            # Not a row of the change: what an earlier run confirmed stays known, and with it the question of who
            # changed it since.
            await self._journal.write("plan", change.id, State.NOTED, code="plan-drifted")
            raise Drifted(_drifted(change, row, now, goal))
        subject = change.recorded_as
        earlier = (await self._journal.records("change")).get(subject)
        if earlier is not None and may_come_in(change, earlier):
            raise Unsettled(question(change, earlier))
        await work.turn()
        work.writing = True
        return await self._send(change, context, work, unseen=unseen)

    async def _send(self, change: Change, context: Context, work: RowAtWork, *, unseen: bool) -> Values:
        """Write once and return what the read-back shows; `unseen` is a write that only its answer tells of."""
        before, after, subject = dict(work.row.before), dict(work.row.after), change.recorded_as
        intent: dict[str, Json] = {"before": before, "after": after, "request": work.row.request}

        async def send() -> dict[str, Json]:
            work.say(_WRITING)
            async with self._asking:
                told = dict(await change.write(context, before, after))
            answered.append(True)
            return told

        answered: list[bool] = []
        found: dict[str, Json] = {}

        async def read_back() -> dict[str, Json] | None:
            work.say(_READING_BACK)
            if unseen and not answered:
                return None
            found.clear()
            async with self._asking:
                found.update(await change.read(context))
            return dict(found) if change.holds(found, after) else None

        work.pass_on()  # the journal keeps the order in which it is asked, and what waits for it shares a sync
        try:
            return await write_once(
                self._journal, "change", subject, intent=intent,
                send=send, read_back=read_back, repeats=change.repeats and not unseen, pause=work.pause,
            )  # fmt: skip
        except NotKept as error:
            if found != before:
                # What the server made of our write: an undo takes it back when it is still the same then.
                await self._journal.write("change", subject, State.FAILED, code=error.code, kept=dict(found))
            raise

    async def _open(self, change: Change, after: Values) -> bool:
        """Tell whether the journal does not know that this very write was answered with success."""
        record = (await self._journal.records("change")).get(change.recorded_as)
        return record is None or record.state is not State.CONFIRMED or record.data.get("after") != after

    async def _in_place(self, change: Change, now: dict[str, Json]) -> None:
        """Note that nothing has to be written; ours, and for undo to take back, is only what we may have written."""
        record = (await self._journal.records("change")).get(change.recorded_as)
        if record is None or not record.perhaps_done:
            await self._journal.write("plan", change.id, State.NOTED, code="plan-in-place")
        elif record.state is not State.CONFIRMED:
            await self._journal.write("change", change.recorded_as, State.CONFIRMED, made=now)


class Drifted(Exception):
    """What the plan said was there is not there any more; nothing was written."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _drifted(change: Change, row: PlanRow, now: Values, goal: Values | None) -> Finding:
    planned, found = (
        (row.shown_before, change.shown(now)) if goal is None else (row.shown_after, change.lines(row.before, goal)[1])
    )
    facts = {
        "change": row.id,
        "planned": ", ".join(planned) or "(empty)",
        "now": ", ".join(found) or "(empty)",
    }
    return Finding(
        code="plan-drifted",
        severity=Severity.BLOCKER,
        title=T("This changed between review and apply"),
        cause=T('The plan was made when it was "{planned}"; now it is "{now}". Nothing was written.', **facts),
        fix=T("Go back to Review: the plan is made anew and shows what is there now."),
        source="Help: Review",
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )


def _not_kept(row: PlanRow) -> Finding:
    facts = {"change": row.id, "request": row.request}
    return Finding(
        code="change-not-kept",
        severity=Severity.BLOCKER,
        title=T("GitLab accepted this and did not keep it"),
        cause=T("{request} was answered with success, but reading it back shows the old value.", **facts),
        fix=T(
            "Look at the place itself: {where}. An older version ignores settings that it does not know; then undo.",
            where=str(row.where),
        ),
        source="Help: Apply",
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )
