"""Settings that not everybody needs: one line with what they are now, and the fields when it is unfolded."""

from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import tr
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_INSIDE = 20


class SettingGroup(QFrame):
    """Folded until somebody opens it, or something in it is to be mended."""

    def __init__(self, identifier: str, title: str, part: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        name(self, identifier, title)
        self._title = title
        self._now = PlainLabel("", "muted")
        self.turn = button(tr("Change"), f"{identifier}.unfold", self._turn, "small", "", "")
        self._inside = QWidget()
        column(self._inside, 0, (_INSIDE, 2, 0, 10)).addWidget(part)
        self._inside.hide()
        whole = column(self, 6, (2, 8, 2, 8))
        head = line(spacing=12)
        words = column(spacing=1)
        words.addWidget(PlainLabel(title, "strong"))
        words.addWidget(self._now)
        head.addLayout(words, 1)
        head.addWidget(self.turn)
        whole.addLayout(head)
        whole.addWidget(self._inside)
        self._name_button()

    def say(self, now: str) -> None:
        """Tell in a few words what is set."""
        self._now.setText(now)
        self.setAccessibleDescription(now)

    def is_open(self) -> bool:
        """Tell whether the fields are shown."""
        return not self._inside.isHidden()

    def open(self) -> None:
        """Show the fields."""
        if not self.is_open():
            self._turn()

    def _turn(self) -> None:
        self._inside.setVisible(not self.is_open())
        self._name_button()

    def _name_button(self) -> None:
        shown = tr("Fold") if self.is_open() else tr("Change")
        set_button_text(self.turn, shown)
        spoken = tr("Fold: {title}", title=self._title) if self.is_open() else tr("Change: {title}", title=self._title)
        self.turn.setAccessibleName(spoken)
