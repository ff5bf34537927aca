"""The table of groups: fixed rows, Space or a press chooses."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wizard.ui.group_model import GroupModel
from wizard.ui.group_name import GroupName
from wizard.ui.i18n import tr
from wizard.ui.naming import name

_ROW = 30
_ROWS_SHOWN = 6
_PARTS = (0.31, 0.31)
"""Of the width, for the name and the path; the note has the rest. What is cut is told when one points at it."""


class GroupTable(QTableView):
    """A view over the model."""

    def __init__(self, model: GroupModel) -> None:
        super().__init__()
        self._groups = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        self.setItemDelegateForColumn(0, GroupName(self))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._show_whole_rows()
        name(self, "groups.table", tr("Groups"), tr("Space chooses a group"))
        self._stood = ""
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._stand_again)

    def _show_whole_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + 12))
        rows = self.verticalHeader().defaultSectionSize() * _ROWS_SHOWN
        self.setMinimumHeight(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._show_whole_rows()  # only now the style sheet is known

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show_whole_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        wide, (name_part, path_part) = self.viewport().width(), _PARTS
        self.horizontalHeader().resizeSection(0, int(wide * name_part))
        self.horizontalHeader().resizeSection(1, int(wide * path_part))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self._stand_somewhere()

    def _remember(self) -> None:
        index = self.currentIndex()
        self._stood = self._groups.row_at(index).path if index.isValid() else ""

    def _stand_again(self) -> None:
        """Keep the cursor on the row where it stood, although rows came in above it."""
        number = self._groups.row_of(self._stood) if self._stood else -1
        if number >= 0:
            self.setCurrentIndex(self._groups.index(number, 0))
        else:
            self._stand_somewhere()

    def _stand_somewhere(self) -> None:
        """Make the first row that can be chosen the current one: from a greyed one or from none no arrow leads on."""
        if not self.hasFocus() or self.currentIndex().isValid():
            return
        indexes = (self._groups.index(row, 0) for row in range(self._groups.rowCount()))
        first = next((index for index in indexes if self._groups.row_at(index).selectable), None)
        if first is not None:
            self.setCurrentIndex(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let the cursor go along: a press on a box chooses, and Qt leaves the cursor where it was."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._groups.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)

    def toggle(self, index: QModelIndex) -> None:
        """Choose the row of an index, or no longer."""
        box = self._groups.index(index.row(), 0)
        on = self._groups.data(box, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self._groups.setData(box, state, Qt.ItemDataRole.CheckStateRole)
