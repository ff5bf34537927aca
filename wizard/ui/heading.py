"""The top of a page: what one does here, in which world, and one sentence why."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wizard.domain.world import Mode
from wizard.ui.controls import button, chip
from wizard.ui.heading_role import Title
from wizard.ui.i18n import tr
from wizard.ui.layouts import column, line
from wizard.ui.own_room import OwnRoom
from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide
from wizard.ui.tokens import PAGE_MARGIN

_CHIPS = {"live": ("LIVE", "accent"), "lab": ("LAB", "warn"), "replay": ("REPLAY", "")}

_GAP = 11
"""Between title and chip."""


class Heading(OwnRoom):
    """Title, chip, lead line; at the right the page's own buttons. Says `evidence` when that is to be shown or not."""

    evidence = Signal()

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self._fitted = -1
        """How wide the title was when it was last fitted in."""
        self.title = Title("", "title", wrap=False)
        self.title.setObjectName("heading.title")
        self.lead = PlainLabel("", "lead")
        self.lead.setObjectName("heading.lead")
        word, tone = _CHIPS[mode]
        self.chip = chip(word, tone)
        self.chip.setObjectName("heading.chip")
        if mode == "lab":
            said = tr("A lab on this computer: GitLab, GitLab.com and Jira are simulated; nothing real is touched.")
            self.chip.setToolTip(said)
            self.chip.setAccessibleDescription(said)
        titles, buttons = QWidget(), QWidget()
        top = line(titles, _GAP)
        top.addWidget(self.title)
        top.addWidget(self.chip)
        spoken = tr("Show or hide the requests: what was sent and answered")
        self.evidence_button = button(tr("Requests"), "heading.evidence", self.evidence.emit, "link", "lines", spoken)
        self.evidence_button.setToolTip(f"{spoken} (F12)")
        top.addWidget(self.evidence_button)
        top.addStretch(1)
        self._buttons = line(buttons, 9)
        self._top = SideBySide(titles, buttons, 9, first_grows=True, second_whole=True)
        whole = column(self.inside, 5, (PAGE_MARGIN, 26, PAGE_MARGIN, 10))
        whole.addWidget(self._top)
        whole.addWidget(self.lead)

    def change(self, title: str, lead: str) -> None:
        """Say what the page is for now."""
        self.title.setText(title)
        if self._wide() != self._fitted:
            self._fit()
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self._wide() != self._fitted:
            self._fit()  # the text is larger or smaller now
        return super().event(event)

    def _fit(self) -> None:
        """Let a wide title take the place of the button's words, which its icon keeps; then let it go on below."""
        wide = self._fitted = self._wide()
        self.evidence_button.setText(tr("Requests"))
        if wide > self._room():
            self.evidence_button.setText("")
        self.title.setWordWrap(wide > self._room())
        self._top.arrange()

    def _wide(self) -> int:
        return self.title.fontMetrics().horizontalAdvance(self.title.text())

    def _room(self) -> int:
        """Return what the chip and the button leave for the title."""
        beside = self.chip.sizeHint().width() + self.evidence_button.sizeHint().width()
        return self.width() - 2 * PAGE_MARGIN - beside - 2 * _GAP

    def add_buttons(self, box: QWidget) -> None:
        """Take the box with a page's own buttons."""
        box.hide()
        # Where they have a line of their own, they keep their widths.
        self._buttons.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_buttons(self, box: QWidget) -> None:
        """Show the buttons of one page."""
        for at in range(self._buttons.count()):
            item = self._buttons.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget is box)
        self._top.arrange()
