"""Reads the whole numbers that paths and queries bring."""

_LONGEST = 15


def whole(text: str | None) -> int | None:
    """Return the number; None for anything but a few plain digits."""
    if text and text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    return None
