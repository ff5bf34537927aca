"""The places of the Jira issue integration as a table; filtered and sorted in the model, smooth with ten thousand."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.domain.text import T, Text
from wizard.journey.integration_port import IntegrationRow
from wizard.ui.i18n import show, tr
from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_STATES: dict[str, Text] = {
    "none": T("not set up"),
    "own": T("own settings"),
    "inherited": T("inherited"),
    "unreadable": T("cannot be read"),
}
_SHOWN = (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole)
DIFFERS = "differs"


class PlaceModel(QAbstractTableModel):
    """Columns: place, state, address of Jira, what differs from the settings above."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[IntegrationRow] = []
        self._rows: list[IntegrationRow] = []
        self._state, self._by, self._down = "", -1, False
        self._heads = (tr("Place"), tr("Now"), tr("Jira"), tr("Differs in"))

    def load(self, rows: Sequence[IntegrationRow]) -> None:
        """Show these places, in the order that was chosen."""
        self._all = list(rows)
        self._show()

    def grow(self, rows: Sequence[IntegrationRow]) -> None:
        """Add places at the end as they come; they are put in order when all are there."""
        self._all.extend(rows)
        shown = [row for row in rows if self._is_shown(row)]
        if shown:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
            self._rows.extend(shown)
            self.endInsertRows()

    def only(self, state: str) -> None:
        """Show the places of one state, of `differs`, or all of them."""
        self._state = state
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column."""
        self._by, self._down = column, order is Qt.SortOrder.DescendingOrder
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if self._is_shown(row)]
        if self._by >= 0:
            self._rows.sort(key=lambda row: self._text(row, self._by).casefold(), reverse=self._down)
        self.endResetModel()

    def _is_shown(self, row: IntegrationRow) -> bool:
        return bool(row.differs) if self._state == DIFFERS else self._state in ("", row.state)

    def count(self, state: str = "") -> int:
        """Return how many places have a state, or differ; all of them without one, shown or not."""
        if state == DIFFERS:
            return sum(bool(row.differs) for row in self._all)
        return sum(state in ("", row.state) for row in self._all)

    def shown(self) -> tuple[IntegrationRow, ...]:
        """Return the places that are shown."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        return self._text(self._rows[index.row()], index.column()) if role in _SHOWN else None

    def _text(self, row: IntegrationRow, column: int) -> str:
        if column == 0:
            return visible(row.scope.path or row.title, 200)
        if column == 1:
            return show(_STATES[row.state])
        if column == 2:
            return visible(row.web_url.split("//", 1)[-1], 200)
        if row.finding is not None:
            return visible(show(row.finding.title), 200)
        return visible(", ".join(row.differs), 200)
