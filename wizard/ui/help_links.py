"""Where a card leads for more: the help of its finding, and the settings where those can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from wizard.ui.controls import button
from wizard.ui.help_book import topic
from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page

PROXY_MENDS = frozenset(
    {
        "network-name-unknown", "network-refused", "network-timeout", "network-unreachable", "network-reset",
        "network-proxy", "network-proxy-sign-in",
    }
)  # fmt: skip
"""Codes of findings that another proxy, or none, can mend."""


def help_buttons(page: Page, identifier: str, code: str) -> list[QPushButton]:
    """Return the button that opens the help of a finding; none where the help does not know it."""
    if topic(code) is None:
        return []

    def go() -> None:
        page.visit.help_at = code
        page.wanted.emit("help")

    return [button(tr("Help"), f"{identifier}.help", go, "small", "info")]


def settings_buttons(page: Page, identifier: str, code: str) -> list[QPushButton]:
    """Return the button that leads to the proxy among the settings; none where no proxy would help."""
    if code not in PROXY_MENDS or page.step == "settings":
        return []

    def go() -> None:
        page.visit.settings_at = "proxy"
        page.wanted.emit("settings")

    return [button(tr("Set a proxy…"), f"{identifier}.proxy", go, "small", "gear")]
