"""A table of instances that is edited in place: each cell with what is wrong with it, each edit with its way back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from wizard.connect.fleet_reading import FleetProblem
from wizard.domain.findings import Severity
from wizard.domain.fleet import COLUMNS, EMPTY, FleetRow
from wizard.ui.i18n import show, tr
from wizard.ui.plain import visible

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_JUDGED = [_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole]
_NOWHERE = QModelIndex()
_MARKS = {Severity.BLOCKER: "✗ ", Severity.WARNING: "! "}
MOST_ROWS = 100_000


class _Replace(QUndoCommand):
    """All rows as they were and as they are; a table is small beside what else a program holds."""

    def __init__(self, model: "FleetModel", said: str, rows: list[FleetRow]) -> None:
        super().__init__(said)
        self._model, self._before, self._after = model, model.rows, rows

    def redo(self) -> None:
        self._model.put(self._after)

    def undo(self) -> None:
        self._model.put(self._before)


class _Edit(QUndoCommand):
    """One row as it was and as it is."""

    def __init__(self, model: "FleetModel", at: int, row: FleetRow) -> None:
        super().__init__(tr("edit"))
        self._model, self._at, self._before, self._after = model, at, model.rows[at], row

    def redo(self) -> None:
        self._model.put_row(self._at, self._after)

    def undo(self) -> None:
        self._model.put_row(self._at, self._before)


class FleetModel(QAbstractTableModel):
    """Columns as in the file. Says `edited` after each change that a person made."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FleetRow] = []
        self.history = QUndoStack(self)
        self._problems: dict[tuple[int, int], FleetProblem] = {}
        self._heads = (
            tr("Address"), tr("Version"), tr("Role"), tr("Proxy"), tr("Audience"), tr("Note"),
        )  # fmt: skip

    # changing

    def load(self, rows: Sequence[FleetRow], said: str) -> None:
        """Take these rows in place of all others; it can be undone."""
        self.history.push(_Replace(self, said, list(rows[:MOST_ROWS])))

    def add(self, rows: Sequence[FleetRow], at: int) -> None:
        """Put rows before this one."""
        self.load([*self.rows[:at], *rows, *self.rows[at:]], tr("add"))

    def remove(self, at: int) -> None:
        self.load([*self.rows[:at], *self.rows[at + 1 :]], tr("remove"))

    def put(self, rows: list[FleetRow]) -> None:
        self.beginResetModel()
        self.rows, self._problems = rows, {}
        self.endResetModel()
        self.edited.emit()

    def put_row(self, at: int, row: FleetRow) -> None:
        self.rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))
        self.edited.emit()

    def judge(self, problems: Sequence[FleetProblem]) -> None:
        """Show what is wrong with which cell; the first thing of each."""
        self._problems = {}
        for one in problems:
            self._problems.setdefault((one.row, COLUMNS.index(one.column)), one)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1), _JUDGED)

    def problem(self, row: int, column: int) -> FleetProblem | None:
        return self._problems.get((row, column))

    def of_row(self, row: int) -> list[FleetProblem]:
        """Return what is wrong with a row, from left to right."""
        return [found for at in range(len(COLUMNS)) if (found := self.problem(row, at)) is not None]

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, turned: Qt.Orientation, role: int = 0) -> object:  # noqa: N802 (Qt's name)
        return self._heads[section] if role == _ROLE.DisplayRole and turned is Qt.Orientation.Horizontal else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        text = str(getattr(self.rows[index.row()], COLUMNS[index.column()]))
        if role == _ROLE.EditRole:
            return text
        problem = self.problem(index.row(), index.column())
        if role == _ROLE.DisplayRole:
            return (_MARKS.get(problem.severity, "") if problem is not None else "") + visible(text)
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            return None if problem is None else f"{show(problem.reason)} {show(problem.fix)}"
        if role == _ROLE.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {visible(text)}"
        return None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        if role != _ROLE.EditRole or not index.isValid():
            return False
        name = COLUMNS[index.column()]
        row = replace(self.rows[index.row()], **{name: str(value)})
        if row != self.rows[index.row()]:
            self.history.push(_Edit(self, index.row(), row))
        return True


def emptied(rows: Sequence[FleetRow]) -> list[FleetRow]:
    """Return the rows without empty ones."""
    return [row for row in rows if row != EMPTY]
