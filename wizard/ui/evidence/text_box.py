"""A box with a message as it was recorded: plain, to be read and copied, as tall as it needs up to a limit."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from wizard.ui.naming import name
from wizard.ui.plain import visible

LONGEST = 30_000
"""Characters; a box with more would keep the window busy."""
_MOST_LINES = 11
_LINE = 34
"""Characters that fit into a line of the drawer."""
_AROUND = 34


class TextBox(QPlainTextEdit):
    """Read-only; long lines wrap, Tab goes on."""

    def __init__(self, identifier: str, spoken: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("kind", "code")
        name(self, identifier, spoken)

    def say(self, text: str) -> None:
        """Show a text from its beginning; nothing is to be seen where there is none."""
        self.setVisible(bool(text))
        if text == self.toPlainText():
            return
        self.setPlainText(visible(text, LONGEST).replace("[U+0009]", "\t"))
        wrapped = sum(len(one) // _LINE for one in text.split("\n", _MOST_LINES)[:_MOST_LINES])
        lines = min(text.count("\n") + 1 + wrapped, _MOST_LINES)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + _AROUND)
