"""A page that takes changes back: newest first, stopped or cut off anywhere, and always saying what is left."""

from collections.abc import Callable
from dataclasses import replace

from wizard.journey.values import PlanRow
from wizard.ui.i18n import tr, trn
from wizard.ui.pages._base import Page
from wizard.ui.plan_rows import PlanRows
from wizard.ui.step_state import StepState
from wizard.ui.undoing import Ending, ask_to_undo, left_to_send, say_left, undo_rows
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
        self._stopping = self._taking_back = self._undone = self._partly = False

    def arrive(self) -> None:
        self.rows.offer_requests(self.evidence.emit if self.shows_requests() else None)
        super().arrive()

    def _undo_begins(self) -> None:
        self._taking_back, self._partly, self._doing = True, False, "undo"
        self.notices.take_away(STANDING)
        self.changed.emit()

    def _undo(self) -> None:
        self._stopping = False
        self.work(self._undo_all(), tr("Looking at what can be undone."), self._undo)

    async def _undo_all(self) -> None:
        planned = await ask_to_undo(self)
        if planned:
            await self._take_back(planned)

    def _undo_agreed(self, planned: tuple[PlanRow, ...]) -> None:
        """Take back what was agreed to on another page."""
        self._stopping = False
        self.work(self._take_back(planned), tr("Taking the changes back."), self._undo)

    async def _take_back(self, planned: tuple[PlanRow, ...]) -> None:
        self.rows.load(planned)
        self._undo_begins()
        ending = await undo_rows(self, self.rows, planned, self._undo)
        self._undone, self._partly = ending is Ending.WHOLE, ending is Ending.PARTLY
        self._doing = ""
        self._say_taken_back()

    async def _look_what_is_left(self) -> None:
        self._undone = await look_what_is_left(self, self.rows)
        self._say_taken_back()

    def _say_taken_back(self) -> None:
        self.changed.emit()
        if self._undone:
            self.said.emit(tr("Undone."))
            return
        self.visit.mark(self.step, StepState.ATTENTION)
        if self._partly:
            self.said.emit(tr("Partly undone."))
            return
        say_stopped(self, self.rows, self._undo)


async def look_what_is_left(page: Page, rows: PlanRows) -> bool:
    """Ask what an undo that was cut off has left, show it on its rows, and tell whether that is nothing."""
    session = page.visit.session
    left = {row.id for row in await page.ask(lambda desk: desk.undo_plan(session))}
    for row in rows.rows():
        rows.change(_after_a_cut(row, left))
    page.visit.taken_back(not left)
    say_left(page.visit, rows.rows())
    return not left


def say_stopped(page: Page, rows: PlanRows, go_on: Callable[[], object]) -> None:
    """Say how many changes a stopped undo has left, and offer to go on."""
    left = left_to_send(rows.rows())
    said = trn("Stopped. {n} change is not taken back yet.", "Stopped. {n} changes are not taken back yet.", left)
    page.notices.say(STANDING, "warn", said, {tr("Go on taking back"): go_on})


def _after_a_cut(row: PlanRow, left: set[str]) -> PlanRow:
    return row if row.state == "left" else replace(row, state="planned" if row.id in left else "undone")
