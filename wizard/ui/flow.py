"""Buttons in a row that goes on in the next line where the page is too narrow."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """From left to right, then down; its height follows from its width.

    A widget that places its children, not a layout: items of a layout written in Python outlive what Qt deletes.
    """

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self.parts: list[QWidget] = []
        """As one reads them."""

        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget, *, first: bool = False) -> None:
        """Put a widget at the end, or before all others."""
        part.setParent(self)
        if self.isVisible() or _hidden(part):
            part.show()  # else it comes up with the others: each show by itself styles it once more
        self.parts.insert(0 if first else len(self.parts), part)
        self._again()

    def _again(self) -> None:
        self.updateGeometry()
        if self.isVisible():
            self._place(self.width(), move=True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part has another text, and with it another width
            self._again()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        hints = [part.sizeHint() for part in self._shown()]
        width = sum(hint.width() for hint in hints) + self._spacing * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        least = QSize(0, 0)
        for part in self._shown():
            least = least.expandedTo(part.sizeHint())
        return least

    def _place(self, width: int, *, move: bool) -> int:
        """Return the height that all of it takes in this width."""
        top = 0
        for row in self._rows(width):
            left, tallest = 0, max(hint.height() for _part, hint in row)
            for part, hint in row:
                if move:
                    part.setGeometry(QRect(left, top + (tallest - hint.height()) // 2, hint.width(), hint.height()))
                left += hint.width() + self._spacing
            top += tallest + self._spacing
        return max(top - self._spacing, 0)

    def _shown(self) -> list[QWidget]:
        return [part for part in self.parts if not _hidden(part)]

    def _rows(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        rows: list[list[tuple[QWidget, QSize]]] = []
        left = 0
        for part in self._shown():
            hint = part.sizeHint()
            wide = hint.width()
            if not rows or left + self._spacing + wide > width:
                rows.append([])
                left = -self._spacing
            rows[-1].append((part, hint))
            left += self._spacing + wide
        return rows


def _hidden(part: QWidget) -> bool:
    """Tell whether a part was hidden on purpose, and not only because the page is not on screen yet."""
    return part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
