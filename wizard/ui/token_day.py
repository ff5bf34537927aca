"""The field for the day on which a token ends, and the button that enters the longest that Atlassian lets one live."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.domain.token_day import DayWrong, wrong
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine
from wizard.ui.layouts import at_left, column

_YEAR = timedelta(days=365)
"""The longest that Atlassian lets an API token live."""


class TokenDay(QWidget):
    """Says `chosen` when the field is left or the button is pressed; what is wrong stays typed."""

    chosen = Signal(str)

    def __init__(self, identifier: str, hint: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.line = FieldLine(identifier, tr("The token ends on"), hint, "2027-11-22")
        soon = button(tr("In one year"), f"{identifier}-year", self._in_a_year, "small", "", "")
        soon.setAccessibleName(tr("The token ends in one year"))
        whole = column(self, 10)
        whole.addWidget(self.line)
        whole.addWidget(at_left(soon))
        self.line.edit.editingFinished.connect(lambda: self.chosen.emit(self.line.text()))

    def fault(self) -> str:
        """Return why the day cannot be right for an API token of Atlassian; empty where it can."""
        said = {
            DayWrong.UNREADABLE: tr("This is no day. Write it as 2027-11-22, or leave the field empty."),
            DayWrong.OVER: tr("This day is over. Enter the last day of the token that you use now, or leave it empty."),
            DayWrong.TOO_FAR: tr(
                "Atlassian's tokens live for a year at most. Enter the day that Atlassian shows, or leave it empty."
            ),
        }
        found = wrong(self.line.text(), self._today())
        return said[found] if found is not None else ""

    def show_day(self, day: str) -> None:
        """Show what was decided before; what was said of another day is taken away."""
        if self.line.text() != day.strip():
            self.line.show_text(day)
            self.line.settle()

    def _in_a_year(self) -> None:
        ends = (self._today() + _YEAR).isoformat()
        self.show_day(ends)
        self.chosen.emit(ends)
