"""Two parts in one line, or one below the other where the line is too narrow for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from wizard.ui.layouts import line

_ENOUGH = 16
"""Of a text that wraps: what it needs beside the other part, as a multiple of the height of a line."""
_LEAST = 60
_PART_CHANGED = QEvent.Type.LayoutRequest


class SideBySide(QWidget):
    """Looks at its own width, which is given from outside, and never asks for more because of how its parts stand."""

    def __init__(
        self, first: QWidget, second: QWidget, spacing: int = 12, *, first_grows: bool = False,
        below: int | None = None, second_whole: bool = False, from_ems: int | None = None,
    ) -> None:  # fmt: skip
        """`below` is the gap between parts that stand one below the other; without it, the same as side by side.

        A second part that is `second_whole` breaks only below the first one: buttons, not text. With `from_ems` they
        stand side by side from that multiple of a line's height on, whatever is in them: rows of a table then change
        all at once.
        """
        super().__init__()
        self._from_ems = from_ems
        self._whole = second if second_whole else None
        self._spacing, self._below = spacing, spacing if below is None else below
        self._parts = (first, second)
        self._line = line(self, spacing)
        self._line.addWidget(first, int(first_grows))
        self._line.addWidget(second, int(not first_grows))
        self._wants: int | None = None
        """What the parts take in one line. Measured when a part has changed: layouts ask so often that to measure each
        time took 1.2 of 5 s while checks ran without pause."""
        self._long: list[int] | None = None
        """How long each text of `_in_one_line` is."""
        self._unseen = False
        """Whether that was measured while nothing was seen: Qt does not tell what changes then, not even the font."""
        self._in_one_line = [part for part in self._parts if isinstance(part, QLabel) and not part.wordWrap()]
        self.setMinimumWidth(_LEAST)

    def stacked(self) -> bool:
        """Tell whether the parts stand one below the other."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def arrange(self) -> None:
        """Look again, after a part has got another text."""
        self._wants, self._long = None, None
        self._stand()

    def _stand(self) -> None:
        width = self.width()
        if self._long is None:
            self._unseen = self._unseen or not self.isVisible()
            self._long = [label.fontMetrics().horizontalAdvance(label.text()) for label in self._in_one_line]
        for label, long in zip(self._in_one_line, self._long, strict=True):
            if (long > width) != label.wordWrap():  # Qt lays out anew even where a label does so already
                label.setWordWrap(long > width)
                self._wants = None
        enough = self._wanted_in_all() if self._from_ems is None else self._from_ems * self.fontMetrics().height()
        narrow = width < enough
        if narrow != self.stacked():
            way = QBoxLayout.Direction
            self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            self._line.setSpacing(self._below if narrow else self._spacing)

    def event(self, event: QEvent) -> bool:
        if event.type() is _PART_CHANGED:  # a part was shown, hidden or has another text
            self._look_again()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self._look_again()

    def _look_again(self) -> None:
        before = self._wants
        self.arrange()
        if self._wants != before:
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._stand()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(_LEAST, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """What one line takes: one that holds this one would go to and fro, if it depended on how the parts stand."""
        return QSize(self._wanted_in_all(), super().sizeHint().height())

    def _wanted_in_all(self) -> int:
        if self._wants is None:
            self._unseen = self._unseen or not self.isVisible()
            first, second = (self._wanted(part) for part in self._parts)
            self._wants = first + second + self._spacing
        return self._wants

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
