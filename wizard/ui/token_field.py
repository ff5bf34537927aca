"""The field for a token: masked, shown only while a button is held, emptied as soon as the token was taken."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.domain.secret import Secret
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.layouts import line
from wizard.ui.naming import name


class TokenField(QWidget):
    """Gives a `Secret` and forgets what was typed, its undo steps with it."""

    def __init__(self, identifier: str, spoken: str) -> None:
        super().__init__()
        self.edit = name(QLineEdit(), identifier, spoken)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhHiddenText)
        self._show = button(tr("Show"), f"{identifier}.show", lambda: None, "small", "eye", tr("Show while pressed"))
        self._show.setToolTip(tr("Show while pressed"))
        self._show.pressed.connect(lambda: self.edit.setEchoMode(QLineEdit.EchoMode.Normal))
        self._show.released.connect(self.conceal)
        row = line(self, 8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._show)

    def conceal(self) -> None:
        """Hide what was typed."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    def filled(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.edit.text().strip())

    def take(self) -> Secret | None:
        """Return the token and empty the field; None when nothing was typed."""
        typed = self.edit.text().strip()
        self.conceal()
        self.edit.setText("")  # setText drops the undo steps, clear() keeps them
        return Secret(typed) if typed else None
