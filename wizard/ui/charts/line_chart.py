"""Values over time as lines; what they say stands in words too, and in a table for those who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui.charts.decimation import Point, decimated
from wizard.ui.charts.scale import round_top, time_marks
from wizard.ui.i18n import tr
from wizard.ui.look import colour
from wizard.ui.naming import name

_SMALL = 0.86
_GAP_FACTOR = 4.0
"""Points that are so many times further apart than usual have nothing between them: nobody looked then."""
_DASHES = {"": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}
_LOOKED_AT = 200
"""Steps that tell how far apart points usually are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its points in order of time, the token of its colour, and its stroke (``, dash, dot)."""

    title: str
    points: Sequence[Point]
    tone: str = "accent"
    stroke: str = ""


def runs_of(points: Sequence[Point]) -> list[Sequence[Point]]:
    """Return the stretches without a gap."""
    if len(points) < 2:
        return [points] if points else []
    apart = len(points) // _LOOKED_AT + 1
    steps = sorted(points[at][0] - points[at - 1][0] for at in range(1, len(points), apart))
    longest = steps[len(steps) // 2] * _GAP_FACTOR
    cuts = [at for at in range(1, len(points)) if points[at][0] - points[at - 1][0] > longest]
    return [points[begin:end] for begin, end in pairwise([0, *cuts, len(points)])]


class LineChart(QWidget):
    """Draws lines over one axis of time. `written` turns a value into words; `top` is the least greatest value."""

    def __init__(self, identifier: str, spoken: str, written: Callable[[float], str], *, top: float = 0.0) -> None:
        super().__init__()
        self._spoken, self._written, self._top = spoken, written, top
        self.lines: tuple[Line, ...] = ()
        self._runs: list[tuple[Line, list[Sequence[Point]]]] = []
        self._greatest = round_top(top)
        self._fewer: dict[tuple[int, int], Sequence[Point]] = {}
        self._span = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name(self, identifier, spoken, tr("Nothing was measured yet."))

    def load(self, lines: Sequence[Line], first: float, last: float) -> None:
        """Show other lines between two times."""
        self.lines, self._span = tuple(lines), (first, max(last, first + 1.0))
        self._fewer.clear()
        greatest = max((value for line in self.lines for _at, value in line.points), default=0.0)
        self._greatest = max(round_top(greatest or self._top), self._top)
        self._runs = [(line, runs_of(line.points)) for line in self.lines]
        self.setAccessibleDescription(self.in_words())
        self.update()

    def in_words(self) -> str:
        """Return what the lines show: the newest value of each, and between which values it lay."""
        said = []
        for line in self.lines:
            values = [value for _at, value in line.points]
            if values:
                newest, least, most = (self._written(one) for one in (values[-1], min(values), max(values)))
                said.append(
                    tr("{line}: now {newest}, between {least} and {most}.", line=line.title, newest=newest, least=least,
                       most=most)
                )  # fmt: skip
        return " ".join(said) or tr("Nothing was measured yet.")

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(320, 9 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(180, 7 * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        metrics = painter.fontMetrics()
        top = self._greatest
        left = max(metrics.horizontalAdvance(self._written(value)) for value in (0.0, top / 2, top)) + 10
        plot = QRectF(left, metrics.height() / 2, self.width() - left - 8, self.height() - 2.1 * metrics.height())
        self._paint_grid(painter, metrics, plot, top)
        for line, runs in self._runs:
            self._paint_line(painter, plot, line, runs, top)
        if not any(line.points for line in self.lines):
            painter.setPen(QColor(colour("muted")))
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, tr("Nothing was measured yet."))
        painter.end()

    def _paint_grid(self, painter: QPainter, metrics: QFontMetrics, plot: QRectF, top: float) -> None:
        nothing = not any(line.points for line in self.lines)
        for value in (0.0, top) if nothing else (0.0, top / 2, top):
            high = plot.bottom() - plot.height() * value / top
            painter.setPen(QColor(colour("hairline")))
            painter.drawLine(QPointF(plot.left(), high), QPointF(plot.right(), high))
            painter.setPen(QColor(colour("muted")))
            place = QRectF(0, high - metrics.height() / 2, plot.left() - 8, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._written(value))
        widest = metrics.horizontalAdvance("00:00") * 2
        for at, word in time_marks(*self._span, max(int(plot.width() / widest), 1)):
            x = self._x(plot, at)
            wide = metrics.horizontalAdvance(word)
            place = QRectF(min(x - wide / 2, self.width() - wide), plot.bottom() + 3, wide + 2, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, word)

    def _x(self, plot: QRectF, at: float) -> float:
        first, last = self._span
        return plot.left() + plot.width() * (at - first) / (last - first)

    def _decimated(self, run: Sequence[Point], columns: int) -> Sequence[Point]:
        """Return what is drawn of a run, made once for as long as points and width stay the same."""
        key = id(run), columns
        if key not in self._fewer:
            self._fewer[key] = decimated(run, columns)
        return self._fewer[key]

    def _paint_line(self, painter: QPainter, plot: QRectF, line: Line, runs: list[Sequence[Point]], top: float) -> None:
        pen = QPen(QColor(colour(line.tone)), 1.7, _DASHES[line.stroke])
        for run in runs:
            shown = self._decimated(run, max(int(self._x(plot, run[-1][0]) - self._x(plot, run[0][0])), 1))
            drawn = [QPointF(self._x(plot, at), plot.bottom() - plot.height() * value / top) for at, value in shown]
            # Qt strokes a wide line through many points as one outline, which takes a quarter of a second.
            dense = len(drawn) > plot.width()
            painter.setPen(QPen(pen.color(), 0) if dense else pen)
            if len(drawn) > 1:
                painter.drawPolyline(QPolygonF(drawn))
            else:
                painter.setBrush(QColor(colour(line.tone)))
                painter.drawEllipse(drawn[0], 1.6, 1.6)
                painter.setBrush(Qt.BrushStyle.NoBrush)


class Spark(QWidget):
    """A line without axes in a tile; the tile says what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[Point] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def load(self, points: Sequence[Point]) -> None:
        """Show other points."""
        self._points = points
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(120, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = decimated(self._points, self.width())
        first, last = points[0][0], points[-1][0]
        top = max(value for _at, value in points) or 1.0
        wide, high = self.width() - 2, self.height() - 6
        painter.setPen(QPen(QColor(colour("accent")), 0 if len(points) > self.width() else 1.7))
        drawn = [
            QPointF(1 + wide * (at - first) / ((last - first) or 1.0), 3 + high * (1 - value / top))
            for at, value in points
        ]
        painter.drawPolyline(QPolygonF(drawn))
        painter.end()
