"""The list of steps at the left: where you are, what is done, what waits; below it the pages beside the way."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from wizard.domain.text import Text
from wizard.ui.controls import frame, restyle
from wizard.ui.i18n import show, tr
from wizard.ui.icons import paint_icon
from wizard.ui.layouts import column
from wizard.ui.look import colour, icon_side, rail_wide
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.step_state import ICONS, QUIET, WORDS, StepState
from wizard.ui.step_titles import SIDE
from wizard.ui.tokens import RAIL_ROW, RAIL_SLIM, TARGET

_LEFT = 16
_SMALL = 0.84
_LEAST_DETAIL = 8
"""Units: average characters."""
SIDE_ICONS = {
    "monitor": "pulse",
    "activity": "lines",
    "recipes": "file",
    "prepare": "box",
    "settings": "gear",
    "help": "info",
}


class StepRow(QAbstractButton):
    """One step: icon, title, and at the right its value or the word of its state. Says `to_see` when it matters."""

    to_see = Signal()

    def __init__(self, step: str, title: str, prefix: str = "rail") -> None:
        super().__init__()
        self.step, self.title = step, title
        self.state, self.detail, self.chosen = StepState.TO_DO, "", False
        self._standing: tuple[StepState, str, bool, bool, bool] | None = None
        self.here = False
        self._high = 0
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(self, f"{prefix}.{step}", title)

    def change(self, state: StepState, detail: str, *, chosen: bool, open_able: bool, here: bool = False) -> None:
        """Show how far the step is; the one that a page beside the way covers is still the one where one is."""
        standing = (state, detail, chosen, open_able, here)
        if standing == self._standing:
            return
        self._standing, self.here = standing, here
        self.state, self.detail, self.chosen = state, visible(detail, 60), chosen
        word = show(WORDS[StepState.CURRENT if (chosen or here) and state in QUIET else state])
        self.setEnabled(open_able and not chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("{title}, {state}", title=self.title, state=word))
        self.setAccessibleDescription(self.detail)
        self.setToolTip(f"{word} · {self.detail}" if self.detail else word)
        self.update()
        if chosen:
            self.to_see.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self.to_see.emit()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        self._high = self._high or max(RAIL_ROW, QFontMetrics(self.font()).height() + 12)
        return QSize(rail_wide() - 1, self._high)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._high = 0  # asked for again and again as the window is laid out; only a font changes it
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(TARGET, self.sizeHint().height())

    def _icon(self) -> tuple[str, str]:
        shown = StepState.CURRENT if (self.chosen or self.here) and self.state in QUIET else self.state
        return ICONS[shown]

    def _right_text(self) -> str:
        if self.state not in QUIET:
            return show(WORDS[self.state])
        return self.detail

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.chosen:
            painter.fillRect(self.rect(), QColor(colour("accent_soft")))
            painter.fillRect(0, 0, 3, self.height(), QColor(colour("accent")))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), QColor(colour("hairline")))
        icon, token = self._icon()
        side = icon_side()
        place = QRectF((RAIL_SLIM - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, icon, token, place)
        if self.width() > RAIL_SLIM:
            self._paint_texts(painter)
        if self.hasFocus():
            painter.setPen(QColor(colour("accent")))
            for inset in (0, 1):
                painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.end()

    def _paint_texts(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour("text" if self.chosen or self.isEnabled() else "muted")))
        left = (RAIL_SLIM + icon_side()) // 2 + 10
        place = self.rect().adjusted(left, 0, -16, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.title)
        room = place.width() - QFontMetrics(font).horizontalAdvance(self.title) - 12
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * _SMALL)
        painter.setFont(small)
        painter.setPen(QColor(colour("muted")))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.fitting(small, room))

    def fitting(self, font: QFont, room: int) -> str:
        """Return what is said at the right, cut in its middle; nothing where too little is left to tell anything."""
        said, measure = self._right_text(), QFontMetrics(font)
        if measure.horizontalAdvance(said) <= room:
            return said
        worth = self.state in QUIET and room >= measure.averageCharWidth() * _LEAST_DETAIL
        return measure.elidedText(said, Qt.TextElideMode.ElideMiddle, room) if worth else ""


class SideRow(StepRow):
    """A page beside the way: it has an icon instead of a state and opens from anywhere."""

    def __init__(self, step: str, title: str, icon: str, prefix: str) -> None:
        super().__init__(step, title, prefix)
        self._own_icon, self._warns = icon, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(title)

    def choose(self, chosen: bool) -> None:
        """Show whether its page is on screen."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.setAccessibleDescription(tr("This page is on screen.") if chosen else "")
            self.update()

    def tell(self, detail: str, *, warns: bool) -> None:
        """Say at the right how its page stands; a triangle where it asks for attention."""
        if (detail, warns) != (self.detail, self._warns):
            self.detail, self._warns = visible(detail, 60), warns
            self.setAccessibleName(f"{self.title}, {detail}" if detail else self.title)
            self.setToolTip(f"{self.title} · {detail}" if detail else self.title)
            self.update()

    def _icon(self) -> tuple[str, str]:
        if self._warns:
            return "triangle", "warn"
        return self._own_icon, "accent" if self.chosen else "muted"


class _Steps(QScrollArea):
    """The steps, which scroll where the window is too low for large text; the step with the focus is always seen."""

    def __init__(self, identifier: str, rows: list[StepRow]) -> None:
        super().__init__()
        self.setProperty("kind", "drawer")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, f"{identifier}.steps", tr("Steps"))
        inside = QWidget()
        inside.setProperty("kind", "drawer")
        held = column(inside, 0)
        for row in rows:
            row.setSizePolicy(QSizePolicy.Policy.Ignored, row.sizePolicy().verticalPolicy())  # the bar takes some room
            held.addWidget(row)
            row.to_see.connect(partial(self._show, row))
        held.addStretch(1)
        self.setWidget(inside)
        self._wanted: StepRow | None = None
        """What was to be seen last; with larger text or in a lower window it is brought back."""
        self.verticalScrollBar().rangeChanged.connect(self._show_again)

    def _show(self, row: StepRow) -> None:
        self._wanted = row
        self.ensureWidgetVisible(row, 0, 0)

    def _show_again(self) -> None:
        if self._wanted is not None:
            self.ensureWidgetVisible(self._wanted, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._show_again()


class Rail(QFrame):
    """Says `chosen` with the step that was pressed."""

    chosen = Signal(str)

    def __init__(self, titles: Mapping[str, Text], identifier: str = "rail") -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        name(self, identifier, tr("Steps"))
        inner = column(self, 0, (0, 0, 0, 8))
        self._head = PlainLabel(tr("GitLab–Jira setup"), "strong")
        self._head.setContentsMargins(_LEFT, 17, 8, 15)
        inner.addWidget(self._head)
        self.rows = {step: StepRow(step, show(title), identifier) for step, title in titles.items()}
        self.side = {step: SideRow(step, show(title), SIDE_ICONS[step], identifier) for step, title in SIDE.items()}
        self._steps = _Steps(identifier, list(self.rows.values()))
        inner.addWidget(self._steps, 1)
        inner.addWidget(frame("line"))
        for side in self.side.values():
            inner.addWidget(side)
        for one in (*self.rows.values(), *self.side.values()):
            one.clicked.connect(lambda _=False, step=one.step: self.chosen.emit(step))

    def slim(self, slim: bool) -> None:
        """Show icons only, or icons and words; what is read aloud stays."""
        kind = "rail-slim" if slim else "rail"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self._head.setVisible(not slim)
            restyle(self)
