"""Nothing is painted before it is laid out: no text is seen cut between two turns of the loop."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

LEVELS = 12
"""Widgets within widgets, from a text to the area that scrolls its page, with room to spare; a layout that never comes
to rest ends here. Not more: at each level another thread that is busy may keep the window for half a millisecond."""


def lay_out_all() -> None:
    """Deal with all that asks for a layout, and with what that asks in turn.

    Qt hands such requests from a widget to the one around it once a turn of the loop, and paints in between: a text
    that has become longer gets its room from its neighbours, and all are cut, until the page hears of it and grows.
    """
    for _ in range(LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


class LaidOutFirst(QObject):
    """Lays out what waits for it before a window paints."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.UpdateRequest:
            lay_out_all()
        return super().eventFilter(watched, event)
