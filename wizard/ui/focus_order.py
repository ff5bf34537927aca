"""Where Tab goes: as one reads the window, also after cards and buttons came up later or went away."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

from wizard.ui.flow import Flow
from wizard.ui.own_room import OwnRoom


def put_in_order(areas: Sequence[QWidget]) -> None:
    """Chain the visible stops of Tab: area by area, in each as its layouts have them.

    Qt puts what is made later at the end of its chain: a card's buttons would come after everything else.
    A scroll area is no stop; from it Tab goes to the first one inside.
    """
    stops = [stop for area in areas for stop in stops_of(area)]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def keep_near(leaving: QWidget) -> None:
    """Give the focus of something that goes away to the scroll area around it: there one reads on, by arrows or Tab."""
    focus = QApplication.focusWidget()
    if focus is None or not (leaving is focus or leaving.isAncestorOf(focus)):
        return
    around = leaving.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.setFocus()


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Give the visible stops of Tab inside a widget, as its layouts have them."""
    if not widget.isVisible():
        return
    if isinstance(widget, QScrollArea):
        yield widget
        inside = widget.widget()
        yield from stops_of(inside) if inside is not None else ()
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, OwnRoom):
        yield from stops_of(widget.inside)
        return
    if isinstance(widget, Flow):
        for part in widget.parts:
            yield from stops_of(part)
        return
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
            yield from stops_of(widget)
        elif isinstance(below, QLayout):
            yield from _in_layout(below)
