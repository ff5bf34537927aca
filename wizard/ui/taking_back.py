"""A page that takes changes back: newest first, stopped or cut off anywhere, and always saying what is left."""

from dataclasses import replace

from wizard.journey.values import PlanRow
from wizard.ui.i18n import tr, trn
from wizard.ui.pages._base import Page
from wizard.ui.plan_rows import PlanRows
from wizard.ui.step_state import StepState
from wizard.ui.undoing import ask_and_undo
from wizard.ui.visit import Visit

STANDING = "standing"
"""The bar that says what was done and what was not."""


class TakesBack(Page):
    """Its rows are those of the changes, and while they are taken back those of the undo."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.rows = PlanRows("apply.change")
        self._doing = ""
        """What the work is about: apply, undo or look; empty while it is something else or nothing."""
        self._stopping = self._taking_back = self._undone = False

    def arrive(self) -> None:
        self.rows.offer_requests(self.evidence.emit if self.shows_requests() else None)
        super().arrive()

    def _undo_begins(self) -> None:
        self._taking_back, self._doing = True, "undo"
        self.notices.take_away(STANDING)
        self.changed.emit()

    def _undo(self) -> None:
        self._stopping = False
        self.work(self._undo_all(), tr("Looking at what can be undone."), self._undo)

    async def _undo_all(self) -> None:
        self._undone = await ask_and_undo(self, self.rows, self._undo, self._undo_begins)
        self._doing = ""
        if self._taking_back:
            self._say_taken_back()

    async def _look_what_is_left(self) -> None:
        session = self.visit.session
        left = {row.id for row in await self.ask(lambda desk: desk.undo_plan(session))}
        for row in self.rows.rows():
            self.rows.change(_after_a_cut(row, left))
        self._undone = not left
        self._say_taken_back()

    def _say_taken_back(self) -> None:
        self.visit.mark(self.step, StepState.ATTENTION)
        if self._undone:
            self.said.emit(tr("Undone."))
            return
        left = len(self.rows.rows()) - self.rows.count("undone", "left")
        said = trn("Stopped. {n} change is not taken back yet.", "Stopped. {n} changes are not taken back yet.", left)
        self.notices.say(STANDING, "warn", said, {tr("Go on taking back"): self._undo})


def _after_a_cut(row: PlanRow, left: set[str]) -> PlanRow:
    return row if row.state == "left" else replace(row, state="planned" if row.id in left else "undone")
