"""Where the evidence drawer stands: beside the page, over it where the window is narrow, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from wizard.ui.look import rail_wide
from wizard.ui.tokens import DRAWER_WIDTH, PAGE_LEAST, RAIL_SLIM, RAIL_WIDTH

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.exchange import Exchange
    from wizard.ui.evidence.book import EvidenceBook
    from wizard.ui.evidence.drawer import Drawer
    from wizard.ui.shell import Shell

_OWNER = "window"
_LEAST_BESIDE = {"activity": 420, "checks": 480}
"""Pages that are read together with the evidence: they make room where others are covered. Units: pixels."""


class EvidenceSide(QObject):
    """Makes the drawer when it is first wanted; from then on it stays as it was left until the program ends."""

    def __init__(self, shell: Shell, around: QWidget, across: QBoxLayout) -> None:
        super().__init__(shell)
        self._shell, self._around, self._across = shell, around, across
        self.drawer: Drawer | None = None
        self._book: EvidenceBook | None = None
        self._step = "start"
        self._grew = 0
        around.installEventFilter(self)

    def load(self, step: str) -> None:
        """Another page is on screen. The first one after the start begins to collect: before it nothing is sent."""
        self._step = step
        if step != "start":
            self._collect().step = step
        if self.drawer is not None and self.is_open():
            self.drawer.load(step)
            self._place()

    def _collect(self) -> EvidenceBook:
        """Return the book; the first to ask begins it."""
        if self._book is None:
            from wizard.ui.evidence.book import EvidenceBook  # after the first paint

            self._book = EvidenceBook()
            self._shell.visit.spawn(self._book.follow(self._shell.visit.asking), _OWNER, "evidence")
        return self._book

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab goes after the page: the drawer, when it is open."""
        return (self.drawer,) if self.drawer is not None and self.is_open() else ()

    def is_open(self) -> bool:
        """Tell whether the drawer is to be seen."""
        return self.drawer is not None and not self.drawer.isHidden()

    def switch(self) -> None:
        """Open the drawer, or close it."""
        if self.is_open():
            self.close()
        else:
            self._opened().load(self._step)

    def close(self) -> None:
        """Close the drawer; the window gets its size back, and the page the focus."""
        if self.drawer is None:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.drawer.isAncestorOf(focus)
        self.drawer.hide()
        if self._grew and not self._shell.isMaximized():
            self._shell.resize(max(self._shell.width() - self._grew, self._shell.minimumWidth()), self._shell.height())
        self._grew = 0
        self._place()
        if had_focus:
            self._shell.heading.evidence_button.setFocus()

    def show_purpose(self, why: str) -> None:
        """Open the drawer with what was sent for a check, a change or a hop."""
        self._opened().show_purpose(why)

    def show_exchange(self, exchange: Exchange) -> None:
        """Open the drawer with one exchange."""
        self._opened().show_exchange(exchange)

    def follow(self, exchange: Exchange) -> None:
        """Show one exchange, if the drawer is open."""
        if self.drawer is not None and self.is_open():
            self.drawer.show_exchange(exchange)

    def _opened(self) -> Drawer:
        if self.drawer is None:
            from wizard.ui.evidence.drawer import Drawer  # after the first paint

            self.drawer = Drawer(self._shell.visit, self._collect())
            self.drawer.setParent(self._around)
            self.drawer.closed.connect(self.close)
            self.drawer.copied.connect(lambda text: self._shell.page.copy(text))
        if not self.is_open():
            self._widen()
            self.drawer.show()
            self._place()
        return self.drawer

    def _widen(self) -> None:
        """Let the window grow by the drawer where the screen has the room: the page keeps its width."""
        shell, screen = self._shell, self._shell.screen()
        room = screen.availableGeometry().right() - shell.frameGeometry().right()
        self._grew = 0
        if not shell.isMaximized() and not shell.isFullScreen() and room >= self._wide():
            self._grew = self._wide()
            shell.resize(shell.width() + self._grew, shell.height())

    def _wide(self) -> int:
        return round(DRAWER_WIDTH * rail_wide() / RAIL_WIDTH)

    def _place(self) -> None:
        wide = self._wide() if self.is_open() else 0
        larger = rail_wide() / RAIL_WIDTH
        rest = self._around.width() - wide
        beside = rest - round(_LEAST_BESIDE.get(self._step, PAGE_LEAST) * larger) >= RAIL_SLIM
        # Rather than lie over a page, the drawer takes the words of the list of steps. That goes by the width of the
        # window alone: the list shall not change with the page.
        any_beside = rest - round(min(_LEAST_BESIDE.values()) * larger) >= RAIL_SLIM
        words_too = rest - round(PAGE_LEAST * larger) >= rail_wide()
        self._shell.lists.slim(bool(wide) and any_beside and not words_too)
        self._across.setContentsMargins(0, 0, wide if beside else 0, 0)
        self._across.activate()
        if self.drawer is not None and wide:
            # Over the page it leaves the bar alone: Back, the verb and Cancel are always to be reached.
            below = self._shell.bar.height() + self._shell.strip.height()
            high = self._around.height() - (0 if beside else below)
            self.drawer.setGeometry(self._around.width() - wide, 0, wide, high)
            self.drawer.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
