"""What a page is: its heading, its verb, its notices, and the cards of what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from wizard.ui import button_words
from wizard.ui.announce import announce
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.info_bar import InfoBars
from wizard.ui.layouts import column, empty
from wizard.ui.pages._working import Works
from wizard.ui.step_state import StepState
from wizard.ui.step_titles import SIDE, START, TITLES
from wizard.ui.tokens import PAGE_MARGIN
from wizard.ui.visit import ANSWERING

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.ui.busy import BusyLine
    from wizard.ui.fault_list import Fault
    from wizard.ui.finding_card import FindingCard
    from wizard.ui.visit import Visit

TOUCHES = "touches"


class Page(Works):
    """One step on screen. Says `wanted` with the step to go to."""

    wanted = Signal(str)
    offered = Signal(str, str, object)
    """A toast with one thing that can be done about it: the text, the verb, what it does."""

    evidence = Signal(str)
    """The id of a check, a change or a hop whose requests are to be shown."""

    exchange_wanted = Signal(object)
    """An exchange that is to be shown."""

    exchange_chosen = Signal(object)
    """An exchange that is to be shown where exchanges are shown already."""

    refused = Signal(object)
    """All that is to be mended before the page goes on, the first one first: a tuple of `Fault`."""

    mended = Signal(QWidget)
    """The place of a fault where something else stands now."""

    cards_first: ClassVar[bool] = False
    """Whether cards stand above the page's content: where they must be read before it."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.setProperty("kind", "page")
        self.extras = Flow(9)
        self.notices = InfoBars(self.step)
        """What is true of the page as a whole."""
        self.touches = InfoBars(self.step)
        """What another answer on this page means for later steps."""
        self._touched: tuple[str, ...] = ()
        self._wide: set[str] = set()
        self._question = ""
        visit.wide.changed.connect(self._show_wide)
        self.faults: QVBoxLayout = column(spacing=8)
        """Where cards about the page as a whole stand."""
        outer = self._outer = column(self, 14, (PAGE_MARGIN, 6, PAGE_MARGIN, 24))
        self.body = column(spacing=12)
        outer.addLayout(self.body)
        outer.addWidget(self.touches)
        outer.insertLayout(0 if self.cards_first else 2, self.faults)
        outer.insertWidget(0, self.notices)
        outer.addStretch(1)

    def put_busy(self, line: BusyLine) -> None:
        self._outer.insertWidget(self._outer.indexOf(self.touches) + 1, line)

    def fill_with_body(self) -> None:
        """Let the body take all the room that the page has: for a page that is one table."""
        self._outer.setStretchFactor(self.body, 100)

    def answers(self) -> Answers:
        """Return what the page is about."""
        return self.visit.answers

    def title(self) -> str:
        """Return the heading: what one does here; the step's own title where the page has nothing better to say."""
        return show({**START, **TITLES, **SIDE}[self.step])

    def lead(self) -> str:
        """Return the sentence under the heading."""
        return ""

    def bar_note(self) -> str:
        """Return a bare note that stands in the bar instead of the buttons; empty for the buttons."""
        return self._question

    @contextmanager
    def questioned(self) -> Iterator[None]:
        """Leave a question in front of the page the only one with buttons, for as long as it is open.

        The page itself waits for nobody meanwhile: no time is counted while a person thinks.
        """
        self._question = tr("The question in front of this page waits for an answer.")
        if self._working:
            self.busy.end()
        self.changed.emit()
        try:
            yield
        finally:
            self._question = ""
            if self._working:
                self.busy.begin(self._working)
            self.changed.emit()

    def verb(self) -> str:
        """Return the text of the filled button."""
        return button_words.go_on()

    def verb_enabled(self) -> bool:
        """Tell whether the filled button can be pressed; it can while nothing runs."""
        return not self._working

    def may_go_back(self) -> bool:
        """Tell whether Back is offered."""
        return True

    def cancel_text(self) -> str:
        """Return the text of the last button; empty for none."""
        return tr("Cancel")

    def first_field(self) -> QWidget | None:
        """Return what gets the focus when the page comes up."""
        return None

    def arrive(self) -> None:
        """Let the page come up; from now on it may start work."""
        self._here = True
        signed_in = self.visit.learnt.gitlab_signed_in
        self.visit.wide.sign_in_ends(signed_in.expires if signed_in is not None else "", self.visit.today())
        self._show_wide()
        self.touches.take_away(TOUCHES)
        self._touched = self.visit.touched_by(self.step) if self.step in ANSWERING else ()
        self.enter()

    def depart(self) -> None:
        """Let the page go; a field that loses the focus on the way out starts nothing any more."""
        self.leave()
        self._here = False

    def _show_wide(self) -> None:
        """Show what is true on every page, on the one that is on screen."""
        if not self._here:
            return
        wide = self.visit.wide
        for gone in self._wide - set(wide.notices):
            self.notices.take_away(gone)
        self._wide = set(wide.notices)
        for about, notice in wide.notices.items():
            dismiss = None if notice.actions else partial(wide.dismiss, about)
            self.notices.say(about, notice.tone, notice.text, notice.actions, dismiss)

    def edited(self, *_what: object) -> None:
        """Say what another answer touches: once something is edited, and below it, so that nothing moves away."""
        if not self._here or not self._touched:
            return
        steps = ", ".join(show(TITLES[one]) for one in self._touched if one != "done")
        said = tr("Another answer here means to look again at: {steps}.", steps=steps)
        self._touched = ()
        self.touches.say(TOUCHES, "info", said, dismiss=partial(self.touches.take_away, TOUCHES))

    def enter(self) -> None:
        """The page comes up."""

    def leave(self) -> None:
        """The page goes; nothing may arrive after that."""
        self.cancel_work()

    def press(self) -> None:
        """The filled button was pressed."""
        self.go_on()

    def go_on(self) -> None:
        """Mark the step as done and ask for the next one."""
        if self.visit.state(self.step) is not StepState.ATTENTION or not self.problems():
            self.visit.mark(self.step, StepState.DONE)
        self.wanted.emit(self.visit.after(self.step))

    def refuse(self, *faults: Fault) -> None:
        """Say what is to be mended before the page goes on: lead to the first, and let all of it be listed."""
        self.lead_to(faults[0])
        self.refused.emit(faults)

    def lead_to(self, fault: Fault) -> None:
        """Go to the place of a fault."""
        fault.place.setFocus()
        self.to_see.emit(fault.shown or fault.place)

    def tell_from_afar(self, text: str) -> None:
        """Say that something is done here while another page covers this one, with the way back."""
        if self._here and not self.isVisible():
            self.offered.emit(text, tr("Show"), partial(self.wanted.emit, self.step))

    def add_extra(self, one: QPushButton) -> QPushButton:
        """Put a button beside the heading."""
        self.extras.add(one)
        return one

    def problems(self, answers: Answers | None = None) -> list[Finding]:
        """Return what the step's own rules say about the answers."""
        from wizard import steps  # after the first paint

        step = next((step for step in steps.ALL if step.id == self.step), None)
        return list(step.problems(answers or self.visit.answers)) if step else []

    def show_findings(self, findings: Sequence[Finding], again: Callable[[], object] | None = None) -> None:
        """Show cards below the page's content; `again` gives each a Retry."""
        empty(self.faults)
        for number, finding in enumerate(findings):
            self.add_card(self.card(f"{self.step}.card-{number}", finding, again))

    def add_card(self, card: FindingCard) -> None:
        """Put a card where this page has its cards; the first one is brought into sight."""
        self.faults.addWidget(card)
        if self.faults.count() == 1:
            self.to_see.emit(card)
            announce(card, show(card.finding.title), at_once=card.finding.severity.value == "blocker")

    def shows_requests(self) -> bool:
        """Tell whether anybody listens to `evidence`; a button that shows nothing is not offered."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.evidence))

    def card(
        self,
        identifier: str,
        finding: Finding,
        again: Callable[[], object] | None = None,
        verb: str = "",
        *,
        more: Sequence[QPushButton] = (),
        why: str = "",
    ) -> FindingCard:
        """Return the card of a finding with its usual buttons; `more` stand after Retry.

        `why` names whose requests Show request shows, where the finding's own check is not what was asked.
        """
        from wizard.ui.page_card import page_card  # with the cards; not needed for the first paint

        return page_card(self, identifier, finding, again, verb or tr("Try again"), more, why or finding.check)

    def copy(self, text: str) -> None:
        """Put a text that is no secret on the clipboard and say so."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(text)
        self.said.emit(tr("Copied."))

    def findings(self) -> list[Finding]:
        """Return what the page shows as cards, for the ticket text."""
        from wizard.ui.finding_card import FindingCard

        cards = self.findChildren(FindingCard)
        return [card.finding for card in cards if not card.away]

    def ticket(self) -> str:
        """Return the page as plain text for a ticket: where one is, and what does not work."""
        from wizard.ui.page_ticket import page_ticket  # only when somebody asks for it

        return page_ticket(self)


def typed(field: QLineEdit) -> str:
    """Return what was typed, without the blanks around it."""
    return field.text().strip()
