"""Text that cannot act: every control and every invisible direction mark is shown as what it is."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls (C0, C1), formats (bidi, zero width), surrogates, private use, unassigned, separators."""


def visible(text: str) -> str:
    """Return `text` with all that is invisible or moves what follows written as [U+XXXX]."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"[U+{ord(letter):04X}]" if unicodedata.category(letter) in _INVISIBLE else letter for letter in text
    )
