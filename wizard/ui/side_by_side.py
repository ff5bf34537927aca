"""Two parts in one line, or one below the other where the line is too narrow for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from wizard.ui.layouts import line

_ENOUGH = 16
"""Of a text that wraps: what it needs beside the other part, as a multiple of the height of a line."""
_LEAST = 60


class SideBySide(QWidget):
    """Looks at its own width, which is given from outside, and never asks for more because of how its parts stand."""

    def __init__(
        self, first: QWidget, second: QWidget, spacing: int = 12, *, first_grows: bool = False,
        below: int | None = None, second_whole: bool = False,
    ) -> None:  # fmt: skip
        """`below` is the gap between parts that stand one below the other; without it, the same as side by side.

        A second part that is `second_whole` breaks only below the first one: buttons, not text.
        """
        super().__init__()
        self._whole = second if second_whole else None
        self._spacing, self._below = spacing, spacing if below is None else below
        self._parts = (first, second)
        self._line = line(self, spacing)
        self._line.addWidget(first, int(first_grows))
        self._line.addWidget(second, int(not first_grows))
        self._in_one_line = [part for part in self._parts if isinstance(part, QLabel) and not part.wordWrap()]
        self.setMinimumWidth(_LEAST)

    def stacked(self) -> bool:
        """Tell whether the parts stand one below the other."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def arrange(self) -> None:
        """Look again, after a part has got another text."""
        for label in self._in_one_line:
            label.setWordWrap(label.fontMetrics().horizontalAdvance(label.text()) > self.width())
        first, second = (self._wanted(part) for part in self._parts)
        narrow = self.width() < first + second + self._spacing
        if narrow != self.stacked():
            way = QBoxLayout.Direction
            self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            self._line.setSpacing(self._below if narrow else self._spacing)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part was shown, hidden or has another text
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(_LEAST, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """What one line takes: one that holds this one would go to and fro, if it depended on how the parts stand."""
        first, second = (self._wanted(part) for part in self._parts)
        return QSize(first + second + self._spacing, super().sizeHint().height())

    def _wanted(self, part: QWidget) -> int:
        if part.isHidden():
            return 0
        if not isinstance(part, QLabel) or not part.wordWrap():
            hint = part.sizeHint().width()
            breaks = part.hasHeightForWidth() and part is not self._whole
            wanted = min(hint, _ENOUGH * part.fontMetrics().height()) if breaks else hint
            return max(wanted, part.minimumWidth())
        metrics = part.fontMetrics()
        whole = min(metrics.horizontalAdvance(part.text()), _ENOUGH * metrics.height())
        words = part.text().replace("\u200b", " ").split()
        return max(whole, *map(metrics.horizontalAdvance, words), part.minimumWidth())
