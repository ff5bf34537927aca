"""The card for what does not work: what, why, what users see, what to do, the facts, the server's words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QPushButton, QWidget

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.ui import call_facts
from wizard.ui.controls import button, chip, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import at_left, column, line
from wizard.ui.marks import VANTAGES
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.side_by_side import SideBySide

SAID = "said"
"""The fact that holds a server's own words."""
SAID_AT_MOST = 20_000
"""Characters; adapters hand on less, so nothing of what a server said is left out."""
_LINES_SHOWN = 8
_AROUND_TEXT = 24

_KINDS = {
    Severity.BLOCKER: ("card-error", "circle-x", "error"),
    Severity.WARNING: ("card-warn", "triangle", "warn"),
    Severity.ADVICE: ("card", "info", "accent"),
}


def facts_line(facts: Mapping[str, str]) -> str:
    """Return the facts in one line, without the server's own words."""
    return "   ".join(f"{key}: {value}" for key, value in facts.items() if key != SAID and value)


def _facts_of(finding: Finding) -> list[str]:
    """Return the lines of facts on the card: the call that failed, and what it does not say."""
    call = finding.call
    facts = finding.facts if call is None else call_facts.beyond(finding.facts, call)
    return [one for one in ("" if call is None else call_facts.on_card(call), facts_line(facts)) if one]


def ticket_text(finding: Finding) -> str:
    """Return the finding as plain text for a ticket."""
    lines = [f"{show(finding.title)}  [{finding.code}]"]
    if finding.check:
        lines.append(
            tr("Check: {check}, seen from {place}", check=finding.check, place=show(VANTAGES[finding.seen_from]))
        )
    lines += [tr("Cause: {text}", text=show(finding.cause)), tr("Fix: {text}", text=show(finding.fix))]
    if finding.users_see is not None:
        lines.append(tr("Users see: {text}", text=show(finding.users_see)))
    if finding.call is not None:
        lines.append(tr("Call: {text}", text=call_facts.in_ticket(finding.call)))
    if facts_line(finding.facts):
        lines.append(tr("Facts: {text}", text=facts_line(finding.facts)))
    if finding.facts.get(SAID):
        lines.append(tr("The server said: {text}", text=finding.facts[SAID]))
    if finding.source:
        lines.append(tr("Source: {text}", text=finding.source))
    return "\n".join(visible(one, SAID_AT_MOST) for one in lines)


class SaidBox(QPlainTextEdit):
    """A server's own words in full, as plain text: as high as they are, up to a few lines; beyond, it scrolls."""

    def __init__(self, identifier: str, said: str) -> None:
        super().__init__()
        self.setProperty("kind", "code")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setPlainText(visible(said, SAID_AT_MOST))
        name(self, identifier, tr("What the server said"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), 1), _LINES_SHOWN)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _AROUND_TEXT)


class FindingCard(QFrame):
    """A card; give it the buttons that mend or repeat, and the page it stands on."""

    def __init__(self, identifier: str, finding: Finding, buttons: Sequence[QPushButton] = (), page: str = "") -> None:
        super().__init__()
        self.finding, self._page = finding, page
        self.away = False
        """Whether what it tells is asked again just now: it is not on the page, but may come back."""
        kind, icon, token = _KINDS[finding.severity]
        self.setProperty("kind", kind)
        name(self, identifier, show(finding.title))
        outer = line(self, 10, (16, 14, 16, 14))
        icons = column(spacing=0)
        icons.addWidget(Icon(icon, token))
        icons.addStretch(1)
        outer.addLayout(icons)
        inner = column(spacing=10)
        outer.addLayout(inner, 1)
        inner.addWidget(self._head())
        inner.addLayout(self._reasons())
        self._said: SaidBox | None = None
        """Made when it is first wanted: a box costs as much as the rest of the card."""
        self._facts = [PlainLabel(facts, "number", selectable=True) for facts in _facts_of(finding)]
        for facts in self._facts:
            inner.addWidget(facts)
        row = Flow()
        for one in buttons:
            row.add(one)
        if finding.facts.get(SAID):
            self._unfold = button(tr("What the server said"), f"{identifier}.said", self._fold, "link", "chevron-right")
            row.add(self._unfold)
        inner.addWidget(row)
        self._inner = inner

    def found_again(self, finding: Finding) -> bool:
        """Tell of the same finding when its call failed last; False where it is another one, which needs a new card."""
        if (finding.call is None) != (self.finding.call is None):
            return False
        if replace(finding, call=None) != replace(self.finding, call=None):
            return False
        told = _facts_of(finding)
        if len(told) != len(self._facts):
            return False
        self.finding = finding
        for label, facts in zip(self._facts, told, strict=True):
            label.setText(facts)
        return True

    def _head(self) -> QWidget:
        title = PlainLabel(show(self.finding.title), "strong", selectable=True)
        seen_from = self.finding.seen_from
        place = show(VANTAGES[seen_from])
        if seen_from is not SeenFrom.COMPUTED:
            return SideBySide(title, at_left(chip(tr("seen from: {place}", place=place))), 6, first_grows=True)
        return SideBySide(title, at_left(chip(place)), 6, first_grows=True) if self.finding.check else title

    def _reasons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        parts = [
            (tr("Cause"), self.finding.cause),
            (tr("Users see"), self.finding.users_see),
            (tr("Fix"), self.finding.fix_on(self._page)),
        ]
        for title, text in parts:
            if text is None or not show(text):
                continue
            row = grid.rowCount()
            label = PlainLabel(title, "muted", wrap=False)
            label.setMinimumWidth(76)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(show(text), selectable=True), row, 1)
        return grid

    def _fold(self) -> None:
        if self._said is None:
            self._said = SaidBox(f"{self.objectName()}.said-text", self.finding.facts[SAID])
            self._said.hide()
            self._inner.addWidget(self._said)
        shown = not self._said.isVisibleTo(self)
        self._said.setVisible(shown)
        set_button_text(self._unfold, tr("Hide what the server said") if shown else tr("What the server said"))
