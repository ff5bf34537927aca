"""What a page does in the foreground and beside it: work that is asked of the desk and ends when the page is left."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from wizard.domain.errors import PortError
from wizard.ui.i18n import tr
from wizard.ui.page_wide import OFFLINE
from wizard.ui.spawn import loop_runs
from wizard.ui.step_state import StepState

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.findings import Finding
    from wizard.journey.desk_port import Desk
    from wizard.ui.busy import BusyLine
    from wizard.ui.visit import Visit

T = TypeVar("T")


class Works(QWidget):
    """One piece of work at a time, with a line that says what it waits for.

    Says `changed` when heading or verb are to be read again.
    """

    changed = Signal()
    said = Signal(str)
    """A toast."""

    to_see = Signal(QWidget)
    """What is to be brought into sight."""

    came_to_end = Signal()
    """What was begun here is done: only the verb is left to be pressed."""

    came_out_well = Signal(str)
    """What was begun here is done, and all there is to say of it is this: the window may go on."""

    step: ClassVar[str]

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit
        self._here = False
        """Whether the page is on screen; work is done only then."""
        self._round = 0
        self._working = ""
        self._worked_from: QWidget | None = None
        """What had the focus when the work began."""

    @cached_property
    def busy(self) -> BusyLine:
        """The line that says what the page waits for; made when it first waits."""
        from wizard.ui.busy import BusyLine  # after the first paint
        from wizard.ui.retrying import retry_now

        made = BusyLine(self.step, partial(retry_now, self), self.cancel_asked, self.to_see.emit)
        self.put_busy(made)
        return made

    def put_busy(self, line: BusyLine) -> None:
        """Give the line its place on the page."""

    def show_findings(self, findings: Sequence[Finding], again: Callable[[], object] | None = None) -> None:
        """Show what was found; `again` gives each a Retry."""

    def work(self, work: Coroutine[Any, Any, None], phase: str, again: Callable[[], object] | None = None) -> None:
        """Do the page's one piece of work in the foreground; what ran before is cancelled.

        `again` is the Retry of the card for a call that failed as a whole.
        """
        self.cancel_work()
        if not self._here:
            work.close()
            return
        self._working, self._worked_from = phase, QApplication.focusWidget()
        self.busy.begin(phase)
        self.show_findings(())
        task = self.visit.spawn(self._carry_out(work, again, self._round), self.step, phase)
        task.add_done_callback(lambda _task: work.close())  # for work that was cancelled before its first step
        self.changed.emit()

    async def _carry_out(self, work: Coroutine[Any, Any, None], again: Callable[[], object] | None, turn: int) -> None:
        try:
            await work
        except PortError as error:
            from wizard.journey.explain import explain  # with the checks; not needed for the first paint

            self.show_findings((explain(error),), again)
            self.visit.mark(self.step, StepState.FAILED)
            self.failed(error)
            if error.code.startswith("network-"):
                self.visit.wide.no_answer(error)
        else:
            self.visit.wide.take_away(OFFLINE)
        finally:
            if turn == self._round:
                self._rest()

    def failed(self, error: PortError) -> None:
        """A call failed as a whole: point at the field that it is about, where there is one."""

    def _rest(self) -> None:
        self._working = ""
        self.busy.end()
        self.changed.emit()

    def lead_on(self, well: str = "") -> None:
        """Let Return go on from here, unless the person went to another field while the page worked.

        `well` says in one sentence what came out, where nothing on the page is left to be read.
        """
        focus = QApplication.focusWidget()
        if focus is not self._worked_from and isinstance(focus, QLineEdit):
            return
        if well and self.visit.settings.now.goes_on:
            self.came_out_well.emit(well)
        else:
            self.came_to_end.emit()

    def working(self) -> bool:
        """Tell whether the page waits for something in the foreground."""
        return bool(self._working)

    def writes_now(self) -> str:
        """Return what is being written outside: `changes`, `undo` or `test`; empty for nothing."""
        return ""

    def stop_writing(self) -> None:
        """End what is being written as soon as it may end; called only while something is."""

    def cancel_work(self) -> bool:
        """End what the page does; tells whether it did anything in the foreground."""
        worked = self.working()
        self._round += 1
        self.visit.spawn.cancel(self.step)
        if worked:
            self.visit.not_worked(self.step)
            self._rest()
        return worked

    def cancel_asked(self) -> bool:
        """Deal with Esc and the Cancel button; tells whether there was anything to cancel."""
        said = self.cancelled()
        if not self.cancel_work():
            return False
        self.note_cancel()
        self.said.emit(said)
        return True

    def note_cancel(self) -> None:
        """Write the one line of the log that tells where somebody cancelled."""
        import structlog  # with the engine; not needed for the first paint

        structlog.get_logger().info("cancelled by the user", page=self.step)

    def cancelled(self) -> str:
        """Return what is said when the page's work is cancelled; where changes are made, whether something was."""
        return tr("Cancelled.")

    def quietly(self, work: Coroutine[Any, Any, object], name: str) -> None:
        """Do something beside the page's work; a failure of a port is no trouble of the page."""
        if not self._here or not loop_runs():
            work.close()
            return
        task = self.visit.spawn(self._quiet(work), self.step, name)
        task.add_done_callback(lambda _task: work.close())

    async def _quiet(self, work: Coroutine[Any, Any, object]) -> None:
        with contextlib.suppress(PortError):
            await work

    async def ask(self, question: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
        """Return the desk's answer."""
        return await self.visit.asking.ask(question)

    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]:
        """Return what the desk may call with rows; rows of work that was ended are dropped."""
        turn = self._round

        def listen(value: T) -> None:
            if turn == self._round:
                listener(value)

        return self.visit.asking.relay(listen)
