"""How changes are shown: as a diff before, as rows with their state while they are made or undone."""

from PySide6.QtWidgets import QFrame, QWidget

from wizard.journey.values import PlanRow
from wizard.ui.controls import chip, frame
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty, line
from wizard.ui.marks import PLAN_STATES
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow

_TITLE_WIDTH = 216


def _before(row: PlanRow) -> tuple[str, ...]:
    """Return the lines of what is there now; a field that is empty is said to be, what is made anew has no before."""
    made_anew = row.request.startswith("POST ")
    return row.shown_before or (() if made_anew else (tr("(empty)"),))


def _diff(row: PlanRow) -> QWidget:
    box = QWidget()
    lines = column(box, 2)
    for kind, sign, values in (("minus", "−", _before(row)), ("plus", "+", row.shown_after)):
        for value in values:
            beside = line(spacing=0)
            short = len(value) <= 42
            beside.addWidget(PlainLabel(f"{sign} {value}", kind, wrap=not short, selectable=True), 0 if short else 1)
            if short:
                beside.addStretch(1)
            lines.addLayout(beside)
    lines.addWidget(PlainLabel(row.request, "number", selectable=True))
    lines.addStretch(1)
    return box


def diff_row(number: int, row: PlanRow, *, last: bool) -> QFrame:
    """Return a change of the plan: number, title and place, lines of the diff, whether it can be undone."""
    made = frame("" if last else "row")
    parts = line(made, 14, (16, 10, 16, 10))
    counted = column()
    counted.addWidget(PlainLabel(str(number), "muted", wrap=False))
    counted.addStretch(1)
    parts.addLayout(counted)
    titles = QWidget()
    titles.setFixedWidth(_TITLE_WIDTH)
    texts = column(titles, 3)
    texts.addWidget(PlainLabel(show(row.title), "strong"))
    texts.addWidget(PlainLabel(show(row.where), "small"))
    texts.addStretch(1)
    parts.addWidget(titles)
    parts.addWidget(_diff(row), 1)
    undo = column()
    undo.addWidget(chip(tr("can be undone"), "ok") if row.reversible else chip(tr("cannot be undone"), "warn"))
    undo.addStretch(1)
    parts.addLayout(undo)
    return name(made, f"review.change.{row.id}", show(row.title), row.request)


class PlanRows(QWidget):
    """Rows of changes that are made or undone, updated one by one."""

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self._identifier = identifier
        self._rows: dict[str, PlanRow] = {}
        self._shown: dict[str, StatusRow] = {}
        self._list = column(self, 0)

    def load(self, rows: tuple[PlanRow, ...]) -> None:
        """Show these rows."""
        empty(self._list)
        self._rows.clear()
        self._shown.clear()
        for row in rows:
            made = StatusRow(f"{self._identifier}.{row.id}", show(row.title), title_width=_TITLE_WIDTH)
            self._shown[row.id] = made
            self._list.addWidget(made)
            self.change(row)

    def change(self, row: PlanRow) -> None:
        """Show how one change stands now."""
        made = self._shown.get(row.id)
        if made is None:
            return
        self._rows[row.id] = row
        icon, token, word = PLAN_STATES[row.state]
        made.note.setText(f"{show(word)} · {show(row.where)}")
        made.change_icon(icon, token, show(word))

    def rows(self) -> tuple[PlanRow, ...]:
        """Return the rows as they stand now."""
        return tuple(self._rows.values())

    def count(self, *states: str) -> int:
        """Return how many rows are in one of the states."""
        return sum(row.state in states for row in self._rows.values())
