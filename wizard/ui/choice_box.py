"""A drop-down list of few choices that the wheel does not change by accident."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from wizard.ui.naming import name

_MOST_ROWS = 20
"""What the open list shows without scrolling."""


class ChoiceBox(QComboBox):
    """Says `picked` by the given function when a person chose; not when the program did."""

    def __init__(
        self, identifier: str, spoken: str, choices: Mapping[object, str], picked: Callable[[object], object]
    ) -> None:
        super().__init__()
        self._values: list[object] = []
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one does not ask the style for heights
        for value, word in choices.items():
            self._values.append(value)
            self.addItem(word)
        self.activated.connect(lambda row: picked(self._values[row]))
        name(self, identifier, spoken)

    def choose(self, value: object, word: str = "") -> None:
        """Show a value; one that is not among the choices is added with its word."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(word or str(value))
        self.setCurrentIndex(self._values.index(value))

    def offer(self, value: object, word: str) -> None:
        """Add a choice; one that is there already stays as it is."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(word)

    def replace(self, choices: Mapping[object, str]) -> None:
        """Offer other choices; the first one is chosen."""
        self.clear()
        self._values = list(choices)
        self.addItems(list(choices.values()))

    def value(self) -> object:
        """Return what is chosen."""
        return self._values[self.currentIndex()]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.setMinimumHeight(self.sizeHint().height())  # a crowded page would press it flat

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        event.ignore()  # the page scrolls; a setting changes only when somebody means it
