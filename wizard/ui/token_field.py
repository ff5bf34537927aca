"""The field for a token: masked, shown only while a button is held, emptied as soon as the token was accepted."""

import hashlib

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.domain.pasted_token import bare_token, is_of_lab, side_of
from wizard.domain.secret import Secret
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.layouts import line
from wizard.ui.naming import name
from wizard.ui.timings import CLIPBOARD_WIPE


class TokenField(QWidget):
    """Gives a `Secret`; once taken, what was typed is forgotten and its undo steps with it.

    A token that came from the clipboard is wiped there a while later, unless something else was copied since.
    """

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
        self._copied = b""
        """The digest of what is to be wiped; the token itself is not kept for it."""
        self._wipe = QTimer(self, interval=CLIPBOARD_WIPE, singleShot=True)
        self._wipe.timeout.connect(self.wipe_clipboard)
        row = line(self, 8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._show)

    def conceal(self) -> None:
        """Hide what was typed."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    def filled(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.edit.text().strip())

    def made_by(self) -> str:
        """Return which side makes tokens like the one typed: gitlab, jira or empty."""
        return side_of(bare_token(self.edit.text()))

    def of_lab(self) -> bool:
        """Tell whether the one typed was made by a lab."""
        return is_of_lab(bare_token(self.edit.text()))

    def take(self, wipe_after_s: int = CLIPBOARD_WIPE // 1000) -> Secret | None:
        """Return the token and empty the field; None when nothing was typed. 0 leaves the clipboard as it is."""
        token = self.read(wipe_after_s)
        self.edit.setText("")  # setText drops the undo steps, clear() keeps them
        return token

    def read(self, wipe_after_s: int = CLIPBOARD_WIPE // 1000) -> Secret | None:
        """Return the token and keep it, masked, so that a slip in it can be corrected until it is accepted."""
        token = bare_token(self.edit.text())
        self.conceal()
        copied = QGuiApplication.clipboard().text() if token else ""
        if token and token in copied and wipe_after_s:
            self._copied = _digest(copied)
            self._wipe.start(wipe_after_s * 1000)
        return Secret(token) if token else None

    def wipe_clipboard(self) -> None:
        """Empty the clipboard if the token is still what it holds."""
        self._wipe.stop()
        clipboard = QGuiApplication.clipboard()
        if self._copied and _digest(clipboard.text()) == self._copied:
            clipboard.clear()
        self._copied = b""


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
