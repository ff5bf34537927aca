"""One check on the page: its row, the cards of what it found, and one line for all the checks that wait for it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from wizard.journey.values import CheckRow, Mark
from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.marks import VANTAGES
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow
from wizard.ui.tokens import ROW_HEIGHT


class WaitingRows(QFrame):
    """Says how many checks wait for one that failed; unfolds to name them."""

    def __init__(self, check: CheckRow) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        identifier = f"checks.waiting.{check.id}"
        name(self, identifier, "")
        self._for = show(check.title)
        self._rows: tuple[str, ...] = ()
        self._said = PlainLabel("", "muted")
        self._button = button(tr("Show them"), f"{identifier}.unfold", self._turn, "link")
        self._names = column(spacing=2, margins=(28, 0, 0, 6))
        self._inside = QWidget()
        self._inside.setLayout(self._names)
        self._inside.hide()
        whole = column(self, 0, (2, 0, 2, 0))
        head = line(spacing=12)
        head.addWidget(Icon("dash", "muted"))
        head.addWidget(self._said, 1)
        head.addWidget(self._button)
        self.setMinimumHeight(ROW_HEIGHT)
        whole.addLayout(head)
        whole.addWidget(self._inside)

    def put(self, rows: Sequence[CheckRow]) -> None:
        """Name the checks that wait; none hides the line."""
        titles = tuple(show(row.title) for row in rows)
        self.setVisible(bool(titles))
        if titles == self._rows:
            return
        self._rows = titles
        said = trn("{n} check waits for “{check}”", "{n} checks wait for “{check}”", len(titles), check=self._for)
        self._said.setText(said)
        self.setAccessibleName(said)
        empty(self._names)
        for title in titles:
            self._names.addWidget(PlainLabel(title, "muted"))

    def _turn(self) -> None:
        shown = not self._inside.isVisibleTo(self)
        self._inside.setVisible(shown)
        set_button_text(self._button, tr("Hide them") if shown else tr("Show them"))


class CheckLine(QWidget):
    """Shows a row as it stands; where it opens cards, they take the place of the row."""

    def __init__(self, row: CheckRow) -> None:
        super().__init__()
        self.shown = row
        self._whole = column(self, 0)
        self.row = StatusRow(f"checks.row.{row.id}", show(row.title), vantage=show(VANTAGES[row.seen_from]))
        self.row.setToolTip(show(row.why))
        self.cards = column(spacing=8)
        self._waiting: WaitingRows | None = None
        self._unskip: QPushButton | None = None
        self._whole.addWidget(self.row)
        self._whole.addLayout(self.cards)

    def put(self, row: CheckRow, note: str) -> None:
        """Show how the check stands now."""
        self.shown = row
        self.row.change(row.mark, note, row.ms)

    def put_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards instead of the row; none brings the row back."""
        if cards or self.cards.count():
            empty(self.cards)
            gap = 8 if cards else 0
            self.cards.setContentsMargins(0, gap, 0, gap)
            for card in cards:
                self.cards.addWidget(card)
            self.row.setVisible(not cards)

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


def waiting_for(rows: Sequence[CheckRow]) -> dict[str, list[CheckRow]]:
    """Return by the id of a check all that were not asked because of it."""
    known = {row.id for row in rows}
    found: dict[str, list[CheckRow]] = {}
    for row in rows:
        if row.mark is Mark.SKIPPED and row.after in known:
            found.setdefault(row.after, []).append(row)
    return found
