"""Checks: one line a question; what blocks opens as a card, and what waits for it is one line below."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.errors import PortError
from wizard.domain.findings import blocks
from wizard.journey.values import CheckRow, Mark
from wizard.ui import button_words
from wizard.ui.announce import announce
from wizard.ui.check_line import CheckLine
from wizard.ui.check_table import CheckTable
from wizard.ui.check_verdict import UNASKED, summary, verdict
from wizard.ui.controls import button
from wizard.ui.fault_list import Fault
from wizard.ui.i18n import show, tr
from wizard.ui.mending_tasks import MendingTasks
from wizard.ui.pages._base import Page
from wizard.ui.skipped_findings import SkippedFindings
from wizard.ui.step_state import StepState
from wizard.ui.task_card import TaskCard
from wizard.ui.timings import LAID_OUT_AFTER
from wizard.ui.visit import Visit

_VERDICT = "verdict"


class ChecksPage(Page):
    """Runs everything when it comes up; Next stays enabled, names all that blocks and leads to the first card."""

    step = "checks"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._before: dict[str, CheckRow] = {}
        """The answer of a check that is asked again by itself; it comes back when that is stopped."""
        self._asked_for: object = None
        self._asked_at = ""
        self._came_back = False
        self.clock: Callable[[], datetime] = datetime.now
        self._skips = SkippedFindings(self)
        tasks = MendingTasks(self, self._run, self._run_all)
        self.table = CheckTable(self, self._skips, tasks, again=self._run_one, skip=self._skip)
        self.body.addWidget(self.table)
        self.busy.keep_room()
        self._sight = QTimer(self, interval=LAID_OUT_AFTER, singleShot=True)
        self._sight.timeout.connect(self._show_first_blocker)
        self.again = self.add_extra(button(tr("Run all again"), "checks.again", self._run_all, "small"))

    def title(self) -> str:
        return tr("Check both sides")

    def lead(self) -> str:
        rows = self.table.rows()
        told = summary(rows, running=self.working(), unasked=len(self.table.left_out))
        return tr("{told} Asked at {time}.", told=told, time=self._asked_at) if self._came_back else told

    def verb(self) -> str:
        if self.visit.check_only:
            return button_words.end()
        return tr("Run checks") if self.table.left_out and not self.working() else button_words.go_on()

    def cancel_text(self) -> str:
        if self.working():
            return tr("Stop")
        return "" if self.visit.check_only else tr("Cancel")

    def enter(self) -> None:
        """Ask, unless the answers are still about the same set-up, the same people and the same state outside."""
        doubtful = self.step in self.visit.unsettled()  # other answers stood here in between
        if not doubtful and self._asked_for is not None and self._asked_for == self._subject():
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
        if not self.table.lines or self.table.left_out or any(row.mark in UNASKED for row in self.table.rows()):
            self._run_all()  # a run that failed or was stopped says nothing about what it did not ask
            return
        faults = [_fault(one) for one in self.table.blockers()]
        if not faults:
            self.wanted.emit(self.visit.after(self.step))
            return
        self.visit.mark(self.step, StepState.FAILED)
        self.refuse(*faults)

    # asking

    def _run_all(self) -> None:
        self.work(self._run(), tr("Asking both sides."), self._run_all)

    def _run_one(self, check: str) -> None:
        self.work(self._run(check), tr("Asking again."), lambda: self._run_one(check))

    async def _run(self, only: str = "") -> None:
        answers, reading_only = self.visit.answers, self.visit.check_only
        listen = self.relay(self.table.take)
        self.table.forget_arrived()
        self._before = {row.id: row for row in self.table.rows()} if only else {}
        self._came_back = False
        if not only:
            self._asked_for = None
            await self.table.lay_out(await self.visit.asking.look(lambda desk: tuple(desk.checks(answers))))
            await self._load_skips()
        self.visit.mark(self.step, StepState.WORKING)
        rows = await self.ask(lambda desk: desk.run_checks(answers, listen, only, reading_only))
        self.table.left_out -= {row.id for row in rows}
        for row in rows:
            self.table.take(row)
        await self.table.catch_up()
        if only and self.table.waits_for_what_holds():
            await self._run()  # what waited for it was never asked
            return
        if not only:
            self._asked_for = self._subject()
        self._asked_at = self.clock().strftime("%H:%M")
        self.visit.learnt.checks = tuple(self.table.rows())
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
        """Say to who only looks whether the connection stands, and to who listens how the checks ended."""
        self.notices.take_away(_VERDICT)
        self.table.news.forget()
        answers, rows = self.visit.answers, self.table.rows()
        blocked = any(blocks(row.findings) for row in rows)
        if not self.visit.check_only:
            announce(self, summary(rows, running=False, unasked=len(self.table.left_out)), at_once=blocked)
            return
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
        rows = self.table.rows()
        if any(blocks(row.findings) for row in rows):
            self.visit.mark(self.step, StepState.FAILED)
            return
        open_rows = self.table.left_out or any(row.mark is Mark.WARNING and not self._skips.reason(row) for row in rows)
        self.visit.mark(self.step, StepState.ATTENTION if open_rows else StepState.DONE)

    def _show_first_blocker(self) -> None:
        first = next(iter(self.table.blockers()), None)
        if first is not None:
            self.to_see.emit(first)

    def leave(self) -> None:
        self._sight.stop()
        super().leave()

    def cancel_asked(self) -> bool:
        if not self.cancel_work():
            return False
        self.note_cancel()
        self.said.emit(tr("Stopped. What was answered stays."))
        if self.table.left_out:
            self._mark_step()
        return True

    def _rest(self) -> None:
        self.table.settle(self._before)
        super()._rest()

    def _skip(self, row: CheckRow, reason: str) -> None:
        self.work(self._note_skip(row, reason), tr("Noting it."), lambda: self._skip(row, reason))

    async def _note_skip(self, row: CheckRow, reason: str) -> None:
        await self._skips.note(row, reason)
        self.table.put(row)
        self._mark_step()


def _fault(blocking: CheckLine) -> Fault:
    """Return what a check found that blocks; its place is the task that mends it, else the button that asks again.

    Its card says it in sight: one alone is not listed a second time over the buttons that mend it.
    """
    card, task = blocking.first_card(), blocking.findChild(TaskCard)
    again = card.findChild(QWidget, f"{card.objectName()}.again") if card is not None else None
    said = next(show(one.title) for one in blocking.shown.findings if blocks((one,)))
    if task is not None:
        return Fault(said, task.first, task, said)
    return Fault(said, again or blocking, blocking, said)
