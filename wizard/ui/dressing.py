"""Puts the look that the settings ask for on the program, now and whenever they or the desktop change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from wizard.ui.i18n import language, use_language
from wizard.ui.icons import redraw_icons
from wizard.ui.look import put_on, use_motion

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from PySide6.QtWidgets import QApplication

    from wizard.domain.settings import Settings, SettingsKeeper
    from wizard.ui.tokens import Motion, Theme


def language_of(settings: Settings) -> str:
    """Return the language to speak: the chosen one, else the desktop's."""
    return QLocale.system().name() if settings.language == "system" else settings.language


class Dresser(QObject):
    """Follows the settings until it is closed. A `theme` of the command line goes before the setting until that one is
    changed.
    """

    def __init__(self, app: QApplication, keeper: SettingsKeeper, theme: Theme | None = None) -> None:
        super().__init__()
        self._app, self._keeper, self._theme = app, keeper, theme
        self._worn: tuple[str, int] | None = None
        self._before = keeper.now
        self._of_qt = QTranslator(self)
        """What Qt itself says: in file dialogs, menus of fields."""
        self._speak(keeper.now)
        self._dress()
        keeper.on_change(self._changed)
        app.styleHints().colorSchemeChanged.connect(self._desktop_changed)

    def close(self) -> None:
        """Follow the desktop no longer."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._desktop_changed)
        self._app.removeTranslator(self._of_qt)

    def _speak(self, settings: Settings) -> None:
        use_language(language_of(settings))
        self._app.removeTranslator(self._of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language() != "en" and self._of_qt.load(f"qtbase_{language()}", folder):
            self._app.installTranslator(self._of_qt)

    def _changed(self, settings: Settings) -> None:
        if settings.theme != self._before.theme:
            self._theme = None
        if settings.language != self._before.language:
            self._speak(settings)
        self._before = settings
        self._dress()

    def _desktop_changed(self) -> None:
        if (self._theme or self._keeper.now.theme) == "system":
            self._worn = None
            self._dress()

    def _dress(self) -> None:
        settings = self._keeper.now
        theme = self._theme or cast("Theme", settings.theme)
        use_motion(cast("Motion", settings.motion))
        if self._worn == (theme, settings.text_percent):
            return
        self._worn = (theme, settings.text_percent)
        put_on(self._app, theme, grow=settings.text_percent / 100)
        redraw_icons(self._app)
