"""Checks: one line a question; what blocks opens as a card."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.findings import Finding, Severity, blocks
from wizard.journey.values import CheckRow, Mark, TaskRow
from wizard.ui.controls import button
from wizard.ui.handing_over import hand_on
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.marks import VANTAGES
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.task_card import TaskCard
from wizard.ui.timings import ROWS_EVERY
from wizard.ui.visit import Visit

_NO_APP = "jira-app-missing"

_UNASKED = (Mark.WAITING, Mark.RUNNING)


class CheckLine(QWidget):
    """The row of a check, and below it the cards of what it found."""

    def __init__(self, row: CheckRow) -> None:
        super().__init__()
        self.shown = row
        whole = column(self, 0)
        self.row = StatusRow(f"checks.row.{row.id}", show(row.title), vantage=show(VANTAGES[row.seen_from]))
        self.row.setToolTip("")
        self.cards = column(spacing=8)
        whole.addWidget(self.row)
        whole.addLayout(self.cards)


class ChecksPage(Page):
    """Runs everything when it comes up; Next stays enabled and leads to the first card that blocks."""

    step = "checks"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._lines: dict[str, CheckLine] = {}
        self._arrived: dict[str, CheckRow] = {}
        """Rows that wait for the next look; each as it stands last."""
        self._look = QTimer(self, interval=ROWS_EVERY, singleShot=True)
        self._look.timeout.connect(self._show_arrived)
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
        rows = [one.shown for one in self._lines.values()]
        asked = [row for row in rows if row.mark not in (Mark.WAITING, Mark.RUNNING)]
        if not asked or self.working():
            return tr("Nothing is changed. {done} of {all} checks have answered.", done=len(asked), all=len(rows))
        holds = sum(row.mark is Mark.OK for row in rows)
        stops = sum(blocks(row.findings) for row in rows)
        held = tr("Nothing is changed. {holds} of {all} checks hold", holds=holds, all=len(rows))
        if not stops and self.visit.check_only and self._without_app(rows):
            return tr("{held}; nothing blocks, but the two are not connected: Jira does not have the app.", held=held)
        if not stops:
            return tr("{held}; nothing blocks.", held=held)
        return trn("{held}; {n} blocks this method.", "{held}; {n} block this method.", stops, held=held)

    def _without_app(self, rows: list[CheckRow]) -> bool:
        return any(finding.code == _NO_APP for row in rows for finding in row.findings)

    def verb(self) -> str:
        return tr("Close") if self.visit.check_only else tr("Next")

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() or not self.visit.check_only else ""

    def enter(self) -> None:
        self._run_all()

    def press(self) -> None:
        if self.visit.check_only:
            self.wanted.emit("close")
            return
        if not self._lines or any(one.shown.mark in _UNASKED for one in self._lines.values()):
            self._run_all()  # a run that failed or was stopped says nothing about what it did not ask
            return
        first = next((one for one in self._lines.values() if blocks(one.shown.findings)), None)
        if first is None:
            self.go_on()
            return
        self.visit.mark(self.step, StepState.FAILED)
        target = first.findChild(QWidget, f"checks.card.{first.shown.id}-0.again")
        if target is not None:
            target.setFocus()

    def _run_all(self) -> None:
        self.work(self._run(), tr("Asking both sides."), self._run_all)

    def _run_one(self, check: str) -> None:
        self.work(self._run(check), tr("Asking again."), lambda: self._run_one(check))

    async def _run(self, only: str = "") -> None:
        answers, reading_only = self.visit.answers, self.visit.check_only
        listen = self.relay(self._show)
        self._look.stop()
        self._arrived.clear()
        if not only:
            await self._lay_out(await self.visit.asking.look(lambda desk: tuple(desk.checks(answers))))
        self.visit.mark(self.step, StepState.WORKING)
        rows = await self.ask(lambda desk: desk.run_checks(answers, listen, only, reading_only))
        self._arrived.update((row.id, row) for row in rows)
        self._show_arrived()
        shown = [one.shown for one in self._lines.values()]
        self.visit.learnt.checks = tuple(shown)
        if any(blocks(row.findings) for row in shown):
            self.visit.mark(self.step, StepState.FAILED)
        else:
            warned = any(row.mark is Mark.WARNING for row in shown)
            self.visit.mark(self.step, StepState.ATTENTION if warned else StepState.DONE)

    async def _lay_out(self, rows: tuple[CheckRow, ...]) -> None:
        """Give each check its line. Lines cost milliseconds: they are kept, and made one a turn of the loop."""
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
        self.changed.emit()

    def _put(self, row: CheckRow) -> None:
        made = self._lines.get(row.id)
        if made is None:
            return
        had_cards = made.cards.count() > 0
        made.shown = row
        note = show(row.note)
        if row.mark is Mark.SKIPPED and row.after in self._lines:
            note = tr("waits for “{check}”", check=show(self._lines[row.after].shown.title))
        made.row.change(row.mark, note, row.ms)
        # Before a set-up most advice is about what the set-up will do; who checks what exists came to read it.
        cards = [one for one in row.findings if one.severity is not Severity.ADVICE or self.visit.check_only]
        if not cards and not had_cards:
            return
        empty(made.cards)
        made.cards.setContentsMargins(0, 8 if cards else 0, 0, 8 if cards else 0)
        for number, finding in enumerate(cards):
            made.cards.addWidget(self._card(row, number, finding))
            if finding.task:
                self.quietly(self._offer(made, finding.task), f"task {finding.task}")
        made.row.setVisible(not cards)

    def _card(self, row: CheckRow, number: int, finding: Finding) -> QWidget:
        identifier = f"checks.card.{row.id}-{number}"
        return self.card(identifier, finding, lambda: self._run_one(row.id), tr("Check again"))

    # what people can do about it

    async def _offer(self, line: CheckLine, task: str) -> None:
        """Put the by-hand task that mends a finding below its card."""
        answers, row = self.visit.answers, line.shown
        seen = await self.ask(lambda desk: desk.look_at_task(answers, task))
        if line.shown is row:
            line.cards.addWidget(self._task_card(seen))

    def _task_card(self, task: TaskRow) -> TaskCard:
        lab = self.visit.mode == "lab"
        return TaskCard(
            1,
            task,
            copy=self.copy,
            open_link=self._open,
            check=self._run_all,
            do_it=(lambda: self._do(task.id)) if lab else None,
            take_word=lambda: self._take_word(task.id),
            hand_over=lambda: hand_on(self, task.id),
        )

    def _open(self, link: str) -> None:
        if may_open(link, self.visit.answers) and self.visit.open_link(link):
            self.said.emit(tr("Opened in the browser."))
        else:
            self.said.emit(tr("This address is not opened from here."))

    def _do(self, task: str) -> None:
        self.work(self._have_done(task), tr("The lab's person does it."), lambda: self._do(task))

    async def _have_done(self, task: str) -> None:
        answers = self.visit.answers
        done = await self.ask(lambda desk: desk.do_task(answers, task))
        await self._run()
        self.show_findings((done.finding,) if done.finding is not None else ())

    def _take_word(self, task: str) -> None:
        self.work(self._note(task), tr("Noting it."), lambda: self._take_word(task))

    async def _note(self, task: str) -> None:
        answers = self.visit.answers
        await self.ask(lambda desk: desk.confirm_task(answers, task))
        await self._run()

    def go_on(self) -> None:
        self.wanted.emit(self.visit.after(self.step))
