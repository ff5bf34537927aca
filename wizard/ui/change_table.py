"""The table of changes at many places: Space chooses one for an undo, Return shows its requests."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from wizard.ui.change_model import OPEN, ChangeModel
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.i18n import tr
from wizard.ui.layouts import at_left, column
from wizard.ui.naming import name
from wizard.ui.row_table import RowTable

_ROWS_SHOWN = 9
_PARTS = (0.48, 0.16)
"""Of the width, for the change and its state; the note has the rest."""


class _View(RowTable):
    def __init__(self, model: ChangeModel, identifier: str, *, choosable: bool) -> None:
        super().__init__(model, _PARTS, rows_shown=_ROWS_SHOWN, ticks=True, opened=self._open)
        self._changes = model
        self.show_requests: Callable[[str], object] | None = None
        hint = tr("Space chooses one for an undo, Return shows its requests")
        name(self, identifier, tr("Changes"), hint if choosable else tr("Return shows the requests of a change"))

    def _open(self, index: QModelIndex) -> None:
        if self.show_requests is not None and index.isValid():
            self.show_requests(self._changes.row_at(index).id)

    def rows_shown(self) -> int:
        return min(max(self._changes.rowCount(), 2), _ROWS_SHOWN)


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
