"""Layouts with our margins."""

import contextlib
from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.focus_order import keep_near


def column(
    owner: QWidget | None = None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a layout from top to bottom; margins are left, top, right, bottom."""
    made = QVBoxLayout() if owner is None else QVBoxLayout(owner)
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made


def line(
    owner: QWidget | None = None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a layout from left to right."""
    made = QHBoxLayout() if owner is None else QHBoxLayout(owner)
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made


def at_left(part: QWidget) -> QWidget:
    """Return a box in which a part keeps its width, however wide the box becomes."""
    made = QWidget()
    inside = line(made)
    inside.addWidget(part)
    inside.addStretch(1)
    return made


@contextlib.contextmanager
def laid_out_once(layout: QBoxLayout) -> Iterator[None]:
    """Let parts be shown and hidden without a layout for each: the request that the first one made is dealt with after.

    Qt lays out all above a widget when it is shown: twenty rows that came back took 15 ms.
    """
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)


def empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            keep_near(widget)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        if isinstance(inner, QBoxLayout):
            empty(inner)
