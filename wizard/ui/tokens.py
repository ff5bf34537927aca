"""Colours and sizes of the window; the only place that holds a colour.

Source: the drawings of the window; contrasts are computed by the tests.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark", "contrast-light", "contrast-dark", "system"]
Motion = Literal["system", "full", "less"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. A name with `_soft` is the ground that its colour stands on."""

    background: str
    rail: str
    card: str
    sunk: str
    text: str
    muted: str
    hairline: str
    border: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str
    accent: str
    accent_soft: str
    on_accent: str


LIGHT = Tokens(
    background="#ffffff", rail="#f5f6f8", card="#ffffff", sunk="#f5f6f8", text="#1b1f24", muted="#57606a",
    hairline="#d8dee4", border="#8c959f", ok="#1a7f37", ok_soft="#e9f6ed", warn="#8a5a00", warn_soft="#fdf3dc",
    error="#b3261e", error_soft="#fcebea", accent="#0b5cad", accent_soft="#e7f0fa", on_accent="#ffffff",
)  # fmt: skip
DARK = Tokens(
    background="#1e1f22", rail="#26282c", card="#26282c", sunk="#191a1d", text="#e6e6e6", muted="#a8b0b8",
    hairline="#3b3f45", border="#6e7681", ok="#57c06b", ok_soft="#1f3325", warn="#e0b040", warn_soft="#3a3018",
    error="#ff8a80", error_soft="#43211f", accent="#6cb2ff", accent_soft="#22364d", on_accent="#10141a",
)  # fmt: skip
CONTRAST_LIGHT = Tokens(
    background="#ffffff", rail="#ffffff", card="#ffffff", sunk="#ffffff", text="#000000", muted="#333333",
    hairline="#595959", border="#000000", ok="#0a5224", ok_soft="#f0fbf3", warn="#5c3c00", warn_soft="#fff8e5",
    error="#8c0d0d", error_soft="#fff3f2", accent="#003a80", accent_soft="#eaf3ff", on_accent="#ffffff",
)  # fmt: skip
CONTRAST_DARK = Tokens(
    background="#000000", rail="#000000", card="#000000", sunk="#000000", text="#ffffff", muted="#d6d6d6",
    hairline="#8f8f8f", border="#ffffff", ok="#7ce38b", ok_soft="#04210c", warn="#ffd75e", warn_soft="#2b2000",
    error="#ffb3ab", error_soft="#330c0a", accent="#9fccff", accent_soft="#0a2340", on_accent="#000000",
)  # fmt: skip
LOOKS: dict[str, Tokens] = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
DARK_LOOKS = (DARK, CONTRAST_DARK)

RAIL_WIDTH = 232
RAIL_GROWS = 1.2
"""The list of steps gets wider with larger text, up to this factor: the page needs the rest."""
RAIL_SLIM = 48
"""With icons only, where a page and the drawer need the room."""
RAIL_ROW = 32
DRAWER_WIDTH = 318
PAGE_LEAST = 560
"""A page that would be narrower beside the drawer lies below it."""
PAGE_MARGIN = 32
ROW_HEIGHT = 38
BAR_HEIGHT = 60
ICON = 16
ICON_GROWS = 1.25
"""Icons and boxes get larger with the text, up to this factor: beside large text they need no more to be seen."""
TARGET = 24
"""Smallest side of anything that can be pressed."""
WINDOW = (1000, 660)
WINDOW_LEAST = (880, 600)
