"""The tree of groups as an indented table; filtered and chosen in the model, so that ten thousand rows stay smooth."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.journey.values import GroupRow
from wizard.ui.i18n import show, tr
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
        self._all: Sequence[GroupRow] = ()
        self._words: list[str] = []
        """What each row is found by, in small letters."""
        self._wanted = ""
        self._chosen: dict[str, None] = {}

    def load(self, rows: Sequence[GroupRow]) -> None:
        """Take other rows; what was chosen stays chosen, shown or not."""
        self._all = rows
        self._words = [f"{row.path}\n{row.name}".casefold() for row in rows]
        self._show()

    def add(self, rows: Sequence[GroupRow]) -> None:
        """Put rows that are not there yet at the end, such as what a search found."""
        known = {row.path for row in self._all}
        more = [row for row in rows if row.path not in known]
        if more:
            self.load([*self._all, *more])

    def filter(self, text: str) -> None:
        """Show the rows whose name or path holds this, each with its parents."""
        self._wanted = text.strip().casefold()
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = self._matching() if self._wanted else self._all
        self.endResetModel()

    def _matching(self) -> Sequence[GroupRow]:
        found = {row.path for row, words in zip(self._all, self._words, strict=True) if self._wanted in words}
        above = {path[:at] for path in found for at, sign in enumerate(path) if sign == "/"}
        shown = found | above
        return [row for row in self._all if row.path in found or (row.path in shown and row.kind == "group")]

    def everything(self) -> int:
        """Return how many rows there are, shown or not."""
        return len(self._all)

    def row_of(self, path: str) -> int:
        """Return where a path is shown; -1 for nowhere."""
        return next((number for number, row in enumerate(self._rows) if row.path == path), -1)

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
        return visible(row.path, 200) if column == 1 else visible(self._note(row), 200)

    def _note(self, row: GroupRow) -> str:
        """Return why a row cannot be chosen, or that it need not be."""
        if not self._chosen or row.kind != "group":
            return show(row.why_not)
        parts = row.path.split("/")
        above = next((path for at in range(1, len(parts)) if (path := "/".join(parts[:at])) in self._chosen), "")
        return tr("comes with {group}", group=above) if above else show(row.why_not)

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        if role != _ROLE.CheckStateRole or not self._rows[index.row()].selectable:
            return False
        path = self._rows[index.row()].path
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._chosen[path] = None
        else:
            self._chosen.pop(path, None)
        # What lies below says whether it comes with this one.
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 2))
        self.chosen_changed.emit()
        return True
