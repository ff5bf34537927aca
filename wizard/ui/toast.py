"""The short notice for things that are done: copied, saved, undone. Never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, QVariantAnimation
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui.announce import announce
from wizard.ui.controls import button, set_button_text
from wizard.ui.focus_order import keep_near
from wizard.ui.layouts import line
from wizard.ui.look import less_motion
from wizard.ui.messages import Messages
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.timings import TOAST, TOAST_GROWS
from wizard.ui.tokens import PAGE_MARGIN

_NO_LIMIT = 16_777_215
"""Qt's own word for a height without a limit. Units: pixels."""


class Toast(QWidget):
    """A row of its own between page and bar, which covers nothing; waits while the pointer or the focus is on it.

    It grows in from below, so that the lower edge of the page moves and nothing on it; with less motion it is there at
    once.
    """

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._does: Callable[[], object] = lambda: None
        box = QFrame()
        box.setProperty("kind", "toast")
        self.text = PlainLabel("")
        self.action = button(" ", "toast.action", self._act, "small")
        self.action.installEventFilter(self)
        row = line(box, 12, (14, 7, 14, 7))
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        line(self, 0, (PAGE_MARGIN, 4, PAGE_MARGIN, 8)).addWidget(box)
        name(self, "toast", "")
        self._timer = QTimer(self, interval=TOAST, singleShot=True)
        self._timer.timeout.connect(self._go)
        self._growing: QVariantAnimation | None = None
        self.hide()

    @property
    def told(self) -> tuple[tuple[float, str], ...]:
        """What was said, with its time; the newest last."""
        return tuple(self._messages.told)

    def say(self, text: str, verb: str = "", does: Callable[[], object] = lambda: None) -> None:
        """Show `text` for a while, with one thing that can be done about it where there is one."""
        self._messages.add(text)
        self.text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self._does = does
        set_button_text(self.action, verb)
        self.action.setVisible(bool(verb))
        if self.isHidden():
            self._come()
        self._timer.start()

    def _come(self) -> None:
        if less_motion():
            self.setMaximumHeight(_NO_LIMIT)
            self.show()
            return
        if self._growing is None:
            self._growing = QVariantAnimation(self, duration=TOAST_GROWS, startValue=0)
            self._growing.valueChanged.connect(self.setMaximumHeight)
            self._growing.finished.connect(lambda: self.setMaximumHeight(_NO_LIMIT))
        parent = self.parentWidget()
        self._growing.setEndValue(max(self.heightForWidth(parent.width() if parent else self.width()), 1))
        self.setMaximumHeight(0)
        self.show()
        self._growing.start()

    def _act(self) -> None:
        self._go()
        self._does()

    def _go(self) -> None:
        if self._growing is not None:
            self._growing.stop()
        self._timer.stop()
        keep_near(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if watched is self.action:
            if event.type() == QEvent.Type.FocusIn:
                self._timer.stop()
            elif event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._timer.start()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 (Qt's name)
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().leaveEvent(event)
        if not self.action.hasFocus():
            self._timer.start()
