"""The tree of groups as an indented table; filtered and chosen in the model, so that ten thousand rows stay smooth."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.journey.values import GroupRow
from wizard.ui.i18n import show, tr
from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()
LEVEL = Qt.ItemDataRole.UserRole
"""The role that gives how deep a row lies in the tree."""


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
        self._heads = (tr("Group"), tr("Path"), tr("Note"))

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
        """Set what is chosen; what comes with another one of them is left out."""
        self._chosen = dict.fromkeys(paths)
        self._chosen = dict.fromkeys(path for path in self._chosen if not self._above(path))
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

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def _above(self, path: str) -> str:
        """Return the chosen group that a path comes with; empty for none."""
        parts = path.split("/")
        return next((above for at in range(1, len(parts)) if (above := "/".join(parts[:at])) in self._chosen), "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if not row.selectable or self._above(row.path):
            return Qt.ItemFlag.ItemIsSelectable
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return self._text(row, index.column())
        if role == _ROLE.CheckStateRole and index.column() == 0 and row.selectable:
            on = row.path in self._chosen or self._above(row.path)
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return row.level if role == LEVEL else None

    def _text(self, row: GroupRow, column: int) -> str:
        if column == 0:
            return visible(row.name, 120)
        return visible(row.path, 200) if column == 1 else visible(self._note(row), 200)

    def _note(self, row: GroupRow) -> str:
        """Return why a row cannot be chosen, or that it need not be."""
        above = self._above(row.path) if row.kind == "group" else ""
        return tr("comes with {group}", group=above) if above else show(row.why_not)

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        row = self._rows[index.row()]
        if role != _ROLE.CheckStateRole or not row.selectable or self._above(row.path):
            return False
        path = row.path
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.choose([*self._chosen, path])  # what lies below comes with it and is counted no more
        else:
            self._chosen.pop(path, None)
        # What lies below says whether it comes with this one.
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 2))
        self.chosen_changed.emit()
        return True
