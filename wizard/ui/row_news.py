"""Tells a screen reader what became of rows: one by its name, many within a moment by how many there are."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from wizard.ui.announce import announce
from wizard.ui.i18n import tr, trn
from wizard.ui.timings import ROWS_TOLD_WITHIN


class RowNews(QObject):
    """Waits a moment for other rows; `counted` says how far all of them are."""

    def __init__(self, rows: QWidget, counted: Callable[[], str]) -> None:
        super().__init__(rows)
        self._rows, self._counted = rows, counted
        self._ended: dict[str, str] = {}
        """Name and state of the rows that were not told yet."""
        self._moment = QTimer(self, interval=ROWS_TOLD_WITHIN, singleShot=True)
        self._moment.timeout.connect(self._tell)

    def ended(self, row: str, state: str) -> None:
        """Take a row that is at work no longer."""
        self._ended[row] = state
        if not self._moment.isActive():
            self._moment.start()

    def forget(self) -> None:
        """Tell nothing of what came so far: something else says it."""
        self._moment.stop()
        self._ended.clear()

    def _tell(self) -> None:
        ended = list(self._ended.items())
        self._ended.clear()
        if not self._rows.isVisible():
            return
        row, state = ended[0]
        announce(self._rows, tr("{row}: {state}", row=row, state=state) if len(ended) == 1 else self._counted())


def with_problems(done: str, problems: int) -> str:
    """Return how many are done together with how many of them ask for somebody."""
    beside = trn("{n} problem", "{n} problems", problems)
    return f"{done}, {beside}" if problems else done
