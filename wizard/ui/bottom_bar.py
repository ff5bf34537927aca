"""The bar below each page: help at the left, Back, the one filled verb and Cancel at the right."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from wizard.ui import button_words
from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import tr
from wizard.ui.icons import put_icon, take_icon
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
        self._told: tuple[str, bool, bool, str] | None = None
        """What the buttons say and allow now; a page tells it again with each of its rows."""
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
        self._noted, self._told = (text, back), None
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._space.setVisible(not text)
        for one in (self.copy_button, self.back_button, self.verb_button, self.cancel_button):
            one.setVisible(not text)
        self.back_button.setVisible(back or not text)
        self._arrange()

    def change(self, verb: str, *, enabled: bool, back: bool, cancel: str) -> None:
        """Show the verb of the page; no Back on a page that must not be left backwards, no Cancel without a text."""
        if (verb, enabled, back, cancel) == self._told:
            return
        self._told = (verb, enabled, back, cancel)
        # Under the pointer the verb gets no narrower: Back would slide to where a second press goes.
        self.verb_button.setMinimumWidth(self.verb_button.width() if self.verb_button.underMouse() else 0)
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

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # larger text makes the buttons wider
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self.verb_button.setMinimumWidth(0)
        self._arrange()

    def _arrange(self) -> None:
        """Give the verb its whole text: Back stands beside the links where it is too narrow, then Cancel too."""
        room = self.width() - 2 * PAGE_MARGIN
        shown = [one for one in (self.back_button, self.verb_button, self.cancel_button) if not one.isHidden()]
        self._move(self.back_button, beside_links=len(shown) > 2 and _wanted(shown) > room)
        narrow = not self.cancel_button.isHidden() and _wanted([self.verb_button, self.cancel_button]) > room
        self._move(self.cancel_button, beside_links=narrow)
        self._shorten(narrow)
        self._parts.arrange()

    def _shorten(self, narrow: bool) -> None:
        """Let icons stand for the words of the links, which a screen reader and the pointer still get."""
        words = (self.help_button, tr("Help"), "info"), (self.copy_button, tr("Copy for ticket"), "copy")
        for one, text, icon in words:
            if bool(one.text()) is not narrow:
                continue
            one.setText("" if narrow else text)
            one.setToolTip(text if narrow else "")
            if narrow:
                put_icon(one, icon, "accent")
            else:
                take_icon(one)

    def _move(self, one: QPushButton, *, beside_links: bool) -> None:
        if (self._left.indexOf(one) >= 0) is beside_links:
            return
        hidden, had_focus = one.isHidden(), one.hasFocus()
        (self._right if beside_links else self._left).removeWidget(one)
        if beside_links:
            self._left.addWidget(one)
        else:
            self._right.insertWidget(1 if one is self.back_button else -1, one)
        one.setVisible(not hidden)  # a widget that changes its parent is hidden by Qt
        if had_focus:
            one.setFocus()


def _wanted(buttons: list[QPushButton]) -> int:
    return sum(one.sizeHint().width() + _GAP for one in buttons) - _GAP
