"""The palette and the style sheet of the window, made from the tokens: Fusion with our own colours.

The desktop's own switch for dark windows does nothing on most Linux desktops, so the palette is ours.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.ui.resources import resource
from wizard.ui.stylesheet import stylesheet
from wizard.ui.tokens import DARK, LIGHT, Theme, Tokens

STYLE = "Fusion"
STYLED = "styled"
"""Set on an application that got its style as it was made. Asking for one later costs the start 10 ms: Qt for Python
makes all names of its class for styles.
"""
_BASE_PX = 13.5
_SYSTEM_PX = 12.0
"""What desktops call normal text (9 points at 96 dots); a larger system size makes ours larger by the same factor."""
_PX_PER_POINT = 96 / 72

_now = LIGHT


def tokens() -> Tokens:
    """Return the tokens of the theme on screen."""
    return _now


def colour(token: str) -> str:
    """Return the colour of a token in the theme on screen, e.g. `#1a7f37`."""
    value: str = getattr(_now, token)
    return value


def _chosen(theme: Theme) -> Tokens:
    if theme == "system":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "dark" else LIGHT


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
    """Dress the program: style, palette, fonts, style sheet. `grow` makes all text larger, for tests of large type."""
    global _now
    _now = _chosen(theme)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = system.pointSizeF() if system.pointSizeF() > 0 else 9.0
    base = _BASE_PX * max(1.0, points * _PX_PER_POINT / _SYSTEM_PX) * grow
    font = QFont(system)
    font.setPointSizeF(base / _PX_PER_POINT)
    if not app.property(STYLED):
        app.setStyle(STYLE)
    app.setFont(font)
    app.setPalette(_palette(_now))
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    tick = resource(f"icons/tick-{'dark' if _now is DARK else 'light'}.svg").as_posix()
    app.setStyleSheet(stylesheet(_now, base, mono, tick))
