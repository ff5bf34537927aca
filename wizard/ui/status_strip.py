"""The strip at the bottom of the window: which world, which proxy, what is recorded, and what the notices said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

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
"""Of the text in a button: each line of the strip begins where the page does."""


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
    """Says `setting` with the field of the settings that a part is about, and `messages`."""

    setting = Signal(str)
    messages = Signal()

    def __init__(self, settings: Settings, mode: Mode, recording: bool, told: Messages) -> None:
        """`recording` is whether this run records: it stays as it was at the start."""
        super().__init__()
        self._mode, self._recording, self._told = mode, recording, told
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
        row = Flow(6)
        for part in (self.world, self.proxy, self.records, self.count):
            row.add(part)
        line(self, 0, (PAGE_MARGIN - _INSET, 2, PAGE_MARGIN, 2)).addWidget(row)
        told.changed.connect(self._count)
        self.follow(settings)
        self._count()

    def follow(self, settings: Settings) -> None:
        """Show what holds after a change of the settings."""
        set_button_text(self.proxy, proxy_words(settings, self._mode))
        set_button_text(self.records, recording_words(self._recording, settings.recording))

    def _count(self) -> None:
        self.count.setVisible(bool(self._told.told))
        set_button_text(self.count, self._told.count())
