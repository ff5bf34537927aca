"""The table of changes at many places: Space chooses one for an undo, Return shows its requests."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wizard.ui.change_model import OPEN, ChangeModel
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.i18n import tr
from wizard.ui.layouts import at_left, column
from wizard.ui.naming import name

_ROW = 30
_ROWS_SHOWN = 9
_PARTS = (0.48, 0.16)
"""Of the width, for the change and its state; the note has the rest."""


class _View(QTableView):
    def __init__(self, model: ChangeModel, identifier: str, *, choosable: bool) -> None:
        super().__init__()
        self._changes = model
        self.show_requests: Callable[[str], object] | None = None
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
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(len(_PARTS), QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        hint = tr("Space chooses one for an undo, Return shows its requests")
        name(self, identifier, tr("Changes"), hint if choosable else tr("Return shows the requests of a change"))

    def _open(self, index: QModelIndex) -> None:
        if self.show_requests is not None and index.isValid():
            self.show_requests(self._changes.row_at(index).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not event.modifiers():
            self._open(index)
        else:
            super().keyPressEvent(event)

    def toggle(self, index: QModelIndex) -> None:
        """Choose the row of an index for an undo, or no longer."""
        box = self._changes.index(index.row(), 0)
        on = self._changes.data(box, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self._changes.setData(box, state, Qt.ItemDataRole.CheckStateRole)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.fit()  # only now the style sheet is known

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def fit(self) -> None:
        """Be as high as the rows there are, up to a limit."""
        high = max(_ROW, self.fontMetrics().height() + 12)
        self.verticalHeader().setDefaultSectionSize(high)
        rows = min(max(self._changes.rowCount(), 2), _ROWS_SHOWN)
        self.setMinimumHeight(high * rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        for number, part in enumerate(_PARTS):
            self.horizontalHeader().resizeSection(number, int(self.viewport().width() * part))


class ChangeTable(QWidget):
    """A filter and the table."""

    def __init__(self, identifier: str, *, choosable: bool) -> None:
        super().__init__()
        self.model = ChangeModel(choosable=choosable)
        self.view = _View(self.model, f"{identifier}.table", choosable=choosable)
        kinds: dict[object, str] = {"": tr("All changes"), OPEN: tr("Not made"), "failed": tr("Failed")}
        self._kinds = ChoiceBox(f"{identifier}.kind", tr("Which changes are shown"), kinds, self._only)
        whole = column(self, 8)
        whole.addWidget(at_left(self._kinds))
        whole.addWidget(self.view)

    def _only(self, state: object) -> None:
        self.model.only(str(state))
