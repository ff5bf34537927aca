"""What the notices of this run said, with their times: kept while the window is open, and shown when asked for."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wizard.ui.i18n import tr, trn

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from PySide6.QtWidgets import QWidget

_KEPT = 50


class Messages(QObject):
    """Says `changed` when one more was said."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told: deque[tuple[float, str]] = deque(maxlen=_KEPT)
        """What was said, with its time in seconds since 1970; the newest last."""

    def add(self, text: str) -> None:
        """Keep what is said now."""
        self.told.append((time.time(), text))
        self.changed.emit()

    def lines(self) -> list[str]:
        """Return one line a message, the newest first, with the time of day of this computer."""
        return [f"{time.strftime('%H:%M:%S', time.localtime(at))}  {text}" for at, text in reversed(self.told)]

    def count(self) -> str:
        """Return how many there are, in words."""
        return trn("{n} message", "{n} messages", len(self.told))


def show_messages(parent: QWidget, messages: Messages) -> None:
    """Open the list of what was said; Esc closes it, and the focus goes back to where it was."""
    from PySide6.QtWidgets import QListWidget

    from wizard.ui.announce import announce
    from wizard.ui.controls import button
    from wizard.ui.dialogs import make_dialog
    from wizard.ui.layouts import column, line
    from wizard.ui.naming import name
    from wizard.ui.plain import visible

    title = tr("Messages of this run")
    dialog = make_dialog(parent, "messages", title)
    dialog.resize(560, 320)
    inner = column(dialog, 12, (20, 18, 20, 16))
    said = name(QListWidget(), "messages.list", title, messages.count())
    said.setWordWrap(True)
    said.addItems([visible(one) for one in messages.lines()])
    said.setCurrentRow(0)
    inner.addWidget(said)
    row = line()
    row.addStretch(1)
    row.addWidget(button(tr("Close"), "messages.close", dialog.accept))
    inner.addLayout(row)
    dialog.open()
    said.setFocus()
    announce(dialog, messages.count())
