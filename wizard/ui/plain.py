"""Labels that show what was said and nothing else: no rich text, no hidden characters, no endless line."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

CUT_AT = 2_000
"""Characters of our own sentences with what servers put into them."""
CUT_SAID_AT = 300
"""Characters of a bare server text."""
_LONGEST_WORD = 60
_NARROWEST = 40
"""What wraps gives way to the width of the page; its height follows from the width.

Units: pixels.
"""
_BREAK = "\u200b"
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _seen(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"[U+{ord(char):04X}]"


def visible(text: str, cut_at: int = CUT_AT) -> str:
    """Return `text` as it may be shown: hidden characters as [U+202E], cut with a mark."""
    kept = text[:cut_at]
    # What Python calls printable holds none of the hidden characters; nearly every text is.
    shown = kept if kept.isprintable() else "".join(_seen(char) for char in kept)
    return shown if len(kept) == len(text) else f"{shown} […]"


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """Return `text` with places to break in words of more characters than this, which are wider than any page."""
    if len(text) <= longest:
        return text
    pieces = []
    for word in text.split(" "):
        parts = [word[at : at + longest] for at in range(0, len(word), longest)]
        pieces.append(_BREAK.join(parts))
    return " ".join(pieces)


class PlainLabel(QLabel):
    """The one label of the window. `kind` picks its look in the style sheet.

    Selectable is what people quote, as in cards; a label that is not costs a tenth of it to change and to lay out.
    """

    longest_word = _LONGEST_WORD
    """Words of more characters may break anywhere; less where a label has less room than a page."""

    def __init__(self, text: str = "", kind: str = "", *, wrap: bool = True, selectable: bool = False) -> None:
        super().__init__()
        self._given: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(_NARROWEST)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if kind:
            self.setProperty("kind", kind)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name: every way to set a text goes through here)
        if text == self._given:
            return
        self._given = text
        super().setText(breakable(visible(text), self.longest_word))
        self.setAccessibleName(self.text())
