"""The strip at the bottom of the window: which world, which proxy, what is recorded, what the notices said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from wizard.ui.controls import button, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import PAGE_MARGIN

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.settings import Settings
    from wizard.domain.world import Mode
    from wizard.ui.messages import Messages

_INSET = 6
"""Of the text in a button: the strip begins where the page does."""
_GAP = 6
_ICONS = {"strip.proxy": "link", "strip.recording": "lines", "strip.messages": "info"}
_WORLD_ICONS: dict[Mode, str] = {"lab": "flask", "live": "pulse", "replay": "file"}


def world_words(mode: Mode) -> str:
    """Return what the window is connected with."""
    if mode == "lab":
        return tr("Lab on this computer")
    return tr("Real sites") if mode == "live" else tr("A recording")


def proxy_words(settings: Settings, mode: Mode) -> str:
    """Return by which proxy servers are reached: its host only, for what stands before it may be a password."""
    if mode == "lab":
        return tr("Proxy: none in the lab")
    if settings.proxy == "none":
        return tr("Proxy: none")
    host = _host_of(settings.proxy_url) if settings.proxy == "manual" else ""
    return tr("Proxy: {host}", host=host) if host else tr("Proxy: as the system says")


def _host_of(url: str) -> str:
    from urllib.parse import urlsplit  # most have no proxy of their own

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def recording_words(now: bool, wanted: bool) -> str:
    """Return whether requests go into files; a change of that holds from the next start on."""
    if now == wanted:
        return tr("Requests: recorded") if now else tr("Requests: in memory only")
    if now:
        return tr("Requests: recorded until the next start")
    return tr("Requests: recorded from the next start on")


class StatusStrip(QFrame):
    """Says `setting` with the field of the settings that a part is about, and `messages`.

    It is one line: where the words do not fit, icons stand for them, with the words as tool tips and names.
    """

    setting = Signal(str)
    messages = Signal()

    def __init__(self, settings: Settings, mode: Mode, recording: bool, told: Messages) -> None:
        """`recording` is whether this run records: it stays as it was at the start."""
        super().__init__()
        self._mode, self._recording, self._told = mode, recording, told
        self._slim = False
        self.setProperty("kind", "strip")
        name(self, "strip", tr("Status"))
        self.world = PlainLabel(world_words(mode), "small", wrap=False)
        self.proxy = button(" ", "strip.proxy", partial(self.setting.emit, "proxy"), "status")
        self.records = button(" ", "strip.recording", partial(self.setting.emit, "recording"), "status")
        self.count = button(" ", "strip.messages", self.messages.emit, "status")
        self.proxy.setAccessibleDescription(tr("Opens the proxy among the settings."))
        self.records.setAccessibleDescription(tr("Opens the recording among the settings."))
        self.count.setAccessibleDescription(tr("Opens what the notices of this run said."))
        self.world.setContentsMargins(_INSET, 0, _INSET, 0)
        self._world_icon: QWidget | None = None
        self._row = Flow(_GAP)
        for part in (self.world, self.proxy, self.records, self.count):
            self._row.add(part)
        line(self, 0, (PAGE_MARGIN - _INSET, 2, PAGE_MARGIN, 2)).addWidget(self._row)
        told.changed.connect(self._count)
        self.follow(settings)
        self._count()

    def follow(self, settings: Settings) -> None:
        """Show what holds after a change of the settings."""
        self._say(self.proxy, proxy_words(settings, self._mode))
        self._say(self.records, recording_words(self._recording, settings.recording))
        self._fit()

    def _count(self) -> None:
        self.count.setVisible(bool(self._told.told))
        self._say(self.count, self._told.count())
        self._fit()

    def _say(self, part: QPushButton, words: str) -> None:
        part.setAccessibleName(words)
        if self._slim:
            self._shorten(part)
        else:
            set_button_text(part, words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_row"):
            self._fit()

    def _fit(self) -> None:
        """Take icons where the words need more than one line, and words again where they fit."""
        measure = self.count.fontMetrics().horizontalAdvance
        words = [self.world.text(), *(one.accessibleName() for one in self._buttons())]
        wanted = sum(measure(one) + 2 * _INSET + 2 for one in words) + _GAP * (len(words) - 1)
        slim = wanted > self.width() - 2 * PAGE_MARGIN + _INSET
        if slim != self._slim:
            self._slim = slim
            self._show_words_or_icons()

    def _buttons(self) -> list[QPushButton]:
        return [one for one in (self.proxy, self.records, self.count) if not one.isHidden()]

    def _show_words_or_icons(self) -> None:
        if self._slim and self._world_icon is None:
            from wizard.ui.icons import Icon  # a strip that fits needs none

            self._world_icon = name(QWidget(), "strip.world", self.world.text())
            self._world_icon.setToolTip(self.world.text())
            line(self._world_icon, 0, (_INSET, 0, _INSET, 0)).addWidget(Icon(_WORLD_ICONS[self._mode]))
            self._row.add(self._world_icon, first=True)
        if self._world_icon is not None:
            self._world_icon.setVisible(self._slim)
        self.world.setVisible(not self._slim)
        for part in (self.proxy, self.records, self.count):
            if self._slim:
                self._shorten(part)
            else:
                part.setIcon(QIcon())
                part.setToolTip("")
                set_button_text(part, part.accessibleName())

    def _shorten(self, part: QPushButton) -> None:
        from wizard.ui.icons import put_icon

        put_icon(part, _ICONS[part.objectName()])
        part.setText(str(len(self._told.told)) if part is self.count else "")
        part.setToolTip(part.accessibleName())
