"""The top of a page: what one does here, in which world, and one sentence why."""

from PySide6.QtWidgets import QWidget

from wizard.domain.world import Mode
from wizard.ui.controls import chip
from wizard.ui.layouts import column, line
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import PAGE_MARGIN

_CHIPS = {"live": ("LIVE", "accent"), "lab": ("LAB", "warn"), "replay": ("REPLAY", "")}


class Heading(QWidget):
    """Title, chip, lead line; at the right the page's own buttons."""

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self.title = PlainLabel("", "title", wrap=False)
        self.title.setObjectName("heading.title")
        self.lead = PlainLabel("", "lead")
        self.lead.setObjectName("heading.lead")
        word, tone = _CHIPS[mode]
        self.chip = chip(word, tone)
        self.chip.setObjectName("heading.chip")
        top = line(spacing=11)
        top.addWidget(self.title)
        top.addWidget(self.chip)
        top.addStretch(1)
        self._buttons = line(spacing=9)
        top.addLayout(self._buttons)
        whole = column(self, 5, (PAGE_MARGIN, 26, PAGE_MARGIN, 10))
        whole.addLayout(top)
        whole.addWidget(self.lead)

    def change(self, title: str, lead: str) -> None:
        """Say what the page is for now."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))

    def add_buttons(self, box: QWidget) -> None:
        """Take the box with a page's own buttons."""
        box.hide()
        self._buttons.addWidget(box)

    def show_buttons(self, box: QWidget) -> None:
        """Show the buttons of one page."""
        for at in range(self._buttons.count()):
            item = self._buttons.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget is box)
