"""The window: list of steps, page, bar, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from wizard.ui.announce import announce
from wizard.ui.bottom_bar import BottomBar
from wizard.ui.evidence_side import EvidenceSide
from wizard.ui.fault_list import FaultList
from wizard.ui.focus_order import put_in_order
from wizard.ui.heading import Heading
from wizard.ui.i18n import tr
from wizard.ui.laid_out import LaidOutFirst
from wizard.ui.layouts import column, line
from wizard.ui.leaving import Leaving
from wizard.ui.messages import Messages, show_messages
from wizard.ui.naming import name
from wizard.ui.page_stack import PageStack
from wizard.ui.pages._base import Page
from wizard.ui.pages.start import StartPage
from wizard.ui.remembering import Remembering
from wizard.ui.status_strip import StatusStrip
from wizard.ui.step_lists import StepLists
from wizard.ui.step_titles import SIDE
from wizard.ui.toast import Toast
from wizard.ui.tokens import WINDOW, WINDOW_LEAST

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.settings import Settings
    from wizard.ui.monitor_bell import Bell
    from wizard.ui.visit import Visit

_OWNER = "window"
_LOOK_AGAIN_S = 0.2


class Shell(QMainWindow):
    """Says `closed` once, when the window is gone."""

    closed = Signal()

    def __init__(self, visit: Visit, open_lab: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.visit = visit
        self.messages = Messages()
        self._records = visit.settings.now.recording
        self._remembering = Remembering(visit, self.say)
        self._crashes: set[str] = set()
        self.leaving = Leaving(self)
        LaidOutFirst(self)
        self._build()
        self._keys()
        visit.steps_changed.connect(self._follow_steps)
        visit.watching.told.connect(self._follow_steps)
        visit.watching.listed.connect(self._follow_steps)
        visit.watching.listed.connect(self._hear_alarms)
        self.bell: Bell | None = None
        """Tells of alarms outside of the page; made when something is watched first."""
        self._open_lab, self._language = open_lab, visit.settings.now.language
        visit.settings.on_change(self._settings_changed)
        self.page: Page = self._add(StartPage(visit, open_lab))
        self._way = self.page
        """The step that one is at; another page than the one on screen only while that is one beside the way."""
        self._had_focus: QWidget | None = None
        self._show(self.page)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)

    def _build(self) -> None:
        self.setWindowTitle(tr("GitLab–Jira setup"))
        self.resize(*WINDOW)
        self.setMinimumSize(*WINDOW_LEAST)
        whole = name(QWidget(), "shell", tr("GitLab–Jira setup"))
        self.lists, self.stack = StepLists(self.visit), PageStack()
        self.heading, self.bar = Heading(self.visit.mode), BottomBar()
        self.toast, self.faults = Toast(self.messages), FaultList(lambda fault: self.page.lead_to(fault))
        self.strip = StatusStrip(self.visit.settings.now, self.visit.mode, self._records, self.messages)
        right = column(spacing=0)
        for part in (self.heading, self.stack, self.faults, self.toast, self.bar, self.strip):
            right.addWidget(part)
        right.setStretch(1, 1)
        across = line(whole, 0)
        across.addWidget(self.lists)
        across.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.lists.chosen.connect(self.go)
        self.stack.entered.connect(self.press)
        self.evidence = EvidenceSide(self, whole, across)
        self.heading.evidence.connect(self.evidence.switch)
        self.bar.help.connect(self.help)
        self.bar.copy.connect(self.copy_for_ticket)
        self.bar.back.connect(self.back)
        self.bar.verb.connect(self.press)
        self.bar.cancel.connect(self.cancel)
        self.strip.setting.connect(self.open_setting)
        self.strip.messages.connect(partial(show_messages, self, self.messages))

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Esc": self.leaving.escape, "Alt+Left": self.back, "Ctrl+Return": self.press, "Ctrl+Enter": self.press,
            "F1": self.help, "F12": self.evidence.switch, "Ctrl+Shift+C": self.copy_for_ticket,
            "Ctrl+L": partial(self.go, "activity"), "Ctrl+,": partial(self.go, "settings"), "Ctrl+Q": self.close,
        }  # fmt: skip
        keys.update({f"Ctrl+{number}": partial(self._go_to_number, number) for number in range(1, 10)})
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)

    @property
    def way(self) -> Page:
        """The step that one is at, on screen or below a page beside the way."""
        return self._way

    def begin(self) -> None:
        """Let the page on screen come alive; the first one once the loop runs."""
        self.page.arrive()
        self.stack.focus(self.page)

    def _add(self, page: Page) -> Page:
        self.stack.add(page)
        self.heading.add_buttons(page.extras)
        page.changed.connect(self._follow)
        page.changed.connect(self._follow_steps)
        page.wanted.connect(self.go)
        page.said.connect(self.toast.say)
        page.offered.connect(self.toast.say)
        page.refused.connect(self.faults.show_faults)
        page.mended.connect(self.faults.drop)
        page.came_to_end.connect(partial(QTimer.singleShot, 0, page, partial(self._focus_on_verb, page)))
        page.came_out_well.connect(lambda said: QTimer.singleShot(0, page, partial(self._go_on, page, said)))
        page.evidence.connect(self.evidence.show_purpose)
        page.exchange_wanted.connect(self.evidence.show_exchange)
        page.exchange_chosen.connect(self.evidence.follow)
        return page

    def _focus_on_verb(self, page: Page) -> None:
        """Let Return go on; whoever is at the list of steps or the evidence stays there."""
        if page is self.page and not self._is_elsewhere():
            self.bar.verb_button.setFocus()

    def _is_elsewhere(self) -> bool:
        """Tell whether somebody is at the list of steps, at the evidence or in a dialog."""
        beside = (self.lists, *self.evidence.stops())
        focus = self.focusWidget()
        return QApplication.activeModalWidget() is not None or any(one.isAncestorOf(focus) for one in beside)

    def _go_on(self, page: Page, said: str) -> None:
        """Leave a page that came out well, and say on the next one what came out, with the way back."""
        if page is not self.page or page.working() or self._is_elsewhere():
            self._focus_on_verb(page)
            return
        page.go_on()
        self.toast.say(said, tr("Show"), partial(self.go, page.step))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Let Return on a choice press the verb, as it does in a field: a choice itself is made with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QRadioButton):
            self.press()
            return
        super().keyPressEvent(event)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what gets the focus; Qt does so only within the page, not for what comes in from outside."""
        # Under a pressed button nothing may move, or the press would miss.
        if now is not None and not QApplication.mouseButtons() and self.page.isAncestorOf(now):
            self.stack.show_part(self.page, now)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 (Qt's names)
        area = self.stack.areas.get(self.page.step, self.stack)
        gone = QApplication.focusWidget()
        if gone is not None and not (gone.isVisible() and gone.isEnabled()):
            area.setFocus()  # Qt would look for another place anywhere in the window
            return True
        seen = self.heading.evidence_button, self.page.extras, area, self.faults, self.toast, self.bar
        put_in_order((self.lists, *seen, *self.evidence.stops(), self.strip))
        return super().focusNextPrevChild(next)

    def _page(self, step: str) -> Page:
        if step not in self.stack.pages:
            from wizard.ui.all_pages import PAGES  # after the first paint

            self._add(PAGES[step](self.visit))
        return self.stack.pages[step]

    def go(self, step: str) -> None:
        """Leave the page and open another; `close` closes the window.

        A page beside the way only covers the step it was opened from: what runs and what was typed there stays.
        """
        if step == "close":
            self.close()
            return
        if step == self.page.step:
            return
        if step in SIDE:
            self._open_beside(step)
            return
        if step == self._way.step and self.page is not self._way:
            self._back_to_the_way()
            return
        self.page.depart()
        if self.page is not self._way:
            self._way.depart()
        self.page = self._way = self._page(step)
        self.visit.seen(step)
        self._show(self.page)
        self.begin()
        self._remembering.opened(step)

    def _open_beside(self, step: str) -> None:
        if self.page is self._way:
            self._had_focus = self.focusWidget()
        else:
            self.page.depart()
        if step == "help" and not self.visit.help_at:
            self.visit.help_at = f"page-{self.page.step}"  # where one comes from, unless a topic was asked for
        self.page = self._page(step)
        self._show(self.page)
        self.begin()

    def _back_to_the_way(self) -> None:
        """Show the step again as it was left, with the focus where it was."""
        self.page.depart()
        self.page = self._way
        self._show(self.page, scroll=False)
        focus = self._had_focus
        known = focus is not None and isValid(focus) and focus.isVisible()
        self.stack.focus(self.page, focus if known else None)

    def _show(self, page: Page, *, scroll: bool = True) -> None:
        self.faults.clear()
        self.stack.show_page(page, scroll=scroll)
        self.heading.show_buttons(page.extras)
        self.evidence.load(page.step)
        announce(self.heading, page.title())
        self._follow()
        self._follow_steps()

    def _hear_alarms(self) -> None:
        if self.bell is None and self.visit.watching.connections:
            from wizard.ui.monitor_bell import Bell  # after the first paint

            self.bell = Bell(self)
            self.bell.follow()

    def _settings_changed(self, settings: Settings) -> None:
        self.strip.follow(settings)
        if settings.language != self._language:
            self._language = settings.language
            self.visit.spawn(self._speak_anew(), _OWNER, "another language")

    async def _speak_anew(self) -> None:
        """Build all pages anew in another language, once nothing runs; what was decided and learnt stays."""
        while self._way.working() or self.page.working():
            await self.visit.wait(_LOOK_AGAIN_S)
        way, beside, size = self._way.step, self.page.step, self.size()
        self.page.depart()
        if self.page is not self._way:
            self._way.depart()
        self._build()
        self.resize(size)
        self._add(StartPage(self.visit, self._open_lab))
        self.page = self._way = self._page(way)
        self._had_focus = None
        self._show(self.page)
        self.begin()
        if beside != way:
            self._open_beside(beside)

    def _follow(self) -> None:
        page = self.page
        if page.working():
            self.faults.clear()  # what was in the way is asked about anew
        self.heading.change(page.title(), page.lead())
        beside = page is not self._way
        self.bar.show_note(page.bar_note(), back=beside)
        if not page.bar_note():
            self.bar.change(
                page.verb(), enabled=page.verb_enabled(), back=page.may_go_back(), cancel=page.cancel_text()
            )
            self.bar.tell_cancel(self.leaving.what_cancel_does())

    def _follow_steps(self) -> None:
        self.lists.follow(self._way, "" if self.page is self._way else self.page.step)

    def back(self) -> None:
        """Go to the step before; from a page beside the way to where one was."""
        if self.page is not self._way:
            self._back_to_the_way()
        elif self.page.step != "start" and self.page.may_go_back():
            self.go(self.visit.before(self.page.step))

    def press(self) -> None:
        """Press the filled button."""
        if not self.page.bar_note() and self.page.verb_enabled():
            self.faults.clear()
            self.page.press()

    def cancel(self) -> None:
        """End what the page does; when it does nothing, leave it, or close the window."""
        if self.page.cancel_asked() or self.page.step == "start":
            return
        if self.page is not self._way:
            self._back_to_the_way()
        else:
            self.close()

    def _go_to_number(self, number: int) -> None:
        path = [step for step in self.visit.path() if step != "start"]
        if number <= len(path) and self.visit.visited(path[number - 1]) and self.page.may_go_back():
            self.go(path[number - 1])

    def help(self) -> None:
        """Open the help of the page."""
        from wizard.ui.dialogs import show_text
        from wizard.ui.help_book import topic
        from wizard.ui.help_text import help_of

        title, anchor = tr("Help: {title}", title=self.page.title()), f"page-{self.page.step}"
        actions = {tr("Open in Help"): partial(self._open_help, anchor)} if topic(anchor) is not None else {}
        show_text(self, "help", title, help_of(self.page.step, self.page.lead()), actions)

    def _open_help(self, anchor: str) -> None:
        self.visit.help_at = anchor
        self._open_anew("help")

    def copy_for_ticket(self) -> None:
        """Copy the page as plain text."""
        self.page.copy(self.page.ticket())

    def open_setting(self, field: str) -> None:
        """Open the settings at one of them."""
        self.visit.settings_at = field
        self._open_anew("settings")

    def _open_anew(self, step: str) -> None:
        if self.page.step == step:
            self.begin()
        else:
            self.go(step)

    def say(self, text: str) -> None:
        """Show a notice."""
        self.toast.say(text)

    def crashed(self, work: str, error: BaseException) -> None:
        """Show an error that nobody foresaw, once for each place."""
        from wizard.ui.crash import unforeseen

        finding = unforeseen(work, error)
        if finding.facts["place"] not in self._crashes:
            self._crashes.add(finding.facts["place"])
            self.page.show_findings((finding,))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        if not self.leaving.may_close():
            event.ignore()
            return
        self.page.depart()
        if self.page is not self._way:
            self._way.depart()
        event.accept()
        self.closed.emit()
