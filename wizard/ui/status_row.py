"""One line a thing: icon, title, note, where it was seen from, how long it took."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton

from wizard.journey.mark import Mark
from wizard.ui.controls import chip
from wizard.ui.i18n import show
from wizard.ui.icons import Icon
from wizard.ui.layouts import line
from wizard.ui.marks import MARKS, duration
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide
from wizard.ui.tokens import ROW_HEIGHT


class StatusRow(QFrame):
    """A row with a hairline below. A fixed width of the title lines up the notes of a table."""

    def __init__(self, identifier: str, title: str, *, vantage: str = "", title_width: int = 0) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setMinimumHeight(ROW_HEIGHT)
        self.icon = Icon("circle", "muted")
        self.title = PlainLabel(title, "name", wrap=len(title) > 60)
        if title_width:
            self.title.setMinimumWidth(title_width)
        self.note = PlainLabel("", "muted")
        self.vantage = chip(vantage)
        self.vantage.setVisible(bool(vantage))
        self.ms = PlainLabel("", "number", wrap=False)
        self.ms.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.ms.setMinimumWidth(52)
        self.ms.setVisible(bool(vantage))
        self._row = line(self, 12, (2, 6, 2, 6))
        self._row.addWidget(self.icon)
        self._words = SideBySide(self.title, self.note, below=1)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.vantage)
        self._row.addWidget(self.ms)
        name(self, identifier, title)

    def add_button(self, one: QPushButton) -> None:
        """Put a button at the end of the row."""
        self._row.addWidget(one)

    def change_icon(self, icon: str, token: str, word: str) -> None:
        """Show a state by its icon; the word is for those who hear the row."""
        self.icon.change(icon, token)
        self.icon.setToolTip(word)
        self._say(word)

    def change(self, mark: Mark, note: str, ms: float | None = None) -> None:
        """Show how the row stands now."""
        icon, token, word = MARKS[mark]
        self.note.setText(note)
        self.ms.setText("" if ms is None else duration(ms))
        self.change_icon(icon, token, show(word))

    def _say(self, word: str) -> None:
        self.setAccessibleDescription(f"{word} {self.note.text()}".strip())
