"""Method: all ways to connect with the reason for or against each; only those that work here can be chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import Route
from wizard.journey.values import RouteRow
from wizard.ui.controls import chip, frame
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.integration_offer import IntegrationOffer
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit
from wizard.ui.way_addresses import WayAddresses, addresses_of
from wizard.ui.way_card import WayCard

_CHOOSE = "choose"
"""What the bar at the top is about while no way is chosen."""
_GONE_THROUGH = (StepState.DONE, StepState.ATTENTION)


class MethodPage(Page):
    step = "method"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._ways, self._others = column(spacing=10), column(spacing=0)
        self._others_title = PlainLabel(tr("Not for this set-up"), "small")
        self._others_title.hide()
        self.offer = IntegrationOffer(self._add_integration)
        self.body.addLayout(self._ways)
        self.body.addWidget(self.offer)
        self.body.addWidget(self._others_title)
        self.body.addLayout(self._others)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._asked: dict[str, WayAddresses] = {}
        """Way -> the addresses that it asks for, where it does."""

    def title(self) -> str:
        return tr("How to connect")

    def lead(self) -> str:
        return tr("What fits your versions and your site. Methods that do not work here stay visible with the reason.")

    def first_field(self) -> QWidget | None:
        return next((one for one in self.choices.values() if one.isChecked()), None)

    def enter(self) -> None:
        self.work(self._load(), tr("Looking which ways are open."), self.enter)

    async def _load(self) -> None:
        answers = self.visit.answers
        rows = await self.ask(lambda desk: desk.routes(answers))
        self._show(rows)
        self.offer.load(answers)
        chosen = self.choices.get(answers.route.value)
        if chosen is None and self._decided():
            self._say_refused(next(row for row in rows if row.id == answers.route.value))
            return
        if chosen is None:
            chosen = next((self.choices[row.id] for row in rows if row.offered and row.recommended), None)
        if chosen is not None:
            chosen.setChecked(True)
            chosen.setFocus()

    def _decided(self) -> bool:
        """Tell whether somebody chose the way in the answers: on this page before, or in a file."""
        return self.visit.answers.route is not Answers().route or self.visit.state(self.step) in _GONE_THROUGH

    def _say_refused(self, row: RouteRow) -> None:
        """Say why the way chosen before cannot be gone; another one is never chosen in its place by itself."""
        said = tr(
            "“{title}” was chosen before and does not work here. {reason} Choose one of the ways below.",
            title=show(row.title),
            reason=show(row.reason),
        )
        self.notices.say(_CHOOSE, "warn", said)
        self.visit.mark(self.step, StepState.ATTENTION)
        self._focus_on_first()

    def _focus_on_first(self) -> None:
        next(iter(self.choices.values())).setFocus()

    def _show(self, rows: Sequence[RouteRow]) -> None:
        for old in self.choices.values():
            self._group.removeButton(old)
        self.choices.clear()
        self._asked.clear()
        empty(self._ways)
        empty(self._others)
        for row in sorted(rows, key=lambda row: not row.recommended):
            if row.offered:
                self._ways.addWidget(self._way(row))
            else:
                self._others.addWidget(_not_here(row))
        self._others_title.setVisible(self._others.count() > 0)
        if self.choices:
            self.notices.take_away(_CHOOSE)

    def press(self) -> None:
        if self._group.checkedButton() is not None:
            if self._addresses_are_taken():
                self.go_on()
        elif self.choices:
            if _CHOOSE not in self.notices.about():
                said = tr("Choose one of the ways below; none is recommended for your GitLab.")
                self.notices.say(_CHOOSE, "warn", said)
            self._focus_on_first()
        else:
            self._ask_anew()

    def _ask_anew(self) -> None:
        said = tr("There is no way to choose yet. The question is asked again; Back leads to other addresses.")
        self.notices.say(_CHOOSE, "warn", said)
        self.enter()

    def _way(self, row: RouteRow) -> WayCard:
        card = WayCard(row)
        card.choice.toggled.connect(lambda on, route=row.id: self._choose(route) if on else None)
        self._group.addButton(card.choice)
        self.choices[row.id] = card.choice
        asked = addresses_of(Route(row.id))
        if asked is not None:
            asked.load(self.visit.answers, self.visit.learnt.suggestions)
            asked.left.connect(partial(self._keep, asked))
            asked.edited.connect(lambda: self.mended.emit(asked.field()))
            self._asked[row.id] = asked
            card.hold(asked)
        return card

    def _keep(self, asked: WayAddresses) -> None:
        """Put addresses into the answers as soon as they can be used."""
        if self._asked.get(self.visit.answers.route.value) is asked and not self._wrong_in(asked):
            self.visit.change(self.step, **asked.taken())

    def _wrong_in(self, asked: WayAddresses) -> list[Finding]:
        found = self.problems(self.visit.answers.with_(**asked.taken()))
        return [one for one in found if one.severity is Severity.BLOCKER]

    def _addresses_are_taken(self) -> bool:
        """Tell whether the chosen way has the addresses that it asks for; say what is wrong with them otherwise."""
        asked = self._asked.get(self.visit.answers.route.value)
        if asked is None:
            return True
        wrong = self._wrong_in(asked)
        if wrong:
            self.refuse(asked.refuse(wrong))
            return False
        self.visit.change(self.step, **asked.taken())
        return True

    def _add_integration(self, wanted: bool) -> None:
        self.visit.change(self.step, integration_scope="project" if wanted else "")

    def _choose(self, route: str) -> None:
        self.notices.take_away(_CHOOSE)
        self.visit.change(self.step, route=Route(route))
        if route in self._asked:
            self.to_see.emit(self._asked[route])
        self.changed.emit()


def _not_here(row: RouteRow) -> QFrame:
    made = name(frame("row"), f"method.row.{row.id}", show(row.title), show(row.reason))
    whole = line(made, 12, (2, 8, 2, 8))
    whole.addWidget(Icon("dash", "muted"))
    texts = column(spacing=1)
    texts.addWidget(PlainLabel(show(row.title), "muted"))
    texts.addWidget(PlainLabel(show(row.reason), "small"))
    whole.addLayout(texts, 1)
    whole.addWidget(chip(tr("not here")))
    return made
