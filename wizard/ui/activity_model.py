"""The rows of the Activity page: only those that were on screen are here; others come when they are seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.evidence.activity import Kind, Sort
from wizard.ui.i18n import tr
from wizard.ui.plain import visible
from wizard.ui.purpose_words import word_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.activity import ActivityRow

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_OF_NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()
PAGE_ROWS = 200
_PAGES_KEPT = 40
_LONGEST = 400
COLUMNS = (Sort.AT, Sort.LEVEL, Sort.MESSAGE, Sort.STEP, Sort.SOURCE, Sort.MS)
_RIGHT = len(COLUMNS) - 1


def clock_of(at: float) -> str:
    """Return the time of day on this computer, to the millisecond; empty for a record without a time."""
    if not at:
        return ""
    return f"{time.strftime('%H:%M:%S', time.localtime(at))}.{int(at % 1 * 1000):03d}"


def _words() -> Mapping[str, str]:
    return {"debug": tr("detail"), "info": tr("note"), "warning": tr("warning"), "error": tr("error")}


def answer_words() -> tuple[str, ...]:
    """Return all words that may stand in place of an answer."""
    return (*_words().values(), tr("no answer"))


def _level(row: ActivityRow) -> str:
    if row.kind is Kind.LOG:
        return _words().get(row.level, row.level)
    return str(row.status) if row.status else tr("no answer")


def _took(row: ActivityRow) -> str:
    return f"{row.ms:.0f}" if row.kind is Kind.EXCHANGE else ""


TEXTS: Mapping[Sort, Callable[[ActivityRow], str]] = {
    Sort.AT: lambda row: clock_of(row.at),
    Sort.LEVEL: _level,
    Sort.STEP: lambda row: row.step,
    Sort.SOURCE: lambda row: row.source,
    Sort.MESSAGE: lambda row: row.message,
    Sort.MS: _took,
}


class ActivityModel(QAbstractTableModel):
    """Says `wanted` with the number of a page of rows that is on screen and not here."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._total = 0
        self._pages: dict[int, Sequence[ActivityRow]] = {}
        self._last_wanted = -1
        self._purposes: dict[str, str] = {}
        self._heads = (tr("Time"), tr("Answer"), tr("What"), tr("For"), tr("Source"), tr("ms"))

    def call_purposes(self, words: Mapping[str, str]) -> None:
        """Show what rows were for in these words; an id that is not among them was first met in a later row."""
        self._purposes = dict(words)
        if self._total:
            column = COLUMNS.index(Sort.STEP)
            self.dataChanged.emit(self.index(0, column), self.index(self._total - 1, column))

    def begin(self, total: int) -> None:
        """Show another order of rows, of which none is here yet."""
        self.beginResetModel()
        self._total, self._last_wanted = total, -1
        self._pages.clear()
        self.endResetModel()

    def grow(self, total: int) -> None:
        """Let rows follow at the end."""
        if total <= self._total:
            return
        self._pages.pop(self._total // PAGE_ROWS, None)
        self._last_wanted = -1
        self.beginInsertRows(_NOWHERE, self._total, total - 1)
        self._total = total
        self.endInsertRows()

    def fill(self, number: int, rows: Sequence[ActivityRow]) -> None:
        """Take a page of rows."""
        self._pages.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._last_wanted = -1
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, _RIGHT))

    def row_at(self, row: int) -> ActivityRow | None:
        """Return a row, if it is here."""
        page = self._pages.get(row // PAGE_ROWS, ())
        place = row % PAGE_ROWS
        return page[place] if place < len(page) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole and COLUMNS[section] is Sort.MS:
            return _OF_NUMBERS
        return self._heads[section] if role == _ROLE.DisplayRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if role == _ROLE.TextAlignmentRole and index.column() == _RIGHT:
            return _OF_NUMBERS
        if role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            self._want(index.row() // PAGE_ROWS)
            return "…" if index.column() == COLUMNS.index(Sort.MESSAGE) and role == _ROLE.DisplayRole else ""
        text = TEXTS[COLUMNS[index.column()]](row)
        return visible(self._word(text) if COLUMNS[index.column()] is Sort.STEP else text, _LONGEST)

    def _word(self, purpose: str) -> str:
        if purpose not in self._purposes:
            self._purposes[purpose] = word_of(purpose) if purpose else ""
        return self._purposes[purpose]

    def _want(self, number: int) -> None:
        if number != self._last_wanted:
            self._last_wanted = number
            self.wanted.emit(number)


def as_line(row: ActivityRow) -> str:
    """Return a row as text, its parts with tabs between them."""
    return "\t".join(visible(TEXTS[column](row)) for column in COLUMNS)
