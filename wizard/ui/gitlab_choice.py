"""The first choice of a set-up: GitLab.com, or a GitLab of one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.look import words_beside_a_box
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel


class GitLabChoice(QWidget):
    """Two radio buttons, each with what it means."""

    chosen = Signal(bool)
    """Whether it is GitLab.com; only when somebody chose."""

    def __init__(self) -> None:
        super().__init__()
        self.own = name(QRadioButton(tr("A GitLab of our own")), "gitlab.kind.own", tr("A GitLab of our own"))
        self.com = name(QRadioButton(tr("GitLab.com")), "gitlab.kind.com", tr("GitLab.com"))
        self.own.setChecked(True)
        self._notes: dict[QRadioButton, PlainLabel] = {}
        group = QButtonGroup(self)
        whole = column(self, 2)
        for radio in (self.own, self.com):
            group.addButton(radio)
            whole.addWidget(radio)
            note = self._notes[radio] = PlainLabel("", "small")
            note.setContentsMargins(words_beside_a_box(), 0, 0, 4)
            whole.addWidget(note)
        self.fit(alone=False)
        self.com.clicked.connect(lambda: self.chosen.emit(True))
        self.own.clicked.connect(lambda: self.chosen.emit(False))

    def fit(self, *, alone: bool) -> None:
        """Say what each needs for the app, or for the Jira issue integration alone."""
        maintainer = tr("Needs the Maintainer role in the projects that get the integration.")
        own = tr("Self-managed, 15.7 or newer, or Dedicated. An administrator signs in on the next page.")
        com = tr("Needs the Maintainer role in your groups. The wizard changes no setting there.")
        for radio, hint in ((self.own, own), (self.com, com)):
            said = maintainer if alone else hint
            radio.setAccessibleDescription(said)
            self._notes[radio].setText(said)

    def show_choice(self, com: bool) -> None:
        """Show what the answers say."""
        (self.com if com else self.own).setChecked(True)

    def is_com(self) -> bool:
        return self.com.isChecked()
