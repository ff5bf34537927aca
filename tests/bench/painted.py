"""Tells from outside when the first window of a program was painted: it listens to the application, nothing more."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


class FirstPaint(QObject):
    """Calls `then` once, as soon as the events that brought the first paint are done.

    It looks at the events of the top window only: a filter on the whole application would cost the time it measures.
    """

    def __init__(self, app: QApplication, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = then
        self._watched: QObject | None = None
        app.focusWindowChanged.connect(self._watch)

    def _watch(self, _window: QWindow | None) -> None:
        """A window that is shown gets the focus before it is painted."""
        if self._watched is not None:
            return
        self._watched = next((widget for widget in QApplication.topLevelWidgets() if widget.isVisible()), None)
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
