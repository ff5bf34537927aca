"""How much of something is there: a thin bar whose words stand beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui.look import colour

_HIGH = 6
_LEAST = 3.0


class Bar(QWidget):
    """From empty to full, in the colour of a token; without a part it is empty."""

    def __init__(self, high: int = _HIGH) -> None:
        super().__init__()
        self._part: float | None = None
        self._token, self._high = "accent", high
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def change(self, part: float | None, token: str) -> None:
        """Show a part from 0 to 1."""
        if (part, token) != (self._part, self._token):
            self._part, self._token = part, token
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(120, self._high + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(40, self._high + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(0.5, (self.height() - self._high) / 2, self.width() - 1, self._high)
        round_ = self._high / 2
        painter.setPen(QColor(colour("hairline")))
        painter.setBrush(QColor(colour("sunk")))
        painter.drawRoundedRect(ground, round_, round_)
        if self._part:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour(self._token)))
            wide = max(ground.width() * min(self._part, 1.0), _LEAST)
            painter.drawRoundedRect(QRectF(ground.left(), ground.top(), wide, ground.height()), round_, round_)
        painter.end()
