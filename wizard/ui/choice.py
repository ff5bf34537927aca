"""A large choice, as the Start page offers them: icon, title and one line in one button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel


def _inside(label: PlainLabel) -> PlainLabel:
    """Let presses on a text go to the card below it."""
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


class Choice(QPushButton):
    """A large choice: icon, title, one line."""

    def __init__(self, identifier: str, icon: str, title: str, text: str, chosen: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setAutoDefault(True)  # Return opens it, as Space does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(72)
        self.clicked.connect(lambda: chosen())
        row = self._row = line(self, 14, (16, 12, 16, 12))
        texts = column(spacing=3)
        texts.addWidget(_inside(PlainLabel(title, "strong")))
        texts.addWidget(_inside(PlainLabel(text, "muted")))
        for part in (Icon(icon, "accent", 20), Icon("chevron-right", "muted")):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        row.insertLayout(1, texts, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # a text that goes on in a second line makes it higher
        self.setSizePolicy(policy)
        name(self, identifier, title, text)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self._row.sizeHint().expandedTo(QSize(0, self.minimumHeight()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        return max(self._row.totalHeightForWidth(width), self.minimumHeight())
