"""What all tables of rows have in common: whole rows of one height, columns by parts of the width, one stop for Tab."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_ROW = 30
_AROUND_TEXT = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowTable(QTableView):
    """A view over a model of rows.

    Space ticks the box of a row where the model has one in its first column. Return and a double click call `opened`;
    without it Return goes to the page.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        parts: Sequence[float] = (),
        *,
        rows_shown: int,
        ticks: bool = False,
        opened: Callable[[QModelIndex], object] | None = None,
    ) -> None:
        """`parts` of the width are for the first columns; the one after them has the rest."""
        super().__init__()
        self._parts, self._rows_shown, self._ticks, self._opened_by = tuple(parts), rows_shown, ticks, opened
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        if parts:
            across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            across.setSectionResizeMode(len(parts), QHeaderView.ResizeMode.Stretch)
        if opened is not None:
            self.doubleClicked.connect(opened)

    def sort_by_head(self, down: bool = False, column: int = -1) -> None:
        """Let a press on a head sort."""
        across = self.horizontalHeader()
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def rows_shown(self) -> int:
        """Return how many rows are to be seen at least."""
        return self._rows_shown

    def fit(self) -> None:
        """Give the rows the height of their font, and the table that of whole rows."""
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + _AROUND_TEXT))
        rows = self.verticalHeader().defaultSectionSize() * self.rows_shown()
        self.be_high(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def be_high(self, high: int) -> None:
        """Take at least this height."""
        self.setMinimumHeight(high)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.fit()  # only now the style sheet is known

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        if not self._parts:
            return
        across, wide = self.horizontalHeader(), self.viewport().width()
        # The last head is whole, whatever the size of the text: what is cut at the edge looks as if there were more.
        room = min(wide, max(wide - across.sectionSizeHint(len(self._parts)), 0) / sum(self._parts))
        for number, part in enumerate(self._parts):
            across.resizeSection(number, int(room * part))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        index = self.currentIndex()
        if self._ticks and event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index)
        elif self._opened_by is not None and event.key() in _ENTER and not event.modifiers():
            self._opened_by(index)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let the cursor go along: a press on a box ticks it, and Qt leaves the cursor where it was."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._ticks and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)

    def toggle(self, index: QModelIndex) -> None:
        """Tick the box of a row, or no longer; a row without one stays as it is."""
        box = self.model().index(index.row(), 0)
        on = box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model().setData(box, state, Qt.ItemDataRole.CheckStateRole)
