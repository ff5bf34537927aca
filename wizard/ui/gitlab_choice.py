"""The first choice of a set-up: GitLab.com, or a GitLab of one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.look import icon_side
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_BESIDE_THE_DOT = 16
"""What the style puts around the dot, before the words of a radio button."""


class GitLabChoice(QWidget):
    """Two radio buttons, each with what it means."""

    chosen = Signal(bool)
    """Whether it is GitLab.com; only when somebody chose."""

    def __init__(self) -> None:
        super().__init__()
        self.own = name(QRadioButton(tr("A GitLab of our own")), "gitlab.kind.own", tr("A GitLab of our own"))
        self.com = name(QRadioButton(tr("GitLab.com")), "gitlab.kind.com", tr("GitLab.com"))
        self.own.setChecked(True)
        group = QButtonGroup(self)
        whole = column(self, 2)
        for radio, hint in (
            (self.own, tr("Self-managed, 15.7 or newer, or Dedicated. An administrator signs in on the next page.")),
            (self.com, tr("Needs the Maintainer role in your groups. The wizard changes no setting there.")),
        ):
            group.addButton(radio)
            radio.setAccessibleDescription(hint)
            whole.addWidget(radio)
            note = PlainLabel(hint, "small")
            note.setContentsMargins(_BESIDE_THE_DOT + icon_side(), 0, 0, 4)
            whole.addWidget(note)
        self.com.clicked.connect(lambda: self.chosen.emit(True))
        self.own.clicked.connect(lambda: self.chosen.emit(False))

    def show_choice(self, com: bool) -> None:
        """Show what the answers say."""
        (self.com if com else self.own).setChecked(True)

    def is_com(self) -> bool:
        return self.com.isChecked()
