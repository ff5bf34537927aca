"""Rows of the list of what Jira does not show: only those that were on screen are here, for there may be a million."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.monitor.values import Missing
from wizard.ui.i18n import show, tr
from wizard.ui.monitor_words import KINDS, REASONS, clock_at
from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()
PAGE_ROWS = 200
_PAGES_KEPT = 40
_LONGEST = 200

TEXTS: tuple[Callable[[Missing], str], ...] = (
    lambda row: show(KINDS[row.kind]),
    lambda row: row.title or row.id,
    lambda row: row.project,
    lambda row: row.key or "–",
    lambda row: show(REASONS[row.reason]),
    lambda row: clock_at(row.at),
)
WHAT = 1


class MissingModel(QAbstractTableModel):
    """Says `wanted` with the number of a page of rows that is on screen and not here."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._total = 0
        self._pages: dict[int, Sequence[Missing]] = {}
        self._last_wanted = -1
        self._heads = (tr("Kind"), tr("What"), tr("Project"), tr("Key"), tr("Why"), tr("Changed"))

    def begin(self, total: int, first: Sequence[Missing]) -> None:
        """Show another list, of which the first rows are here."""
        self.beginResetModel()
        self._total, self._last_wanted = total, -1
        self._pages = {0: first}
        self.endResetModel()

    def fill(self, number: int, rows: Sequence[Missing]) -> None:
        """Take a page of rows."""
        self._pages.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._last_wanted = -1
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(TEXTS) - 1))

    def row_at(self, row: int) -> Missing | None:
        """Return a row, if it is here."""
        page = self._pages.get(row // PAGE_ROWS, ())
        place = row % PAGE_ROWS
        return page[place] if 0 <= place < len(page) else None

    def heads(self) -> Mapping[int, str]:
        """Return the words above the columns."""
        return dict(enumerate(self._heads))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(TEXTS)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            self._want(index.row() // PAGE_ROWS)
            return "…" if index.column() == WHAT and role == _ROLE.DisplayRole else ""
        return visible(TEXTS[index.column()](row), _LONGEST)

    def _want(self, number: int) -> None:
        if number != self._last_wanted:
            self._last_wanted = number
            self.wanted.emit(number)
