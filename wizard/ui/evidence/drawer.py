"""The drawer at the right: one exchange of the page, with its phases, both messages, and why it was sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wizard.evidence import copies, har
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, frame, menu_button
from wizard.ui.evidence import contents
from wizard.ui.evidence.phase_bars import PhaseBars, phases_of
from wizard.ui.evidence.text_box import TextBox
from wizard.ui.evidence.why import reasons
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.step_titles import SIDE

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence

    from wizard.evidence.exchange import Exchange
    from wizard.ui.evidence.book import EvidenceBook
    from wizard.ui.visit import Visit

_LEFT = 16
_LINE = 60
"""Characters of an exchange in the list."""
_TITLE_BREAKS = 24
"""A path has no blanks: it may break after so many characters, at every size of text."""


class Drawer(QFrame):
    """Says `copied` with a text for the clipboard, and `closed`."""

    copied = Signal(str)
    closed = Signal()

    def __init__(self, visit: Visit, book: EvidenceBook) -> None:
        super().__init__()
        self.setProperty("kind", "drawer")
        name(self, "evidence", tr("Requests"))
        self._visit, self._book = visit, book
        self._chosen_by_hand = False
        self._offered: Sequence[Exchange] = ()
        self.exchange: Exchange | None = None
        """What is shown."""
        inside = QWidget()
        inside.setProperty("kind", "drawer")
        whole = column(self, 0)
        whole.addWidget(self._head())
        whole.addWidget(self._area(inside), 1)
        self._inside = column(inside, 8, (_LEFT, 4, _LEFT, 18))
        self._nothing = PlainLabel(
            tr("Nothing was sent from this page yet. What is sent appears here at once."), "muted"
        )
        self._inside.addWidget(self._nothing)
        self._chooser = ChoiceBox("evidence.exchange", tr("Requests of this page"), {}, self._choose)
        self._chooser.setMinimumContentsLength(10)
        self._inside.addWidget(self._chooser)
        self._body = QWidget()
        self._inside.addWidget(self._body)
        self._inside.addStretch(1)
        self._fill_body()
        book.came.connect(self._something_came)

    def _head(self) -> QWidget:
        head = QWidget()
        across = line(head, 8, (_LEFT, 10, 8, 6))
        across.addWidget(PlainLabel(tr("Requests"), "strong", wrap=False))
        across.addStretch(1)
        across.addWidget(PlainLabel("F12", "small", wrap=False))
        across.addWidget(
            button(tr("Close"), "evidence.close", self.closed.emit, "link", spoken=tr("Close the requests"))
        )
        return head

    def _area(self, inside: QWidget) -> QScrollArea:
        area = name(QScrollArea(), "evidence.scroll", tr("Requests"))
        area.setProperty("kind", "drawer")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _fill_body(self) -> None:
        body = column(self._body, 8)
        self._title = PlainLabel("", "code", selectable=True)
        self._title.longest_word = _TITLE_BREAKS
        self._summary = PlainLabel("", "small", selectable=True)
        self._bars = PhaseBars()
        card = frame("card")
        column(card, 0, (12, 8, 12, 8)).addWidget(self._bars)
        self._card = card
        self._reached = column(spacing=3)
        self._response_head = PlainLabel(tr("Answer"), "small")
        self._response = TextBox("evidence.response", tr("Answer"))
        self._tokens = column(spacing=6)
        self._reasons = PlainLabel("", selectable=True)
        self._request = TextBox("evidence.request", tr("Request"))
        for part in (self._title, self._summary, card):
            body.addWidget(part)
        body.addLayout(self._reached)
        body.addWidget(self._response_head)
        body.addWidget(self._response)
        body.addLayout(self._tokens)
        body.addWidget(PlainLabel(tr("Why"), "small"))
        body.addWidget(self._reasons)
        body.addWidget(self._copies())
        body.addWidget(PlainLabel(tr("Request"), "small"))
        body.addWidget(self._request)

    def _copies(self) -> QWidget:
        row = Flow(6)
        row.add(button(tr("Copy as curl"), "evidence.curl", partial(self._copy, copies.as_curl), "small"))
        row.add(
            button("HAR", "evidence.har", partial(self._copy, har.as_text), "small", spoken=tr("Copy as HAR entry"))
        )
        others: dict[str, Callable[[], object]] = {
            tr("Copy as HTTPie"): partial(self._copy, copies.as_httpie),
            tr("Copy as PowerShell"): partial(self._copy, copies.as_powershell),
            tr("Copy as Python"): partial(self._copy, copies.as_python),
        }
        row.add(menu_button(tr("More"), "evidence.more", others))
        return row

    def load(self, step: str) -> None:
        """Show the newest exchange of a page, and offer its others."""
        self._chosen_by_hand = False
        self._book.step = step
        self._offer(self._of_page())

    def _of_page(self) -> tuple[Exchange, ...]:
        """Return what the page on screen sent; on a page beside the way what was sent at all."""
        step = self._book.step
        return self._book.newest() if step in SIDE else self._book.of_page(step)

    def show_purpose(self, why: str) -> None:
        """Show the newest exchange that was sent for a check, a change or a hop; of the page where there is none."""
        found = self._book.of_purpose(why)
        self._chosen_by_hand = bool(found)
        self._offer(found or self._of_page())

    def show_exchange(self, exchange: Exchange) -> None:
        """Show this one."""
        self._chosen_by_hand = True
        self._offer((exchange,))

    def _something_came(self) -> None:
        if self.isVisible() and not self._chosen_by_hand:
            self._offer(self._of_page())

    def _offer(self, exchanges: Sequence[Exchange]) -> None:
        self._offered = exchanges
        self._chooser.replace(
            {number: visible(self._line(exchange), _LINE) for number, exchange in enumerate(exchanges)}
        )
        self._chooser.setVisible(len(exchanges) > 1)
        self._nothing.setVisible(not exchanges)
        self._body.setVisible(bool(exchanges))
        if exchanges:
            self._show(exchanges[0])

    def _line(self, exchange: Exchange) -> str:
        return f"{exchange.status or '–'}  {contents.headline(exchange)}"

    def _choose(self, number: object) -> None:
        if isinstance(number, int):
            self._chosen_by_hand = True
            self._show(self._offered[number])

    def _show(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self._title.setText(contents.headline(exchange))
        self._summary.setText(contents.summary(exchange))
        phases = phases_of(exchange)
        self._bars.load(phases)
        self._card.setVisible(bool(phases))
        empty(self._reached)
        for said in contents.connection(exchange):
            self._reached.addWidget(PlainLabel(said, "small", selectable=True))
        self._show_certificate_end(exchange)
        answer = contents.message(exchange.response_headers, exchange.response_body, exchange.response_size)
        self._response_head.setVisible(bool(answer))
        self._response.say(answer)
        self._request.say(contents.message(exchange.request_headers, exchange.request_body))
        self._reasons.setText("\n".join(reasons(self._visit, exchange)))
        self._show_tokens(exchange)

    def _show_certificate_end(self, exchange: Exchange) -> None:
        ending = contents.certificate_end(exchange)
        if ending is None:
            return
        shown = line(spacing=6)
        if ending.soon:
            shown.addWidget(Icon("triangle", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        shown.addWidget(PlainLabel(ending.said, "" if ending.soon else "small", selectable=True), 1)
        self._reached.addLayout(shown)

    def _show_tokens(self, exchange: Exchange) -> None:
        empty(self._tokens)
        for number, (title, text) in enumerate(contents.tokens(exchange)):
            self._tokens.addWidget(PlainLabel(title, "small"))
            box = TextBox(f"evidence.token-{number}", title)
            box.say(text)
            self._tokens.addWidget(box)

    def _copy(self, made: Callable[[Exchange], str]) -> None:
        if self.exchange is not None:
            self.copied.emit(made(self.exchange))
