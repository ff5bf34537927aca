"""Says to a screen reader what changed on screen while the focus is elsewhere."""

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(about: QWidget, text: str, *, at_once: bool = False) -> None:
    """Let a screen reader say a text: when it has finished, or at once where something does not work.

    Nothing happens where none listens, and on Qt before 6.8, which has no such event.
    """
    made = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if made is None or not text or not QAccessible.isActive():
        return
    event = made(about, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
