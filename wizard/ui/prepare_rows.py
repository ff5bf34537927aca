"""A table of texts for the page Prepare offline: rows that are read, with a mark that is also a word."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_SHOWN = (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole)
_NOWHERE = QModelIndex()


class TextRows(QAbstractTableModel):
    """Rows of plain texts."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self._heads, self._rows = tuple(heads), list[tuple[str, ...]]()

    def load(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Show these rows in place of all others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, turned: Qt.Orientation, role: int = 0) -> object:  # noqa: N802 (Qt's name)
        return self._heads[section] if role == _ROLE.DisplayRole and turned is Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid() or role not in _SHOWN:
            return None
        return visible(self._rows[index.row()][index.column()])
