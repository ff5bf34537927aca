"""Scrolling to what must be seen, once the page is laid out."""

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from wizard.ui.timings import LAID_OUT_AFTER
from wizard.ui.tokens import PAGE_MARGIN

_LOOKS = 12
"""A page that still moves after so many looks is left alone: the person may scroll it meanwhile."""


class Sight(QObject):
    """Brings a part of the page in a scroll area into sight; what was asked for last wins.

    A card that was just made has no place yet, and texts that break move what stands below them more than once: it is
    looked at again until it stays where it is.
    """

    def __init__(self, area: QScrollArea, page: QWidget) -> None:
        super().__init__(area)
        self._area, self._page = area, page
        self._wanted: QWidget | None = None
        self._before: tuple[QRect, int] | None = None
        self._left = 0
        self._shown: tuple[QWidget, int] | None = None
        """What was shown last, and how far the page was scrolled then."""
        area.verticalScrollBar().rangeChanged.connect(self._page_grew)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def bring(self, wanted: QWidget) -> None:
        """Scroll to a part of the page; one that is hidden on purpose is none."""
        if wanted.isHidden() and wanted.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return
        self._wanted, self._before, self._left = wanted, None, _LOOKS
        self._timer.start(0)

    def show(self, wanted: QWidget) -> None:
        """Scroll to a part of the page as it stands now; all of it, where Qt is content with the cursor of a field."""
        self._scroll_to(QRect(wanted.mapTo(self._page, QPoint(0, 0)), wanted.size()))
        self._shown = wanted, self._area.verticalScrollBar().value()

    def _page_grew(self) -> None:
        """Keep in sight what has the focus when something above it grows; who has scrolled meanwhile is left alone."""
        wanted, scrolled = self._shown or (None, 0)
        if wanted is None or not isValid(wanted) or self._wanted is not None or QApplication.mouseButtons():
            return
        if wanted.hasFocus() and self._area.verticalScrollBar().value() == scrolled:
            self.show(wanted)

    def _look(self) -> None:
        wanted = self._wanted
        if wanted is None or not isValid(wanted) or not self._page.isAncestorOf(wanted):
            return
        place = QRect(wanted.mapTo(self._page, QPoint(0, 0)), wanted.size())
        self._scroll_to(self._with_focus(place))
        seen = place, self._area.verticalScrollBar().maximum()
        if seen == self._before or not self._left:
            self._wanted = None
            return
        self._before = seen
        self._left -= 1
        self._timer.start(LAID_OUT_AFTER)

    def _with_focus(self, place: QRect) -> QRect:
        """Return the place together with the field that has the focus, where both fit."""
        focus = QApplication.focusWidget()
        if focus is None or not self._page.isAncestorOf(focus):
            return place
        both = place.united(QRect(focus.mapTo(self._page, QPoint(0, 0)), focus.size()))
        return both if both.height() + 2 * PAGE_MARGIN <= self._area.viewport().height() else place

    def _scroll_to(self, place: QRect) -> None:
        bar, high = self._area.verticalScrollBar(), self._area.viewport().height()
        top, bottom = place.top() - PAGE_MARGIN, place.top() + place.height() + PAGE_MARGIN
        if bottom - top > high:  # what is too high is read from its beginning, and all of it if only the margins lack
            top = place.top() - max((high - place.height()) // 2, 0)
            bottom = top + high
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + high:
            bar.setValue(bottom - high)
