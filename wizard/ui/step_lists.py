"""The lists of steps at the left, of the start page and of the way; the one that is not seen yet is not made yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import line
from wizard.ui.rail import Rail
from wizard.ui.step_state import StepState
from wizard.ui.step_titles import START, TITLES
from wizard.ui.visit import OF_THE_APP

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page
    from wizard.ui.visit import Visit
_ADDED, _BY_HAND = "integration", "by-hand"
"""Steps that are shown only where somebody added them to the way, and where they hold a task."""


class StepLists(QWidget):
    """Says `chosen` with the step that was pressed."""

    chosen = Signal(str)

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit
        self._lists: dict[str, Rail] = {}
        self._slim = False
        self._across = line(self, 0)

    @property
    def way(self) -> Rail:
        """The list of the steps of a set-up."""
        return self._list("rail")

    def _list(self, identifier: str) -> Rail:
        if identifier not in self._lists:
            made = self._lists[identifier] = Rail(TITLES if identifier == "rail" else START, identifier)
            made.chosen.connect(self.chosen)
            made.slim(self._slim)
            self._across.addWidget(made)
        return self._lists[identifier]

    def slim(self, slim: bool) -> None:
        """Show the steps by their icons alone, or with their words."""
        self._slim = slim
        for one in self._lists.values():
            one.slim(slim)

    def follow(self, way: Page, beside: str = "") -> None:
        """Show how far each step is, in the list that is seen; `beside` is the page that covers the step."""
        shown = self._list("start-rail" if way.step == "start" else "rail")
        for one in self._lists.values():
            one.setVisible(one is shown)
        for step, row in shown.rows.items():
            here = step == way.step
            back = self._visit.visited(step) and way.may_go_back()
            openable = back or (bool(beside) and here) or self._is_next(step, way)
            chosen = here and not beside
            state, detail = self._visit.state(step), self._visit.detail(step)
            row.change(state, detail, chosen=chosen, open_able=openable, here=here)
            row.setHidden(self._is_empty(step))
            if row.isHidden():
                continue
            held = "" if openable or chosen else self._why_held(step, way)
            missing = "" if openable or here else self._what_is_missing(step)
            why_not = self._visit.why_not(step) or held or missing
            if said := " ".join(one for one in (self._what_it_holds(step), why_not) if one):
                row.setToolTip(said)
                row.setAccessibleDescription(said)
        for step, side in shown.side.items():
            side.choose(step == beside)
        self._tell_of_watching(shown)

    def _tell_of_watching(self, shown: Rail) -> None:
        """Say at the entry of the monitor how many connections are watched, or how many alarms are raised."""
        watching = self._visit.watching
        alarms, watched = watching.alarms(), len(watching.connections)
        detail = trn("{n} connection", "{n} connections", watched) if watched else ""
        lacks_token = any(one.lacks_token() for one in watching.connections.values())
        if lacks_token:
            detail = tr("sign in")
        if alarms:
            detail = trn("{n} alarm", "{n} alarms", alarms)
        shown.side["monitor"].tell(detail, warns=bool(alarms) or lacks_token)

    def _is_next(self, step: str, way: Page) -> bool:
        """Tell whether a step is the one that the verb of the page would open: then the list opens it too."""
        done = self._visit.state(way.step) is StepState.DONE and not way.working()
        return done and step == self._visit.after(way.step) and self._visit.state(step) is StepState.TO_DO

    def _is_empty(self, step: str) -> bool:
        """Tell whether a step is left out of the list, instead of standing there with a dash."""
        left_out = step == _ADDED or (step == _BY_HAND and not self._visit.check_only)
        left_out = left_out or (step in OF_THE_APP and self._visit.is_integration_alone())
        return left_out and self._visit.state(step) is StepState.NOT_NEEDED

    def _what_it_holds(self, step: str) -> str:
        """Return what is to be done by hand where a set-up has a task or two; others are told on their page."""
        if step != _BY_HAND or self._visit.why_not(step) or not self._visit.is_integration_alone():
            return ""
        return " ".join(f"{show(title)}." for title in self._visit.tasks_to_come())

    def _what_is_missing(self, step: str) -> str:
        """Return after which step one opens that is locked, or that nobody has come to yet; empty for another."""
        if self._visit.state(step) not in (StepState.LOCKED, StepState.TO_DO):
            return ""
        before = self._visit.before(step)
        return tr("Opens after “{step}”.", step=show(TITLES[before])) if before in TITLES else ""

    def _why_held(self, step: str, way: Page) -> str:
        """Return why a step that was visited cannot be opened now; empty for one that was not."""
        if not self._visit.visited(step):
            return ""
        if way.working():
            return tr("Changes are being made; this opens again when they have ended.")
        return tr("Changes are made. Go on to the next page, or undo them, to change an answer.")
