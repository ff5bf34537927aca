"""Checks: one line a question; what blocks opens as a card, and what waits for it is one line below."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, Severity, blocks
from wizard.domain.text import T
from wizard.journey.values import CheckRow, Mark
from wizard.ui.check_line import CheckLine, waiting_for
from wizard.ui.check_verdict import UNASKED, summary, verdict
from wizard.ui.controls import button
from wizard.ui.handing_over import hand_over_button
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.mending_tasks import MendingTasks
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.skipped_findings import SkippedFindings
from wizard.ui.skipping import SkipDialog
from wizard.ui.step_state import StepState
from wizard.ui.timings import LAID_OUT_AFTER, ROWS_EVERY
from wizard.ui.visit import Visit

_VERDICT = "verdict"
_LEFT_OUT = T("not asked: the run ended before")


class ChecksPage(Page):
    """Runs everything when it comes up; Next stays enabled and leads to the first card that blocks."""

    step = "checks"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._lines: dict[str, CheckLine] = {}
        self._arrived: dict[str, CheckRow] = {}
        """Rows that wait for the next look; each as it stands last."""
        self._left_out: set[str] = set()
        """Checks that a stop or a failure left without an answer."""
        self._before: dict[str, CheckRow] = {}
        """The answer of a check that is asked again by itself; it comes back when that is stopped."""
        self._asked_for: object = None
        self._asked_at = ""
        self._came_back = False
        self.clock: Callable[[], datetime] = datetime.now
        self._tasks = MendingTasks(self, self._run, self._run_all)
        self._skips = SkippedFindings(self)
        self._look = QTimer(self, interval=ROWS_EVERY, singleShot=True)
        self._look.timeout.connect(self._show_arrived)
        self._sight = QTimer(self, interval=LAID_OUT_AFTER, singleShot=True)
        self._sight.timeout.connect(self._show_first_blocker)
        self._required, self._advised = column(spacing=0), column(spacing=0)
        self._advised_title = PlainLabel(tr("Advised"), "small")
        part = column(spacing=0)
        part.addWidget(PlainLabel(tr("Required"), "small"))
        part.addLayout(self._required)
        self.body.addLayout(part)
        part = column(spacing=0)
        part.addWidget(self._advised_title)
        part.addLayout(self._advised)
        self.body.addLayout(part)
        self.again = self.add_extra(button(tr("Run all again"), "checks.again", self._run_all, "small"))

    def title(self) -> str:
        return tr("Check both sides")

    def lead(self) -> str:
        rows = self._shown()
        told = summary(rows, running=self.working(), unasked=len(self._left_out))
        return tr("{told} Asked at {time}.", told=told, time=self._asked_at) if self._came_back else told

    def _shown(self) -> list[CheckRow]:
        return [one.shown for one in self._lines.values()]

    def verb(self) -> str:
        if self.visit.check_only:
            return tr("Close")
        return tr("Run checks") if self._left_out and not self.working() else tr("Next")

    def cancel_text(self) -> str:
        if self.working():
            return tr("Stop")
        return "" if self.visit.check_only else tr("Cancel")

    def enter(self) -> None:
        """Ask, unless the answers are still about the same set-up, the same people and the same state outside."""
        if self._asked_for is not None and self._asked_for == self._subject():
            self._came_back = True
            self.changed.emit()
        else:
            self._run_all()

    def _subject(self) -> object:
        learnt = self.visit.learnt
        people = learnt.gitlab_signed_in, learnt.jira_signed_in
        return self.visit.answers, self.visit.session, self.visit.check_only, people, learnt.applied, learnt.proof

    def press(self) -> None:
        if self.visit.check_only:
            self.wanted.emit("close")
            return
        if not self._lines or self._left_out or any(row.mark in UNASKED for row in self._shown()):
            self._run_all()  # a run that failed or was stopped says nothing about what it did not ask
            return
        first = next((one for one in self._lines.values() if blocks(one.shown.findings)), None)
        if first is None:
            self.wanted.emit(self.visit.after(self.step))
            return
        self.visit.mark(self.step, StepState.FAILED)
        target = first.findChild(QWidget, f"checks.card.{first.shown.id}-0.again")
        if target is not None:
            target.setFocus()

    # asking

    def _run_all(self) -> None:
        self.work(self._run(), tr("Asking both sides."), self._run_all)

    def _run_one(self, check: str) -> None:
        self.work(self._run(check), tr("Asking again."), lambda: self._run_one(check))

    async def _run(self, only: str = "") -> None:
        answers, reading_only = self.visit.answers, self.visit.check_only
        listen = self.relay(self._show)
        self._look.stop()
        self._arrived.clear()
        self._before = {row.id: row for row in self._shown()} if only else {}
        self._came_back = False
        if not only:
            self._asked_for = None
            await self._lay_out(await self.visit.asking.look(lambda desk: tuple(desk.checks(answers))))
            await self._load_skips()
        self.visit.mark(self.step, StepState.WORKING)
        rows = await self.ask(lambda desk: desk.run_checks(answers, listen, only, reading_only))
        self._left_out -= {row.id for row in rows}
        self._arrived.update((row.id, row) for row in rows)
        self._show_arrived()
        if not only:
            self._asked_for = self._subject()
        self._asked_at = self.clock().strftime("%H:%M")
        self.visit.learnt.checks = tuple(self._shown())
        self._mark_step()
        await self._judge()
        if not only:
            self._sight.start()  # a card that is not laid out yet has no place to scroll to

    async def _load_skips(self) -> None:
        if self.visit.session and not self.visit.check_only:
            try:
                await self._skips.load()
            except PortError:
                self.said.emit(tr("What was skipped before could not be read; it is shown again."))

    async def _judge(self) -> None:
        """Say to who only looks whether the connection stands."""
        self.notices.take_away(_VERDICT)
        if not self.visit.check_only:
            return
        answers, rows = self.visit.answers, self._shown()
        blocked = any(blocks(row.findings) for row in rows)
        missing = None if blocked else await self.ask(lambda desk: desk.connection(answers))
        tone, said = verdict(rows, missing)
        connect = {tr("Connect now"): self._connect} if missing is not None else None
        self.notices.say(_VERDICT, tone, said, connect)

    def _connect(self) -> None:
        self.notices.take_away(_VERDICT)
        self.visit.check_only = False
        self.visit.mark(self.step, StepState.TO_DO)  # a set-up asks more than a look did
        self.wanted.emit(self.visit.after("jira"))

    def _mark_step(self) -> None:
        rows = self._shown()
        if any(blocks(row.findings) for row in rows):
            self.visit.mark(self.step, StepState.FAILED)
            return
        open_rows = self._left_out or any(row.mark is Mark.WARNING and not self._skips.reason(row) for row in rows)
        self.visit.mark(self.step, StepState.ATTENTION if open_rows else StepState.DONE)

    def _show_first_blocker(self) -> None:
        first = next((one for one in self._lines.values() if blocks(one.shown.findings)), None)
        if first is not None:
            self.to_see.emit(first)

    def leave(self) -> None:
        self._sight.stop()
        super().leave()

    def cancel_asked(self) -> bool:
        if not self.cancel_work():
            return False
        self.said.emit(tr("Stopped. What was answered stays."))
        if self._left_out:
            self._mark_step()
        return True

    def _rest(self) -> None:
        """Leave no row that seems to be asked when nobody asks any more."""
        if any(row.mark in UNASKED for row in (*self._shown(), *self._arrived.values())):
            self._show_arrived()
            for row in self._shown():
                if row.mark in UNASKED:
                    self._leave_out(row)
        super()._rest()

    def _leave_out(self, row: CheckRow) -> None:
        known = self._before.get(row.id)
        if known is None:
            self._left_out.add(row.id)
            known = replace(row, mark=Mark.SKIPPED, note=_LEFT_OUT)
        self._put(known)

    # showing

    async def _lay_out(self, rows: tuple[CheckRow, ...]) -> None:
        """Give each check its line. Lines cost milliseconds: they are kept, and made one a turn of the loop."""
        self._left_out.clear()
        if [row.id for row in rows] != list(self._lines):
            self._lines.clear()
            empty(self._required)
            empty(self._advised)
            self._advised_title.setVisible(any(row.advised for row in rows))
            for row in rows:
                made = CheckLine(row)
                self._lines[row.id] = made
                (self._advised if row.advised else self._required).addWidget(made)
                await self.visit.wait(0)
        for row in rows:
            self._put(row)
        self._fold()
        self.changed.emit()

    def _show(self, row: CheckRow) -> None:
        """Take a row; checks answer in bursts, and each change lays out the whole page."""
        self._arrived[row.id] = row
        if not self._look.isActive():
            self._look.start()

    def _show_arrived(self) -> None:
        self._look.stop()
        rows = list(self._arrived.values())
        self._arrived.clear()
        for row in rows:
            if row.id in self._lines and self._lines[row.id].shown != row:
                self._put(row)
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        """Show one line for all checks that wait for the same one, instead of theirs."""
        waiting = waiting_for(self._shown())
        folded = {row.id for rows in waiting.values() for row in rows}
        for check, made in self._lines.items():
            made.setHidden(check in folded)
            made.put_waiting(waiting.get(check, ()))

    def _put(self, row: CheckRow) -> None:
        made = self._lines.get(row.id)
        if made is None:
            return
        reason = self._skips.reason(row)
        made.put(row, tr("skipped: {reason}", reason=reason) if reason else show(row.note))
        made.put_skipped((lambda: self._skip(row, "")) if reason else None)
        # Before a set-up most advice is about what the set-up will do; who checks what exists came to read it.
        found = [one for one in row.findings if one.severity is not Severity.ADVICE or self.visit.check_only]
        cards = [] if reason else found
        made.put_cards([self._card(row, number, finding) for number, finding in enumerate(cards)])
        for task in dict.fromkeys(finding.task for finding in cards if finding.task):
            self.quietly(self._offer(made, task), f"task {task}")

    def _card(self, row: CheckRow, number: int, finding: Finding) -> QWidget:
        identifier = f"checks.card.{row.id}-{number}"
        more: list[QPushButton] = []
        if not self.visit.check_only:
            more.append(hand_over_button(self, f"{identifier}.hand-over", finding.task))
            if not blocks(row.findings) and number == 0:
                ask = partial(self._ask_why, row, finding)
                more.append(button(tr("Skip…"), f"{identifier}.skip", ask, "small", "dash"))
        return self.card(identifier, finding, lambda: self._run_one(row.id), tr("Check again"), more=more)

    async def _offer(self, line: CheckLine, task: str) -> None:
        """Put the by-hand task that mends a finding below its card."""
        row = line.shown
        seen = await self._tasks.look(task)
        if line.shown is row:
            line.cards.addWidget(self._tasks.card(seen))

    def _ask_why(self, row: CheckRow, finding: Finding) -> None:
        SkipDialog(self.window(), finding, partial(self._skip, row)).open()

    def _skip(self, row: CheckRow, reason: str) -> None:
        self.work(self._note_skip(row, reason), tr("Noting it."), lambda: self._skip(row, reason))

    async def _note_skip(self, row: CheckRow, reason: str) -> None:
        await self._skips.note(row, reason)
        self._put(row)
        self._mark_step()
