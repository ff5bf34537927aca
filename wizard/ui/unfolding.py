"""One line that stands for several things, which it shows when its button is pressed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import ROW_HEIGHT

_INDENT = 28


class Unfolding(QFrame):
    """Says how many there are; stays as it was unfolded when they change."""

    def __init__(self, identifier: str, spacing: int) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        name(self, identifier, "")
        self._said = PlainLabel("", "muted")
        self._button = button(tr("Show them"), f"{identifier}.unfold", self._turn, "link")
        self._parts = column(spacing=spacing, margins=(_INDENT, 0, 0, 6))
        self._later: Callable[[], Sequence[QWidget]] | None = None
        self._inside = QWidget()
        self._inside.setLayout(self._parts)
        self._inside.hide()
        whole = column(self, 0, (2, 0, 2, 0))
        head = line(spacing=12)
        head.addWidget(Icon("dash", "muted"))
        head.addWidget(self._said, 1)
        head.addWidget(self._button)
        self.setMinimumHeight(ROW_HEIGHT)
        whole.addLayout(head)
        whole.addWidget(self._inside)

    def put_parts(self, said: str, parts: Sequence[QWidget]) -> None:
        """Stand for these."""
        self._stand_for(said, None)
        self._fill(parts)

    def put_later(self, said: str, make: Callable[[], Sequence[QWidget]]) -> None:
        """Stand for what is made when it is to be seen; most of it never is."""
        self._stand_for(said, make)
        if self._inside.isVisibleTo(self):
            self._make()

    def _stand_for(self, said: str, later: Callable[[], Sequence[QWidget]] | None) -> None:
        self._said.setText(said)
        self.setAccessibleName(said)
        empty(self._parts)
        self._later = later

    def _make(self) -> None:
        make, self._later = self._later, None
        if make is not None:
            self._fill(make())

    def _fill(self, parts: Sequence[QWidget]) -> None:
        for part in parts:
            self._parts.addWidget(part)

    def _turn(self) -> None:
        self._make()
        shown = not self._inside.isVisibleTo(self)
        self._inside.setVisible(shown)
        set_button_text(self._button, tr("Hide them") if shown else tr("Show them"))
