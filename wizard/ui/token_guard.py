"""Keeps a token out of a field for something else: the field is emptied before anybody reads it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from wizard.domain.pasted_token import bare_token, looks_like_token, side_of
from wizard.ui.timings import TYPING_PAUSE


class TokenGuard(QObject):
    """Asked at each change; what follows a refused beginning without a pause is the rest of the same token."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.side = ""
        """Which side makes tokens like the one that was refused last: gitlab, jira or empty."""
        self._emptied = False
        self.rest = QTimer(self, interval=TYPING_PAUSE, singleShot=True)

    def refused(self) -> bool:
        """Tell whether the field held a token, or the rest of one; then it is empty now."""
        text = self._field.text()
        self._emptied = self._emptied and not text
        if not text.strip() or not (self.rest.isActive() or looks_like_token(text)):
            return False
        self.side = side_of(bare_token(text)) or (self.side if self.rest.isActive() else "")
        self._emptied = True
        self._field.setText("")  # setText drops the undo steps
        self.rest.start()
        return True

    def emptied(self) -> bool:
        """Tell whether the field is empty because a token was removed from it."""
        return self._emptied and not self._field.text()
