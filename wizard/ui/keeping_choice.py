"""Where the tokens go: the keyring or memory for this session; with the reason when there is no choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.text import T, Text
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

STATES: dict[KeyringState, Text] = {
    KeyringState.READY: T("The keyring of this computer is ready. The last page can forget the tokens."),
    KeyringState.MISSING: T(
        "This computer has no keyring that we use, so tokens stay in memory and are gone with this window."
    ),
    KeyringState.LOCKED: T("The keyring is locked. Unlock it and look again, or keep the tokens for this session."),
    KeyringState.HANGING: T("The keyring does not answer, so tokens stay in memory and are gone with this window."),
    KeyringState.LYING: T(
        "The keyring said yes and kept nothing, so tokens stay in memory and are gone with this window."
    ),
}


class KeepingChoice(QWidget):
    """Two radio buttons and a sentence; never plain text on disk."""

    look_again = Signal()
    """Somebody wants the keyring to be asked once more."""

    chosen = Signal()
    """The token goes elsewhere from now on."""

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self._keyring = name(
            QRadioButton(tr("In the keyring")), f"{identifier}.keyring", tr("Keep the token in the keyring")
        )
        self._session = name(
            QRadioButton(tr("In memory, for this session")),
            f"{identifier}.session",
            tr("Keep the token for this session"),
        )
        self._session.setChecked(True)
        self._session.toggled.connect(self.chosen)
        group = QButtonGroup(self)
        self._why = PlainLabel("", "small")
        self._again = button(
            tr("Look again"), f"{identifier}.again", self.look_again.emit, "small", "again", tr("Ask the keyring again")
        )
        self._again.hide()
        whole = column(self, 2)
        choices = Flow(16)
        for one in (self._keyring, self._session):
            group.addButton(one)
            choices.add(one)
        whole.addWidget(choices)
        whole.addWidget(self._why)
        below = line()
        below.addWidget(self._again)
        below.addStretch(1)
        whole.addLayout(below)

    def change(self, state: KeyringState, first: str = "keyring") -> None:
        """Show what the keyring can do; `first` is what the settings choose where it can."""
        ready = state is KeyringState.READY
        self._keyring.setEnabled(ready)
        (self._keyring if ready and first == "keyring" else self._session).setChecked(True)
        self._why.setText(show(STATES[state]))
        self._again.setVisible(state in (KeyringState.LOCKED, KeyringState.HANGING))

    def in_lab(self) -> None:
        """Say that a lab's tokens never leave memory, whatever the keyring could do."""
        self._keyring.setEnabled(False)
        self._session.setChecked(True)
        self._why.setText(tr("Tokens of the lab stay in memory; they are worth nothing outside it."))

    def keeping(self) -> Keeping:
        """Return what was chosen."""
        return Keeping.KEYRING if self._keyring.isChecked() else Keeping.SESSION
