"""The tree of groups as an indented table; filtered and chosen in the model, so that ten thousand rows stay smooth."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.journey.values import GroupRow
from wizard.ui.i18n import show
from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_INDENT = "      "
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class GroupModel(QAbstractTableModel):
    """Columns: name with a check box, path, why it cannot be chosen. Says `chosen_changed`."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[GroupRow] = ()
        self._chosen: dict[str, None] = {}

    def load(self, rows: Sequence[GroupRow]) -> None:
        """Show other rows; what was chosen stays chosen, shown or not."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def choose(self, paths: Iterable[str]) -> None:
        """Set what is chosen."""
        self._chosen = dict.fromkeys(paths)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def chosen(self) -> tuple[str, ...]:
        """Return the paths in the order they were chosen."""
        return tuple(self._chosen)

    def row_at(self, index: Index) -> GroupRow:
        """Return the row of an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if not row.selectable:
            return Qt.ItemFlag.ItemIsSelectable
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == _ROLE.DisplayRole:
            return self._text(row, index.column())
        if role == _ROLE.AccessibleTextRole:
            return self._text(row, index.column()).lstrip()
        if role == _ROLE.CheckStateRole and index.column() == 0 and row.selectable:
            return Qt.CheckState.Checked if row.path in self._chosen else Qt.CheckState.Unchecked
        return None

    def _text(self, row: GroupRow, column: int) -> str:
        if column == 0:
            return _INDENT * row.level + visible(row.name, 120)
        return visible(row.path, 200) if column == 1 else visible(show(row.why_not), 200)

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        if role != _ROLE.CheckStateRole or not self._rows[index.row()].selectable:
            return False
        path = self._rows[index.row()].path
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._chosen[path] = None
        else:
            self._chosen.pop(path, None)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True
