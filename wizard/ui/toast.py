"""The short notice for things that are done: copied, saved, undone. Never for errors."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui.announce import announce
from wizard.ui.controls import button, set_button_text
from wizard.ui.focus_order import keep_near
from wizard.ui.layouts import line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.timings import TOAST

_ABOVE_THE_BAR = 76
_KEPT = 50


class Toast(QFrame):
    """Lies over the lower middle of its parent; waits while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._does: Callable[[], object] = lambda: None
        self.told: deque[tuple[float, str]] = deque(maxlen=_KEPT)
        """What was said, with its time; the newest last."""
        self.setProperty("kind", "toast")
        self.text = PlainLabel("", wrap=False)
        self.action = button(" ", "toast.action", self._act, "small")
        self.action.installEventFilter(self)
        row = line(self, 12, (14, 9, 14, 9))
        row.addWidget(self.text)
        row.addWidget(self.action)
        name(self, "toast", "")
        self._timer = QTimer(self, interval=TOAST, singleShot=True)
        self._timer.timeout.connect(self._go)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, verb: str = "", does: Callable[[], object] = lambda: None) -> None:
        """Show `text` for a while, with one thing that can be done about it where there is one."""
        self.told.append((time.time(), text))
        self.text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self._does = does
        set_button_text(self.action, verb)
        self.action.setVisible(bool(verb))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _act(self) -> None:
        self._go()
        self._does()

    def _go(self) -> None:
        keep_near(self)
        self.hide()

    def _place(self) -> None:
        around = self._around
        room = around.width() // 2
        long = self.text.fontMetrics().horizontalAdvance(self.text.text()) > room
        self.text.setWordWrap(long)
        self.text.setMinimumWidth(room if long else 0)
        self.adjustSize()
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - _ABOVE_THE_BAR)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if watched is self.action:
            if event.type() == QEvent.Type.FocusIn:
                self._timer.stop()
            elif event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._timer.start()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 (Qt's name)
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().leaveEvent(event)
        if not self.action.hasFocus():
            self._timer.start()
