"""The bar below each page: help at the left, Back, the one filled verb and Cancel at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from wizard.ui import button_words
from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import tr
from wizard.ui.layouts import line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide
from wizard.ui.tokens import BAR_HEIGHT, PAGE_MARGIN

_GAP = 10


class BottomBar(QFrame):
    """Says which button was pressed; the shell knows what it means."""

    help = Signal()
    copy = Signal()
    back = Signal()
    verb = Signal()
    cancel = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setMinimumHeight(BAR_HEIGHT)
        name(self, "bar", tr("Page buttons"))
        self.note = PlainLabel("", "muted")
        self._noted: tuple[str, bool] | None = None
        self.help_button = button(tr("Help"), "bar.help", self.help.emit, "link")
        self.copy_button = button(tr("Copy for ticket"), "bar.copy", self.copy.emit, "link")
        self.back_button = button(button_words.back(), "bar.back", self.back.emit)
        self.verb_button = button(button_words.go_on(), "bar.verb", self.verb.emit, "verb")
        self.cancel_button = button(tr("Cancel"), "bar.cancel", self.cancel.emit)
        self._space = QWidget()
        links, actions = QWidget(), QWidget()
        left, right = self._left, self._right = line(links, _GAP), line(actions, _GAP)
        left.addWidget(self.note, 1)
        left.addWidget(self.help_button)
        left.addWidget(self.copy_button)
        left.addWidget(self._space, 1)
        right.addStretch(1)
        for one in (self.back_button, self.verb_button, self.cancel_button):
            right.addWidget(one)
        self._parts = SideBySide(links, actions, _GAP, first_grows=True)
        line(self, 0, (PAGE_MARGIN, _GAP, PAGE_MARGIN, _GAP)).addWidget(self._parts)

    def show_note(self, text: str, *, back: bool = False) -> None:
        """Show a bare note instead of the buttons of a step, as the start page does; empty for the buttons."""
        if (text, back) == self._noted:
            return
        self._noted = (text, back)
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._space.setVisible(not text)
        for one in (self.copy_button, self.back_button, self.verb_button, self.cancel_button):
            one.setVisible(not text)
        self.back_button.setVisible(back or not text)
        self._arrange()

    def change(self, verb: str, *, enabled: bool, back: bool, cancel: str) -> None:
        """Show the verb of the page; no Back on a page that must not be left backwards, no Cancel without a text."""
        set_button_text(self.verb_button, verb)
        if self.verb_button.hasFocus() and not enabled:
            # Qt would hand the focus on to Cancel, and whoever presses twice would close the window.
            self.setFocus()
        self.verb_button.setEnabled(enabled)
        if self.hasFocus() and enabled:
            self.verb_button.setFocus()
        self.back_button.setVisible(back)
        set_button_text(self.cancel_button, cancel or tr("Cancel"))
        self.cancel_button.setVisible(bool(cancel))
        self._arrange()

    def tell_cancel(self, what: str) -> None:
        """Say what the last button does beside its word, to the pointer and to a screen reader."""
        if self.cancel_button.toolTip() != what:
            self.cancel_button.setToolTip(what)
            self.cancel_button.setAccessibleDescription(what)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Let Back stand beside the links where the buttons together are wider than the page."""
        shown = [one for one in (self.back_button, self.verb_button, self.cancel_button) if not one.isHidden()]
        wanted = sum(one.sizeHint().width() + _GAP for one in shown) - _GAP
        self._move_back(beside_links=len(shown) > 2 and wanted > self.width() - 2 * PAGE_MARGIN)
        self._parts.arrange()

    def _move_back(self, *, beside_links: bool) -> None:
        one = self.back_button
        if (self._left.indexOf(one) >= 0) is beside_links:
            return
        hidden, had_focus = one.isHidden(), one.hasFocus()
        (self._right if beside_links else self._left).removeWidget(one)
        if beside_links:
            self._left.addWidget(one)
        else:
            self._right.insertWidget(1, one)
        one.setVisible(not hidden)  # a widget that changes its parent is hidden by Qt
        if had_focus:
            one.setFocus()
