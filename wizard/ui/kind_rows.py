"""Each kind of data that Jira's development panel can show, and whether it was seen there."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.journey.values import KindRow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow

_TITLE_WIDTH = 150


class KindRows(QWidget):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, 4, (0, 8, 0, 0))
        whole.addWidget(PlainLabel(tr("Each kind of data"), "strong"))
        self._list = column(spacing=0)
        whole.addLayout(self._list)
        self.hide()

    def load(self, kinds: Sequence[KindRow]) -> None:
        """Show these kinds."""
        empty(self._list)
        for kind in kinds:
            row = StatusRow(f"verify.kind.{kind.id}", show(kind.title), title_width=_TITLE_WIDTH)
            row.change(kind.mark, show(kind.note))
            self._list.addWidget(row)
        self.setVisible(bool(kinds))

    def clear(self) -> None:
        """Nothing is known any more."""
        self.load(())
