"""Changes of the same kind at many places, as a table: brought up to date a few times a second, however many end."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from wizard.journey.values import PlanRow
from wizard.ui.change_places import place_of
from wizard.ui.i18n import show, tr
from wizard.ui.icons import button_icon
from wizard.ui.marks import PLAN_STATES
from wizard.ui.plain import visible
from wizard.ui.timings import ROWS_EVERY

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_SHOWN = (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole)
_CHOSEN = ("done", "unknown")
"""States of a row that an undo can take back."""
OPEN = "open"
"""All rows that are not done."""


class ChangeModel(QAbstractTableModel):
    """Columns: the place with its box, state, note. Says `chosen_changed`."""

    chosen_changed = Signal()

    def __init__(self, *, choosable: bool = False) -> None:
        super().__init__()
        self._choosable = choosable
        self._rows: dict[str, PlanRow] = {}
        self._shown: list[str] = []
        self._at: dict[str, int] = {}
        """Where each row is shown."""
        self._counts: Counter[str] = Counter()
        self._only = ""
        self._chosen: dict[str, None] = {}
        self._changed: set[int] = set()
        self._look = QTimer(self, interval=ROWS_EVERY, singleShot=True)
        self._look.timeout.connect(self.show_changed)
        self._heads = (tr("Place"), tr("State"), tr("Note"))

    def load(self, rows: Sequence[PlanRow]) -> None:
        """Take other rows; none of them is chosen."""
        self._rows = {row.id: row for row in rows}
        self._counts = Counter(row.state for row in rows)
        self._chosen.clear()
        self._show()

    def change(self, row: PlanRow) -> None:
        """Take in how one row stands; it is shown with the next look."""
        before = self._rows[row.id]
        if before == row:
            return
        self._rows[row.id] = row
        self._counts[before.state] -= 1
        self._counts[row.state] += 1
        if row.state not in _CHOSEN and self._chosen.pop(row.id, 0) is None:
            self.chosen_changed.emit()
        if row.id in self._at:
            self._changed.add(self._at[row.id])
            if not (self._counts["planned"] or self._counts["working"]):
                self.show_changed()  # nothing follows that it could be shown with
            elif not self._look.isActive():
                self._look.start()

    def show_changed(self) -> None:
        """Show what changed since the last look."""
        self._look.stop()
        if self._changed and self._shown:
            first, last = min(self._changed), max(self._changed)
            self._changed.clear()
            self.dataChanged.emit(self.index(first, 0), self.index(last, 2))

    def only(self, state: str) -> None:
        """Show the rows of one state, those that are `open`, or all."""
        self._only = state
        self._show()

    def _show(self) -> None:
        self._look.stop()
        self.beginResetModel()
        self._changed.clear()
        self._shown = [one for one, row in self._rows.items() if self._is_shown(row)]
        self._at = {one: at for at, one in enumerate(self._shown)}
        self.endResetModel()

    def _is_shown(self, row: PlanRow) -> bool:
        return row.state != "done" if self._only == OPEN else self._only in ("", row.state)

    def rows(self) -> tuple[PlanRow, ...]:
        """Return all rows as they stand, shown or not."""
        return tuple(self._rows.values())

    def holds(self, change: str) -> bool:
        """Tell whether a row with this id is here."""
        return change in self._rows

    def row_of(self, change: str) -> PlanRow | None:
        """Return the row with this id."""
        return self._rows.get(change)

    def row_at(self, index: Index) -> PlanRow:
        """Return the row of an index."""
        return self._rows[self._shown[index.row()]]

    def count(self, *states: str) -> int:
        """Return how many rows are in one of the states."""
        return sum(self._counts[state] for state in states)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the rows that are chosen."""
        return tuple(self._chosen)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        takes = index.column() == 0 and self._takes_choice(self.row_at(index))
        return flags | Qt.ItemFlag.ItemIsUserCheckable if takes else flags

    def _takes_choice(self, row: PlanRow) -> bool:
        return self._choosable and row.state in _CHOSEN

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self.row_at(index)
        if role in _SHOWN:
            return self._text(row, index.column())
        if role == _ROLE.CheckStateRole and index.column() == 0 and self._takes_choice(row):
            return Qt.CheckState.Checked if row.id in self._chosen else Qt.CheckState.Unchecked
        if role == _ROLE.DecorationRole and index.column() == 1:
            return button_icon(*PLAN_STATES[row.state][:2])
        return None

    def _text(self, row: PlanRow, column: int) -> str:
        if column == 0:
            return visible(place_of(row), 200)
        if column == 1:
            return show(PLAN_STATES[row.state][2])
        return visible(show(row.finding.title) if row.finding is not None else show(row.note), 200)

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        row = self.row_at(index)
        if role != _ROLE.CheckStateRole or not self._takes_choice(row):
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._chosen[row.id] = None
        else:
            self._chosen.pop(row.id, None)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True
