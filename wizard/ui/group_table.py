"""The table of groups: fixed rows, Space or a press chooses."""

from PySide6.QtGui import QFocusEvent

from wizard.ui.group_model import GroupModel
from wizard.ui.group_name import GroupName
from wizard.ui.i18n import tr
from wizard.ui.naming import name
from wizard.ui.row_table import RowTable

_ROWS_SHOWN = 6
_PARTS = (0.31, 0.31)
"""Of the width, for the name and the path; the note has the rest. What is cut is told when one points at it."""


class GroupTable(RowTable):
    """A view over the model."""

    def __init__(self, model: GroupModel) -> None:
        super().__init__(model, _PARTS, rows_shown=_ROWS_SHOWN, ticks=True)
        self._groups = model
        self.setItemDelegateForColumn(0, GroupName(self))
        self.fit()
        name(self, "groups.table", tr("Groups"), tr("Space chooses a group"))
        self._stood = ""
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._stand_again)

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
