"""A table model for any number of rows: only pages that were on screen are here; others come when they are seen."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
NOWHERE = QModelIndex()
PAGE_ROWS = 200
_PAGES_KEPT = 40
_SHOWN_AS_TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class PagedRows(QAbstractTableModel, Generic[Row]):
    """Says `wanted` with the number of a page of rows that is on screen and not here."""

    wanted = Signal(int)

    def __init__(self, heads: Sequence[str], text_of: Callable[[Row, int], str], waiting_in: int) -> None:
        """Take the words above the columns, what stands in one of a row, and the column that says a row is to come."""
        super().__init__()
        self._heads, self._text_of, self._waiting_in = tuple(heads), text_of, waiting_in
        self._total = 0
        self._pages: dict[int, Sequence[Row]] = {}
        self._last_wanted = -1

    def begin(self, total: int, first: Sequence[Row] = ()) -> None:
        """Show other rows, of which the first may be here."""
        self.beginResetModel()
        self._total, self._last_wanted = total, -1
        self._pages = {0: first} if first else {}
        self.endResetModel()

    def fill(self, number: int, rows: Sequence[Row]) -> None:
        """Take a page of rows."""
        self._pages.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._last_wanted = -1
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._heads) - 1))

    def row_at(self, row: int) -> Row | None:
        """Return a row, if it is here."""
        page = self._pages.get(row // PAGE_ROWS, ())
        place = row % PAGE_ROWS
        return page[place] if 0 <= place < len(page) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _SHOWN_AS_TEXT:
            return None
        row = self.row_at(index.row())
        if row is None:
            self._want(index.row() // PAGE_ROWS)
            return "…" if index.column() == self._waiting_in and role == Qt.ItemDataRole.DisplayRole else ""
        return self._text_of(row, index.column())

    def _want(self, number: int) -> None:
        if number != self._last_wanted:
            self._last_wanted = number
            self.wanted.emit(number)
