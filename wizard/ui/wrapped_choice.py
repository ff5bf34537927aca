"""A check box or radio button whose words go on in the next line: Qt's own never break."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wizard.ui.layouts import line
from wizard.ui.look import words_beside_a_box
from wizard.ui.plain import PlainLabel

_BETWEEN = 4


class _Words(PlainLabel):
    """A press on the words is a press on the box."""

    def __init__(self, choice: QAbstractButton, text: str) -> None:
        super().__init__(text)
        self._choice = choice
        self.setBuddy(choice)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if event.button() is Qt.MouseButton.LeftButton and self._choice.isEnabled():
            self._choice.setFocus(Qt.FocusReason.MouseFocusReason)
            self._choice.click()


class WrappedChoice(QWidget):
    """Takes the words of a choice that was just made out of it and shows them beside it."""

    def __init__(self, choice: QAbstractButton) -> None:
        super().__init__()
        self.words = _Words(choice, choice.text().replace("&&", "&"))
        choice.setText("")
        choice.setFixedWidth(words_beside_a_box() - _BETWEEN)  # else it keeps the room of the words that it had
        self._choice = choice
        row = line(self, _BETWEEN)
        row.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        choice.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.EnabledChange:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.words.setProperty("kind", "" if self._choice.isEnabled() else "muted")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
