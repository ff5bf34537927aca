"""The short notice for things that are done: copied, saved, undone. Never for errors."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui.layouts import line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.timings import TOAST

_ABOVE_THE_BAR = 76


class Toast(QFrame):
    """Lies over the lower middle of its parent; waits while the pointer is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setProperty("kind", "toast")
        self.text = PlainLabel("", wrap=False)
        line(self, 8, (14, 9, 14, 9)).addWidget(self.text)
        name(self, "toast", "")
        self._timer = QTimer(self, interval=TOAST, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text` for a while."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - _ABOVE_THE_BAR)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 (Qt's name)
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().leaveEvent(event)
        self._timer.start()
