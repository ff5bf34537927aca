"""The phases of an exchange as bars on one line of time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui.evidence.contents import took
from wizard.ui.i18n import tr
from wizard.ui.look import colour
from wizard.ui.naming import name

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.exchange import Exchange

_SMALL = 0.88
_GAP = 10
_BAR = 6
_LEAST_BAR = 3.0


def phases_of(exchange: Exchange) -> list[tuple[str, float]]:
    """Return the phases that took place, by their names for people, in their order. Units: milliseconds."""
    words: Mapping[str, str] = {
        "dns": tr("DNS"), "tcp": tr("TCP"), "tls": tr("TLS"), "send": tr("request"), "wait": tr("waiting"),
        "receive": tr("response"),
    }  # fmt: skip
    return [(word, exchange.phases[phase]) for phase, word in words.items() if phase in exchange.phases]


class PhaseBars(QWidget):
    """Draws a row for each phase: its name, a bar where it lies, how long it took."""

    def __init__(self) -> None:
        super().__init__()
        self._phases: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        name(self, "evidence.phases", tr("How long each phase took"))

    def load(self, phases: list[tuple[str, float]]) -> None:
        """Show other phases."""
        self._phases = phases
        self.setAccessibleDescription(", ".join(f"{word} {took(ms)}" for word, ms in phases))
        self.updateGeometry()
        self.update()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _row(self) -> int:
        return self.fontMetrics().height() + 4

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(200, self._row() * len(self._phases))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(120, self._row() * len(self._phases))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(word) for word, _ms in self._phases), default=0) + _GAP
        numbers = max((metrics.horizontalAdvance(took(ms)) for _word, ms in self._phases), default=0) + _GAP
        track = QRectF(names, 0, max(self.width() - names - numbers, 20), _BAR)
        total = sum(ms for _word, ms in self._phases) or 1.0
        row, before = self._row(), 0.0
        for number, (word, ms) in enumerate(self._phases):
            place = QRectF(0, number * row, self.width(), row)
            painter.setPen(QColor(colour("muted")))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
            painter.setPen(QColor(colour("text")))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, took(ms))
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QRectF(track.left(), place.center().y() - _BAR / 2, track.width(), _BAR)
            painter.setBrush(QColor(colour("sunk")))
            painter.drawRoundedRect(ground, 3, 3)
            wide = max(ground.width() * ms / total, _LEAST_BAR)
            left = min(ground.left() + ground.width() * before / total, ground.right() - wide)
            painter.setBrush(QColor(colour("accent")))
            painter.drawRoundedRect(QRectF(left, ground.top(), wide, _BAR), 3, 3)
            before += ms
        painter.end()
