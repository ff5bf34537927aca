"""The line under a field: what is known of its value, with an icon, a word and a time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.plain import PlainLabel

_TONES = {
    "ok": ("circle-check", "ok"),
    "warn": ("triangle", "warn"),
    "error": ("circle-x", "error"),
    "info": ("info", "muted"),
}


class ResultLine(QWidget):
    """Empty and hidden until something is said; may offer one-click repairs."""

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self.setObjectName(identifier)
        self._icon, self.text = Icon("info"), PlainLabel("", "muted", selectable=True)
        whole = column(self, 4, (0, 4, 0, 2))
        row = line(spacing=8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        whole.addLayout(row)
        self._said: tuple[str, ...] = ()
        self._offers = Flow()
        self._below = column(spacing=0)
        whole.addLayout(self._below)
        self.hide()

    def say(self, tone: str, text: str, offers: Mapping[str, Callable[[], None]] | None = None) -> None:
        """Say something; `tone` is ok, warn, error or info; `offers` are buttons."""
        said = (tone, text, *(offers or {}))
        if said == self._said:
            return  # a repair that has the focus must stay: it is offered again when its field is left
        self._said = said
        self._icon.change(*_TONES[tone])
        self.text.setText(text)
        self.text.setProperty("kind", "error" if tone == "error" else "muted")
        self.text.style().polish(self.text)
        empty(self._below)
        self._offers = Flow()
        self._below.addWidget(self._offers)
        for number, (label, does) in enumerate((offers or {}).items()):
            self._offers.add(button(label, f"{self.objectName()}.offer-{number}", does, "small"))
        self._offers.setVisible(bool(offers))
        self.setVisible(bool(text))

    def first_offer(self) -> QWidget | None:
        """Return the button of the likeliest repair, where one is offered."""
        return self._offers.parts[0] if self._offers.parts else None

    def clear(self) -> None:
        """Nothing is known any more."""
        self.say("info", "")
