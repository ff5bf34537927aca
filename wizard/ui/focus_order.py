"""Where Tab goes: as one reads the window, also after cards and buttons came up later."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(areas: Sequence[QWidget]) -> None:
    """Chain the visible stops of Tab: area by area, in each as its layouts have them.

    Qt puts what is made later at the end of its chain: a card's buttons would come after everything else.
    """
    stops = [stop for area in areas for stop in _stops(area)]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    # A widget without a layout has none of ours inside; PySide does not say that there may be none.
    if isinstance(layout, QLayout):
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, below = item.widget(), item.layout()
        if isinstance(widget, QWidget):
            yield from _stops(widget)
        elif isinstance(below, QLayout):
            yield from _in_layout(below)
