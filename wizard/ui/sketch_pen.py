"""How the windows and the parts of a sketch are drawn, in the colours of the theme on screen."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from wizard.journey.sketch import Part, Shape
from wizard.ui.look import colour
from wizard.ui.plain import visible

BOXES = (Shape.TICKED, Shape.CLEAR, Shape.CHOICE)
_AFTER_NUMBER = 0.25
"""Units: sides of the disc."""
_TICK = ((0.22, 0.52), (0.42, 0.74), (0.8, 0.26))
"""Its corners. Units: sides of the box."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part and where it is drawn."""

    part: Part
    number: int
    place: QRectF
    follows: bool
    """Whether it comes out of the menu entry before it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A scene and where it is drawn; `pieces` and `bar` lie in the drawing, not in the window."""

    title: str
    place: QRectF
    bar: QRectF
    pieces: tuple[Piece, ...]


def wrapped(words: str, most: float, metrics: QFontMetricsF) -> int:
    """Return the flags that break lines between words, and within one only where it is wider than all the room."""
    widest = max((metrics.horizontalAdvance(word) for word in visible(words).split(" ")), default=0.0)
    return (Qt.TextFlag.TextWordWrap if widest <= most else Qt.TextFlag.TextWrapAnywhere).value


def number_wide(number: int, disc: float) -> float:
    """Return the room for a number with the gap after it; none for 0."""
    return disc * (_AFTER_NUMBER + (1.4 if number > 9 else 1.0)) if number else 0.0


class SketchPen:
    """Draws with a painter; `letter` and `disc` say how large text is."""

    def __init__(self, painter: QPainter, letter: float, disc: float) -> None:
        self._painter, self._letter, self._disc = painter, letter, disc

    def draw_window(self, window: Window) -> None:
        """Draw the frame with its title."""
        painter = self._painter
        painter.setPen(QPen(QColor(colour("border")), 1))
        painter.setBrush(QColor(colour("background")))
        painter.drawRoundedRect(window.place, 6, 6)
        painter.setPen(QColor(colour("muted")))
        painter.drawText(window.bar, self._wrapped(window.title, window.bar), visible(window.title))
        under = window.bar.bottom() + self._letter * 0.35
        painter.setPen(QPen(QColor(colour("hairline")), 1))
        painter.drawLine(QPointF(window.place.left(), under), QPointF(window.place.right(), under))

    def draw_piece(self, piece: Piece) -> None:
        """Draw a part; what is pressed has a number and a thick frame, so that no colour is needed to find it."""
        place = QRectF(piece.place)
        if piece.follows:
            self._draw_way(place)
        if piece.number:
            self._draw_number(piece.number, place)
            place.setLeft(place.left() + number_wide(piece.number, self._disc))
        words = QRectF(place)
        if piece.part.shape in BOXES:
            words.setLeft(self._draw_box(piece, place))
        elif piece.part.shape is not Shape.WORDS:
            self._draw_frame(piece, place)
            words.adjust(self._letter * 0.8, 0, -self._letter * 0.6, 0)
        self._painter.setPen(QColor(colour("text")))
        flags = self._wrapped(piece.part.words, words) | Qt.AlignmentFlag.AlignVCenter.value
        self._painter.drawText(words, flags, visible(piece.part.words))

    def _wrapped(self, words: str, room: QRectF) -> int:
        return wrapped(words, room.width(), QFontMetricsF(self._painter.font()))

    def _draw_way(self, place: QRectF) -> None:
        """An arrow head from the menu entry before it."""
        middle, reach = place.center().y(), self._letter * 0.25
        x = place.left() - self._letter * 0.5
        self._painter.setPen(QPen(QColor(colour("muted")), 1.6))
        corners = [(-reach / 2, -reach), (reach / 2, 0), (-reach / 2, reach)]
        self._painter.drawPolyline([QPointF(x + dx, middle + dy) for dx, dy in corners])

    def _draw_number(self, number: int, place: QRectF) -> None:
        wide = number_wide(number, self._disc) - self._disc * _AFTER_NUMBER
        disc = QRectF(place.left(), place.center().y() - self._disc / 2, wide, self._disc)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour("accent")))
        self._painter.drawRoundedRect(disc, self._disc / 2, self._disc / 2)
        self._painter.setPen(QColor(colour("on_accent")))
        self._painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))

    def _take_pen(self, piece: Piece) -> QColor:
        tint = QColor(colour("accent" if piece.number else "border"))
        self._painter.setPen(QPen(tint, 2 if piece.number else 1))
        return tint

    def _draw_frame(self, piece: Piece, place: QRectF) -> None:
        self._take_pen(piece)
        field = piece.part.shape is Shape.FIELD
        self._painter.setBrush(QColor(colour("background" if field else "accent_soft" if piece.number else "sunk")))
        round_by = {Shape.FIELD: 2.0, Shape.MENU: place.height() / 2}.get(piece.part.shape, 5.0)
        self._painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), round_by, round_by)

    def _draw_box(self, piece: Piece, place: QRectF) -> float:
        """Draw the box before the words; return where they begin."""
        side = self._letter * 1.2
        box = QRectF(place.left(), place.center().y() - side / 2, side, side)
        tint = self._take_pen(piece)
        self._painter.setBrush(QColor(colour("background")))
        if piece.part.shape is Shape.CHOICE:
            self._painter.drawEllipse(box)
            self._painter.setBrush(tint)
            self._painter.drawEllipse(box.center(), side * 0.2, side * 0.2)
        else:
            self._painter.drawRoundedRect(box, 2, 2)
        if piece.part.shape is Shape.TICKED:
            self._painter.drawPolyline([box.topLeft() + QPointF(side * dx, side * dy) for dx, dy in _TICK])
        return box.right() + self._letter * 0.6
