"""A drawing of where a task by hand is done: windows in outline, and a number at everything that is pressed.

It is ours and simplified; pictures of other people's pages would be wrong after their next release.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.journey.sketch import Part, Scene, Shape, numbered
from wizard.ui.i18n import show, tr
from wizard.ui.naming import name
from wizard.ui.plain import visible
from wizard.ui.sketch_pen import BOXES, Piece, SketchPen, Window, number_wide, wrapped

_SMALL = 0.88
_NARROWEST = 24
"""Of a window beside another one. Units: heights of a letter."""


def spoken(scenes: Sequence[Scene]) -> str:
    """Return the drawing in words: each window with what is pressed in it, in order."""
    said = []
    for scene, lines in zip(scenes, numbered(scenes), strict=True):
        clicks = [f"{number} {_in_words(part)}" for line in lines for part, number in line if number]
        said.append(f"{show(scene.window)}: {', '.join(clicks)}.")
    return " ".join(said)


def _in_words(part: Part) -> str:
    words = {
        Shape.MENU: tr("menu {words}", words=part.words),
        Shape.TICKED: tr("tick {words}", words=part.words),
        Shape.CLEAR: tr("clear {words}", words=part.words),
        Shape.CHOICE: tr("choose {words}", words=part.words),
        Shape.FIELD: tr("enter {words}", words=part.words),
    }
    return words.get(part.shape, tr("press {words}", words=part.words))


class TaskSketch(QWidget):
    """Windows beside each other where there is room; all sizes follow the text."""

    def __init__(self, task: str, scenes: Sequence[Scene]) -> None:
        super().__init__()
        self._scenes = tuple(scenes)
        self._numbered = numbered(self._scenes)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        name(self, f"by-hand.{task}.sketch", spoken(self._scenes))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        return int(max((one.place.bottom() for one in self.windows(width)), default=0)) + 2

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        wide = int(self._letter() * _NARROWEST * 2)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(120, self._row())

    def windows(self, width: float) -> tuple[Window, ...]:
        """Return what is drawn where in this width."""
        gap = self._letter()
        across = int(max(1, min(len(self._scenes), (width + gap) // (self._letter() * _NARROWEST + gap))))
        wide = (width - gap * (across - 1) - 2) / across
        made: list[Window] = []
        top = 1.0
        for first in range(0, len(self._scenes), across):
            at = range(first, min(first + across, len(self._scenes)))
            row = [self._window(one, 1 + (one - first) * (wide + gap), top, wide) for one in at]
            bottom = max(one.place.bottom() for one in row)
            for one in row:
                one.place.setBottom(bottom)
            made += row
            top = bottom + gap
        return tuple(made)

    def _window(self, at: int, left: float, top: float, wide: float) -> Window:
        inside = self._letter() * 0.7
        title = show(self._scenes[at].window)
        bar = QRectF(left + inside, top + inside * 0.5, wide - 2 * inside, 0)
        bar.setHeight(self._words(title, bar.width()).height())
        y = bar.bottom() + inside * 1.3
        pieces: list[Piece] = []
        for line in self._numbered[at]:
            placed = self._line(line, QRectF(left + inside, y, wide - 2 * inside, 0))
            pieces += placed
            y = max(piece.place.bottom() for piece in placed) + inside * 0.7
        return Window(title, QRectF(left, top, wide, y + inside * 0.3 - top), bar, tuple(pieces))

    def _line(self, line: Sequence[tuple[Part, int]], room: QRectF) -> list[Piece]:
        """From left to right, in the next row where one is too narrow."""
        made: list[Piece] = []
        x, y, gap, tallest = room.left(), room.top(), self._letter(), 0.0
        for at, (part, number) in enumerate(line):
            size = self._size(part, number, room.width())
            if at and x + size.width() > room.right():
                x, y, tallest = room.left(), y + tallest + gap * 0.4, 0.0
            follows = part.shape is Shape.MENU and x > room.left()
            made.append(Piece(part, number, QRectF(x, y, size.width(), size.height()), follows))
            tallest = max(tallest, size.height())
            x += size.width() + gap
        return made

    def _size(self, part: Part, number: int, most: float) -> QRectF:
        beside = number_wide(number, self._disc()) + self._beside(part)
        words = self._words(part.words, most - beside)
        high = max(words.height() + self._letter() * 0.6, self._disc())
        return QRectF(0, 0, min(beside + words.width() + 2, most), high)

    def _beside(self, part: Part) -> float:
        """What a part needs beside its words: a frame with its margins, a box."""
        if part.shape is Shape.WORDS:
            return 0.0
        return self._letter() * (2.2 if part.shape in BOXES else 1.6)

    def _words(self, words: str, most: float) -> QRectF:
        metrics = QFontMetricsF(self._small())
        flags = wrapped(words, most, metrics)
        return metrics.boundingRect(QRectF(0, 0, most, 10_000), flags, visible(words))

    def _small(self) -> QFont:
        font = QFont(self.font())
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * _SMALL))
        else:
            font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _letter(self) -> float:
        return self.fontMetrics().height() * 0.62

    def _disc(self) -> float:
        return float(self.fontMetrics().height())

    def _row(self) -> int:
        return self.fontMetrics().height() * 2

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        pen = SketchPen(painter, self._letter(), self._disc())
        for window in self.windows(self.width()):
            pen.draw_window(window)
            for piece in window.pieces:
                pen.draw_piece(piece)
        painter.end()
