"""A part of a page that keeps its changes to itself: only another height makes the page around it lay out anew."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class OwnRoom(QWidget):
    """Holds its parts in `inside`.

    Each text that changes makes Qt lay out all that holds it, up to the window, whether it needs more room or not. Here
    that ends, unless the parts take another height or another least width. What they would like to have in width is
    not looked at: a part of a page is as wide as the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inside = QWidget(self)
        self._told_least = -1
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._look()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._look()  # Qt asks nothing of what is not seen

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self.inside.resize(event.size())
        self._look()

    def _look(self) -> None:
        """Ask for another room where the one it has is not what the parts take."""
        taken = self.heightForWidth(self.width())
        if taken != self.height() or self._told_least != self.inside.minimumSizeHint().width():
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        high = self.inside.heightForWidth(width)
        return high if high >= 0 else self.inside.sizeHint().height()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        least = self.inside.minimumSizeHint()
        self._told_least = least.width()
        return least
