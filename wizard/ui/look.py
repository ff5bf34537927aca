"""The palette and the style sheet of the window, made from the tokens: Fusion with our own colours.

The desktop's own switch for dark windows does nothing on most Linux desktops, so the palette is ours.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.ui.resources import resource
from wizard.ui.stylesheet import BASE_PX, drawn, rail_width, stylesheet
from wizard.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, DARK_LOOKS, ICON, LIGHT, LOOKS, Motion, Theme, Tokens

STYLE = "Fusion"
STYLED = "styled"
"""Set on an application that got its style as it was made. Asking for one later costs the start 10 ms: Qt for Python
makes all names of its class for styles.
"""
_SYSTEM_PX = 12.0
"""What desktops call normal text (9 points at 96 dots); a larger system size makes ours larger by the same factor."""
_PX_PER_POINT = 96 / 72

_now = LIGHT
_base_px = BASE_PX
_motion: Motion = "system"
_families: tuple[str, str] | None = None


def tokens() -> Tokens:
    """Return the tokens of the theme on screen."""
    return _now


def colour(token: str) -> str:
    """Return the colour of a token in the theme on screen, e.g. `#1a7f37`."""
    value: str = getattr(_now, token)
    return value


def use_fonts(text: str, numbers: str) -> None:
    """Use these families instead of the system's: pictures that are compared must not depend on a computer's fonts."""
    global _families
    _families = (text, numbers)


def rail_wide() -> int:
    """Return the width of the list of steps for the size of text on screen."""
    return rail_width(_base_px)


def icon_side(side: int = ICON) -> int:
    """Return how large an icon is drawn for the size of text on screen; `side` is for normal text."""
    return drawn(side, _base_px)


def words_beside_a_box() -> int:
    """Return how far from its left edge the words of a check box or radio button begin: the style puts room around."""
    return icon_side() + 16


def use_motion(motion: Motion) -> None:
    """Let icons turn or stand still from now on."""
    global _motion
    _motion = motion


def less_motion() -> bool:
    """Tell whether things that wait shall stand still: by the setting, else as the desktop wishes."""
    if _motion != "system":
        return _motion == "less"
    # Qt knows the wish of the desktop from 6.12 on.
    return _wish("motionPreference") == "Reduced"


def _wish(preference: str) -> str:
    """Return the name of a wish of the desktop; empty where this Qt (before 6.10) does not know it."""
    hints = QGuiApplication.styleHints()  # kept while it is asked: with it goes what it gave
    asked = getattr(hints, "accessibility", None)
    wish = getattr(asked(), preference, None) if asked is not None else None
    return getattr(wish(), "name", "") if wish is not None else ""


def _of_the_system() -> Tokens:
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    if _wish("contrastPreference") == "HighContrast":
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def _chosen(theme: Theme) -> Tokens:
    return LOOKS.get(theme) or _of_the_system()


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.background, role.Base: look.background, role.AlternateBase: look.sunk,
        role.WindowText: look.text, role.Text: look.text, role.ButtonText: look.text, role.Button: look.card,
        role.PlaceholderText: look.muted, role.Highlight: look.accent, role.HighlightedText: look.on_accent,
        role.ToolTipBase: look.card, role.ToolTipText: look.text, role.Link: look.accent,
    }  # fmt: skip
    palette = QPalette()
    for part, value in colours.items():
        palette.setColor(part, QColor(value))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(look.muted))
    return palette


def put_on(app: QApplication, theme: Theme, *, grow: float = 1.0) -> None:
    """Dress the program: style, palette, fonts, style sheet; what is open already changes with it.

    `grow` makes all text larger: 1.5 is 150 %.
    """
    global _now, _base_px
    _now = _chosen(theme)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = system.pointSizeF() if system.pointSizeF() > 0 else 9.0
    _base_px = BASE_PX * max(1.0, points * _PX_PER_POINT / _SYSTEM_PX) * grow
    font = QFont(system)
    if _families is not None:
        font.setFamilies([_families[0]])
    font.setPointSizeF(_base_px / _PX_PER_POINT)
    if not app.property(STYLED):
        app.setStyle(STYLE)
    app.setFont(font)
    app.setPalette(_palette(_now))
    mono = _families[1] if _families else QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    shade = "dark" if _now in DARK_LOOKS else "light"
    tick, arrow = (resource(f"icons/{drawing}-{shade}.svg").as_posix() for drawing in ("tick", "arrow"))
    app.setStyleSheet(stylesheet(_now, _base_px, mono, tick=tick, arrow=arrow))
