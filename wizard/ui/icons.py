"""Line icons, tinted from the palette; a colour only where it says a state, and always with its own shape."""

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QIcon, QPainter, QPicture, QPixmap, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from wizard.ui.look import colour, icon_side, less_motion
from wizard.ui.resources import resource
from wizard.ui.tokens import ICON

_TURN_EVERY_MS = 80
_TURN_DEGREES = 30
ICON_GAP = 6
"""Between the icon and the text of a button, which Qt puts side by side."""


@cache
def _drawing(icon: str, tint: str) -> QSvgRenderer:
    source = resource(f"icons/{icon}.svg").read_text(encoding="utf-8").replace("currentColor", tint)
    return QSvgRenderer(QByteArray(source.encode()))


def paint_icon(painter: QPainter, icon: str, token: str, place: QRectF) -> None:
    """Draw an icon in the colour of a token, e.g. `ok`."""
    _drawing(icon, colour(token)).render(painter, place)


_DRAWN = "drawn"
"""The icon of a button and its token, kept at the button so that another theme can draw it anew."""


def put_icon(button: QAbstractButton, icon: str, tone: str = "muted") -> None:
    """Give a button an icon that follows the theme."""
    button.setProperty(_DRAWN, f"{icon} {tone}")
    _fit_icon(button, icon, tone)


def take_icon(button: QAbstractButton) -> None:
    """Leave a button its words alone."""
    button.setProperty(_DRAWN, "")
    button.setIcon(QIcon())


def _fit_icon(button: QAbstractButton, icon: str, tone: str) -> None:
    side = icon_side()
    button.setIcon(button_icon(icon, tone))
    button.setIconSize(QSize(side + ICON_GAP, side))


def redraw_icons(app: QApplication) -> None:
    """Draw the icons of all buttons in the theme on screen, as large as its text wants them."""
    for widget in app.allWidgets():
        drawn = widget.property(_DRAWN)
        if drawn and isinstance(widget, QAbstractButton):
            _fit_icon(widget, *str(drawn).split(" "))


def button_icon(icon: str, tone: str = "muted") -> QIcon:
    """Return an icon for a button, sharp on double-density screens."""
    side = icon_side()
    pixmap = QPixmap((side + ICON_GAP) * 2, side * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, icon, tone, QRectF(0, 0, side * 2, side * 2))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


@cache
def _picture(icon: str, tint: str, side: int, angle: int) -> QPicture:
    """A drawing that Qt plays back by itself: sharp at any density, and without a turn of Python for each repaint."""
    made = QPicture()
    painter = QPainter(made)
    painter.translate(side / 2, side / 2)
    painter.rotate(angle)
    _drawing(icon, tint).render(painter, QRectF(-side / 2, -side / 2, side, side))
    painter.end()
    made.setBoundingRect(QRect(0, 0, side, side))
    return made


class Icon(QLabel):
    """An icon in a page, as large as its text wants; the arc turns while it is shown, unless less motion is wanted."""

    def __init__(self, icon: str, tone: str = "muted", size: int = ICON) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._icon, self._tone, self._size, self._angle = icon, tone, size, 0
        self._turning = QTimer(self, interval=_TURN_EVERY_MS)
        self._turning.timeout.connect(self._turn)
        self._fit()

    def change(self, icon: str, tone: str) -> None:
        """Show another icon."""
        if (icon, tone) == (self._icon, self._tone):
            return
        self._icon, self._tone, self._angle = icon, tone, 0
        self._draw()
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        super().hideEvent(event)
        self._turning.stop()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_turning"):
            self._fit()

    def _fit(self) -> None:
        side = icon_side(self._size)
        self.setFixedSize(side, side)
        self._draw()

    def _draw(self) -> None:
        self.setPicture(_picture(self._icon, colour(self._tone), icon_side(self._size), self._angle))

    def _follow(self) -> None:
        if self._icon == "arc" and self.isVisible() and not less_motion():
            self._turning.start()
        else:
            self._turning.stop()

    def _turn(self) -> None:
        self._angle = (self._angle + _TURN_DEGREES) % 360
        self._draw()
