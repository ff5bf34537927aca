"""Names for people who do not see the window, and for tests: every control has both."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

_W = TypeVar("_W", bound=QWidget)


def name(widget: _W, identifier: str, spoken: str, hint: str = "") -> _W:
    """Give `widget` its identifier and what a screen reader says; return it."""
    widget.setObjectName(identifier)
    widget.setAccessibleIdentifier(identifier)
    widget.setAccessibleName(spoken)
    if hint:
        widget.setAccessibleDescription(hint)
    return widget
