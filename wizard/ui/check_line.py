"""One check on the page: its row, the cards of what it found, and one line for all the checks that wait for it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.findings import Finding
from wizard.journey.values import CheckRow, Mark
from wizard.ui.check_verdict import UNASKED
from wizard.ui.controls import button
from wizard.ui.finding_card import FindingCard
from wizard.ui.focus_order import keep_near
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.marks import VANTAGES
from wizard.ui.own_room import OwnRoom
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow
from wizard.ui.tokens import ROW_HEIGHT
from wizard.ui.unfolding import Unfolding

_NOT_WELL = (*UNASKED, Mark.FAILED, Mark.SKIPPED)


class WaitingRows(Unfolding):
    """Says how many checks wait for one that failed; unfolds to name them."""

    def __init__(self, check: CheckRow) -> None:
        super().__init__(f"checks.waiting.{check.id}", 2)
        self._for = show(check.title)
        self._rows: tuple[str, ...] = ()

    def put(self, rows: Sequence[CheckRow]) -> None:
        """Name the checks that wait; none hides the line."""
        titles = tuple(show(row.title) for row in rows)
        self.setVisible(bool(titles))
        if titles == self._rows:
            return
        self._rows = titles
        said = trn("{n} check waits for “{check}”", "{n} checks wait for “{check}”", len(titles), check=self._for)
        self.put_later(said, lambda: [PlainLabel(title, "muted") for title in titles])


class CheckLine(OwnRoom):
    """Shows a row as it stands; where it opens cards, they take the place of the row."""

    def __init__(self, row: CheckRow, show_requests: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self.shown = row
        self._whole = column(self.inside, 0)
        self.row = StatusRow(f"checks.row.{row.id}", show(row.title), vantage=show(VANTAGES[row.seen_from]))
        self.row.setToolTip(show(row.why))
        self.cards = column(spacing=8)
        self._waiting: WaitingRows | None = None
        self._unskip: QPushButton | None = None
        self._whole.addWidget(self.row)
        self._whole.addLayout(self.cards)
        self._requests = self._requests_button(show_requests) if show_requests is not None else None

    def _requests_button(self, show_requests: Callable[[str], object]) -> QPushButton:
        spoken = tr("Show the requests of: {change}", change=show(self.shown.title))
        identifier = f"checks.row.{self.shown.id}.evidence"
        made = button("", identifier, partial(show_requests, self.shown.id), "link", "lines", spoken)
        keeps_place = made.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)  # times stand below each other
        made.setSizePolicy(keeps_place)
        made.hide()
        self.row.add_button(made)
        return made

    def put(self, row: CheckRow, note: str) -> None:
        """Show how the check stands now; while it is asked again, it takes the room that its answer took."""
        if row.mark not in UNASKED:
            self.row.setMinimumHeight(ROW_HEIGHT)
        elif self.shown.mark not in UNASKED:
            # A row that gives up a line of its note and takes it back moves all below it, twice a round.
            self.row.setMinimumHeight(max(ROW_HEIGHT, self.row.height()))
        self.shown = row
        self.row.change(row.mark, note, row.ms)
        # While it is asked again, what was asked before can be looked at. To hide and show the button of every row took
        # 0.5 of 5 s of checks without pause: Qt lays out all that holds a widget when it is shown.
        if self._requests is not None and row.mark not in UNASKED:
            self._requests.setVisible(row.ms is not None)

    def put_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards instead of the row; none brings the row back."""
        if cards or self.cards.count():
            empty(self.cards)
            for card in cards:
                self.cards.addWidget(card)
            self._set_off(bool(cards))

    def put_away(self) -> None:
        """Show the row while its check is asked again; where the same is found, its cards come back as they are.

        To make and to style a card takes longer than all the rest of a row: 10 ms.
        """
        if any(not isinstance(card, FindingCard) for card in self._all_cards()):
            self.put_cards(())
        else:
            self._show_cards(False)

    def bring_back(self, findings: Sequence[Finding]) -> bool:
        """Show the cards that were put away, if they tell just these findings."""
        cards = [card for card in self._all_cards() if isinstance(card, FindingCard) and card.away]
        same = bool(cards) and len(cards) == len(findings)
        if not same or not all(card.found_again(one) for card, one in zip(cards, findings, strict=True)):
            return False
        self._show_cards(True)
        return True

    def _show_cards(self, shown: bool) -> None:
        cards = [card for card in self._all_cards() if isinstance(card, FindingCard)]
        for card in cards:
            if not shown:
                keep_near(card)
            card.away = not shown
            card.setVisible(shown)
        self._set_off(shown and bool(cards))

    def _set_off(self, cards: bool) -> None:
        gap = 8 if cards else 0
        self.cards.setContentsMargins(0, gap, 0, gap)
        self.row.setVisible(not cards)

    def _all_cards(self) -> list[QWidget]:
        items = (self.cards.itemAt(at) for at in range(self.cards.count()))
        cards = (item.widget() for item in items if item is not None)
        return [card for card in cards if card is not None]

    def first_card(self) -> FindingCard | None:
        """Return the card that stands first here; None while the row is shown."""
        cards = (card for card in self._all_cards() if isinstance(card, FindingCard) and not card.away)
        return next(cards, None)

    def put_waiting(self, rows: Sequence[CheckRow]) -> None:
        """Show how many checks wait for this one."""
        if self._waiting is None and rows:
            self._waiting = WaitingRows(self.shown)
            self._whole.addWidget(self._waiting)
        if self._waiting is not None:
            self._waiting.put(rows)

    def put_skipped(self, bring_back: Callable[[], object] | None) -> None:
        """Offer to bring back the card that was skipped over; None: none was."""
        if self._unskip is None and bring_back is not None:
            spoken = tr("Show again: {check}", check=show(self.shown.title))
            identifier = f"checks.row.{self.shown.id}.unskip"
            self._unskip = button(tr("Show again"), identifier, bring_back, "link", spoken=spoken)
            self.row.add_button(self._unskip)
        if self._unskip is not None:
            self._unskip.setVisible(bring_back is not None)


def waiting_for(rows: Sequence[CheckRow], before: Mapping[str, str] | None = None) -> dict[str, list[CheckRow]]:
    """Return by the id of a check all that were not asked because of it.

    `before` is for which one each waited when this was asked last: until that one is answered well they wait for it
    still, also while it is asked again, and nothing on the page moves to and fro.
    """
    known = {row.id: row for row in rows}
    found: dict[str, list[CheckRow]] = {}
    for row in rows:
        root = row.after if row.mark is Mark.SKIPPED else ""
        if row.mark is Mark.WAITING and before is not None and row.id in before:
            root = before[row.id] if known[before[row.id]].mark in _NOT_WELL else ""
        if root in known:
            found.setdefault(root, []).append(row)
    return found
