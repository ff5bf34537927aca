"""Apply: one bar, one row a change; it stops at the first failure and says what can be done."""

from functools import partial

from PySide6.QtWidgets import QProgressBar

from wizard.domain.findings import Finding
from wizard.journey.values import PlanRow
from wizard.ui.controls import button
from wizard.ui.finding_card import FindingCard, ticket_text
from wizard.ui.i18n import tr, trn
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plan_rows import PlanRows
from wizard.ui.step_state import StepState
from wizard.ui.undoing import ask_and_undo
from wizard.ui.visit import Visit, host_of


class ApplyPage(Page):
    """Starts at once when it comes from the review; after a resume it waits for the verb."""

    step = "apply"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._bar = name(QProgressBar(), "apply.progress", tr("Changes made"))
        self._bar.setTextVisible(False)
        self.rows = PlanRows("apply.change")
        self.body.addWidget(self._bar)
        self.body.addWidget(self.rows)
        self._undone = self._applying = self._stopping = False

    def title(self) -> str:
        if self._undone:
            return tr("The changes are undone")
        return tr("The changes are made") if self._finished() else tr("Making the changes")

    def lead(self) -> str:
        host, done = host_of(self.visit.answers.gitlab.url), self.rows.count("done")
        if self._undone:
            return tr("{host} is as it was before.", host=host)
        if self._stopping and self.working():
            return tr("Stops after the change it works on.")
        return tr(
            "{done} of {all} on {host}; each is read back before it counts.",
            done=done,
            all=len(self.rows.rows()),
            host=host,
        )

    def verb(self) -> str:
        if self.working() and self._applying:
            return tr("Stop after this step")
        if self._finished():
            return tr("Next")
        if self._undone:
            return tr("Back to the review")
        left = len(self.rows.rows()) - self.rows.count("done")
        return trn("Apply {n} change", "Apply {n} changes", left)

    def verb_enabled(self) -> bool:
        return (self._applying and not self._stopping) if self.working() else True

    def may_go_back(self) -> bool:
        return not self.working() and not self.rows.count("done", "failed")

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close")

    def _finished(self) -> bool:
        return bool(self.rows.rows()) and not self._undone and self.rows.count("done") == len(self.rows.rows())

    def enter(self) -> None:
        self._undone = False
        plan = self.visit.learnt.plan
        if plan is None:
            self.work(self._plan_again(), tr("Reading what is there now."), self.enter)
            return
        if self._finished() and not self.visit.apply_now:
            return
        self._load(plan.rows)
        if self.visit.apply_now:
            self.visit.apply_now = False
            self._apply()

    def press(self) -> None:
        if self.working():
            self._stop()
        elif self._finished():
            self.go_on()
        elif self._undone:
            self.wanted.emit("review")
        else:
            self._apply()

    def _stop(self) -> None:
        self._stopping = True
        self.quietly(self.visit.asking.look(lambda desk: desk.stop_after_this()), "stop after this step")
        self.changed.emit()

    def _load(self, rows: tuple[PlanRow, ...]) -> None:
        self.rows.load(rows)
        self._bar.setRange(0, max(len(rows), 1))
        self._bar.setValue(self.rows.count("done"))

    async def _plan_again(self) -> None:
        answers = self.visit.answers
        plan = await self.ask(lambda desk: desk.make_plan(answers))
        self.visit.learnt.plan = plan
        self._load(plan.rows)

    def _apply(self) -> None:
        self._stopping = False
        self.work(self._make_changes(), tr("Making the changes."), self._apply)
        self._applying = True
        self.changed.emit()

    async def _make_changes(self) -> None:
        plan = self.visit.learnt.plan
        if plan is None:
            return
        self.visit.mark(self.step, StepState.WORKING)
        listen = self.relay(self._one)
        rows = tuple(await self.ask(lambda desk: desk.apply(plan, listen)))
        for row in rows:
            self._one(row)
        self._applying = False
        self.visit.learnt.applied = self.rows.rows()
        failed = [row.finding for row in rows if row.finding is not None and row.state == "failed"]
        self._show_failed(failed)
        self.visit.mark(
            self.step, StepState.DONE if self._finished() else StepState.FAILED, str(self.rows.count("done"))
        )
        if self._finished():
            self.visit.mark("by-hand", StepState.TO_DO)

    def _one(self, row: PlanRow) -> None:
        self.rows.change(row)
        self._bar.setValue(self.rows.count("done"))
        self.changed.emit()

    def _show_failed(self, findings: list[Finding]) -> None:
        self.show_findings(())
        for number, finding in enumerate(findings):
            at = f"apply.card-{number}"
            buttons = [button(tr("Try again"), f"{at}.again", self._apply, "small", "again")]
            if self.rows.count("done"):
                buttons.append(button(tr("Undo what was done"), f"{at}.undo", self._undo, "small", "undo"))
            copy = partial(self.copy, ticket_text(finding))
            buttons.append(button(tr("Copy details"), f"{at}.copy", copy, "small", "copy"))
            self.add_card(FindingCard(at, finding, buttons))

    def _undo(self) -> None:
        self._applying = False
        self.work(self._undo_all(), tr("Looking at what can be undone."), self._undo)

    async def _undo_all(self) -> None:
        self._undone = await ask_and_undo(self, self.rows, self._undo)
        if self._undone:
            self.visit.mark(self.step, StepState.ATTENTION)
            self.said.emit(tr("Undone."))

    def cancel_work(self) -> bool:
        self._applying = False
        return super().cancel_work()
