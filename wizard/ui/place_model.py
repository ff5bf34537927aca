"""The places of the Jira issue integration as a table of up to ten thousand: filtered, sorted, ticked in the model."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wizard.domain.jira_integration import Scope
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
    """Columns: place with its box, state, address of Jira, what differs from the settings above. Says `ticked`."""

    ticked = Signal()
    """A person ticked places, or no longer."""

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[Scope, IntegrationRow] = {}
        self._shown: list[Scope] = []
        self._off: set[Scope] = set()
        """Places that are not ticked any more; what nobody has touched is part of it."""
        self._kind = "project"
        self._counts: Counter[str] = Counter()
        self._state, self._by, self._down = "", -1, False
        self._heads = (tr("Place"), tr("Now"), tr("Jira"), tr("Differs in"))

    # taking rows in

    def begin(self, kind: str) -> None:
        """Forget all places; those of this kind can be ticked: what the integration is set for."""
        self._kind = kind
        self._off.clear()
        self.load(())

    def load(self, rows: Sequence[IntegrationRow]) -> None:
        """Show these places, in the order that was chosen; what was ticked stays so."""
        self._all = {row.scope: row for row in rows}
        self._off &= self._all.keys()
        self._counts = Counter(one for row in self._all.values() for one in _counted_as(row))
        self._show()

    def grow(self, rows: Sequence[IntegrationRow]) -> None:
        """Add places at the end as they come, or know more of them; they are put in order when all are there."""
        fresh = [row for row in rows if row.scope not in self._all]
        for row in rows:
            if (before := self._all.get(row.scope)) is not None:
                self._counts.subtract(_counted_as(before))
            self._all[row.scope] = row
            self._counts.update(_counted_as(row))
        if len(fresh) < len(rows):
            self._show()
            return
        shown = [row.scope for row in fresh if self._is_shown(row)]
        if shown:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
            self._shown.extend(shown)
            self.endInsertRows()

    # what is shown

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
        rows = [row for row in self._all.values() if self._is_shown(row)]
        if self._by >= 0:
            rows.sort(key=lambda row: self._text(row, self._by).casefold(), reverse=self._down)
        self._shown = [row.scope for row in rows]
        self.endResetModel()

    def _is_shown(self, row: IntegrationRow) -> bool:
        return bool(row.differs) if self._state == DIFFERS else self._state in ("", row.state)

    def count(self, state: str = "") -> int:
        """Return how many places have a state, or differ; all of them without one, shown or not."""
        return self._counts[state] if state else len(self._all)

    def shown(self) -> tuple[IntegrationRow, ...]:
        """Return the places that are shown."""
        return tuple(self._all[scope] for scope in self._shown)

    # ticks

    def takes_tick(self, row: IntegrationRow) -> bool:
        """Tell whether a place is one of those that are set; projects below a group that is set are not."""
        return row.scope.kind == self._kind

    def tickable(self) -> int:
        """Return how many places have a box, shown or not."""
        return sum(scope.kind == self._kind for scope in self._all)

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the places that are ticked, shown or not."""
        return tuple(one.path for one in self._all if one.kind == self._kind and one not in self._off)

    def tick_state(self) -> Qt.CheckState:
        """Return whether the places that are shown are ticked: all of them, some or none."""
        ticks = {scope not in self._off for scope in self._shown if scope.kind == self._kind}
        if len(ticks) == 2:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if ticks == {True} else Qt.CheckState.Unchecked

    def tick_shown(self, on: bool) -> None:
        """Tick all that is shown, or nothing of it; what a filter hides stays as it is."""
        self._tick(self._shown, on)

    def tick_only_shown(self) -> None:
        """Tick what is shown, and nothing else."""
        self._off = set(self._all)
        self._tick(self._shown, True)

    def _tick(self, scopes: Iterable[Scope], on: bool) -> None:
        if on:
            self._off.difference_update(scopes)
        else:
            self._off.update(scopes)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticked.emit()

    # as Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def _row(self, index: Index) -> IntegrationRow:
        return self._all[self._shown[index.row()]]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        takes = index.column() == 0 and self.takes_tick(self._row(index))
        return flags | Qt.ItemFlag.ItemIsUserCheckable if takes else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self._row(index)
        if role in _SHOWN:
            return self._text(row, index.column())
        if role == _ROLE.CheckStateRole and index.column() == 0 and self.takes_tick(row):
            return Qt.CheckState.Unchecked if row.scope in self._off else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:  # noqa: N802 (Qt's name)
        row = self._row(index)
        if role != _ROLE.CheckStateRole or not self.takes_tick(row):
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._off.discard(row.scope)
        else:
            self._off.add(row.scope)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

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


def _counted_as(row: IntegrationRow) -> tuple[str, ...]:
    return (row.state, DIFFERS) if row.differs else (row.state,)
