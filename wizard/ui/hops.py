"""The hops of the proof from left to right, each with its time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from wizard.domain.text import T
from wizard.journey.kind_hops import KINDS
from wizard.journey.values import HopRow, Mark
from wizard.ui.i18n import show, tr
from wizard.ui.icons import paint_icon
from wizard.ui.layouts import column
from wizard.ui.look import colour, icon_side
from wizard.ui.marks import MARKS, duration
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.row_news import RowNews, with_problems

_STOPPED = T("stopped")
_AHEAD = (Mark.WAITING, Mark.RUNNING)
_DISC = 36
_OF_A_KIND = re.compile(rf"proof-({'|'.join(kind.value for kind in KINDS)})-")
_NARROWEST_HOP = 12
"""Units: average characters."""


class _Disc(QWidget):
    """The icon of a hop on its soft ground, with the ways to its neighbours."""

    def __init__(self, mark: Mark, *, first: bool, last: bool) -> None:
        icon, token, _word = MARKS[mark]
        super().__init__()
        self._side = icon_side(_DISC)
        self.setFixedHeight(self._side)
        self.setMinimumWidth(self._side)
        self._first, self._last, self._mark_icon, self._mark_tone = first, last, icon, token

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, height, icon = self.width() / 2, self.height() / 2, icon_side()
        painter.setPen(QColor(colour(self._mark_tone)))
        if not self._first:
            painter.drawLine(0, int(height), int(middle - self._side), int(height))
        if not self._last:
            painter.drawLine(int(middle + self._side), int(height), self.width(), int(height))
        soft = f"{self._mark_tone}_soft" if self._mark_tone != "muted" else "sunk"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour(soft)))
        painter.drawEllipse(QRectF(middle - self._side / 2, 0, self._side, self._side))
        paint_icon(painter, self._mark_icon, self._mark_tone, QRectF(middle - icon / 2, height - icon / 2, icon, icon))
        painter.end()


def _hop(hop: HopRow, *, first: bool, last: bool, begun: bool) -> QWidget:
    """Return one hop; before anything has begun it says nothing, for nobody waits for it."""
    made = QWidget()
    parts = column(made, 3)
    parts.addWidget(_Disc(hop.mark, first=first, last=last))
    word = show(hop.note) or (show(MARKS[hop.mark][2]) if begun else " ")
    time = duration(hop.ms) if hop.ms is not None else word
    for text, kind in ((show(hop.title), "strong"), (show(hop.where), "small"), (time, "number")):
        label = PlainLabel(text, kind)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        parts.addWidget(label)
    parts.addStretch(1)
    spoken = f"{show(MARKS[hop.mark][2])} {time}" if begun else tr("not begun")
    return name(made, f"verify.hop.{hop.name}", show(hop.title), spoken)


def _kind_of(hop: str) -> str:
    found = _OF_A_KIND.match(hop)
    return found[1] if found else ""


class Hops(QFrame):
    """A card; hops change as they are reached, and go on in the next line where the page is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hops: dict[str, HopRow] = {}
        self._across = 0
        self._news = RowNews(self, self._counted)
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(16)
        self._grid.setContentsMargins(10, 20, 10, 16)
        name(self, "verify.hops", tr("The way of the branch"))

    def load(self, hops: Sequence[HopRow]) -> None:
        """Show these hops."""
        self._hops = {hop.name: hop for hop in hops}
        self._news.forget()
        self._lay_out()

    def change(self, hop: HopRow) -> None:
        """Show how a hop stands."""
        before = self._hops.get(hop.name)
        self._hops[hop.name] = hop
        if before is not None and before.mark in _AHEAD and hop.mark not in _AHEAD:
            self._news.ended(show(hop.title), show(MARKS[hop.mark][2]))
        self._lay_out()

    def _counted(self) -> str:
        done = sum(hop.mark not in _AHEAD for hop in self._hops.values())
        problems = sum(hop.finding is not None for hop in self._hops.values())
        return with_problems(tr("{done} of {all} steps of the test done", done=done, all=len(self._hops)), problems)

    def stop(self) -> None:
        """The test was cut off: what ran does not run any more."""
        for hop in self._hops.values():
            if hop.mark is Mark.RUNNING:
                self._hops[hop.name] = replace(hop, mark=Mark.SKIPPED, note=_STOPPED)
        self._lay_out()

    def hops(self) -> tuple[HopRow, ...]:
        """Return the hops as they stand."""
        return tuple(self._hops.values())

    def _groups(self) -> list[list[HopRow]]:
        """Return the hops by the tests that they are of: each kind of data begins a line."""
        return [list(some) for _kind, some in groupby(self._hops.values(), key=lambda hop: _kind_of(hop.name))]

    def columns(self) -> int:
        """Return how many hops stand beside each other in this width: all, or as even rows as can be."""
        count = max((len(group) for group in self._groups()), default=1)
        fitting = max(1, self.width() // self.fontMetrics().averageCharWidth() // _NARROWEST_HOP)
        rows = -(-count // fitting)
        return -(-count // rows)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        if self._hops and self.columns() != self._across:
            self._lay_out()

    def _lay_out(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._across, row = self.columns(), 0
        begun = any(hop.mark is not Mark.WAITING for hop in self._hops.values())
        for group in self._groups():
            for at, hop in enumerate(group):
                made = _hop(hop, first=at == 0, last=at == len(group) - 1, begun=begun)
                self._grid.addWidget(made, row + at // self._across, at % self._across)
                if self.isVisible():
                    made.show()  # what is not shown yet takes no room: the bar that scrolls would come and go
            row += -(-len(group) // self._across)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 1 if at < self._across else 0)
        self.setVisible(bool(self._hops))
