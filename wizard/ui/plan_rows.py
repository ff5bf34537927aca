"""How changes are shown: as a diff before, as rows with their state while they are made or undone."""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from wizard.journey.values import PlanRow
from wizard.ui.change_model import ChangeModel
from wizard.ui.change_table import ChangeTable
from wizard.ui.controls import button, chip, frame
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import at_left, column, empty, line
from wizard.ui.marks import PLAN_STATES, duration
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.row_news import RowNews, with_problems
from wizard.ui.side_by_side import SideBySide
from wizard.ui.status_row import StatusRow
from wizard.ui.timings import ELAPSED_EVERY

_TITLE_WIDTH = 250
_CONDITION_WIDTH = 130
_BESIDE_FROM = 21
"""Heights of a line that make room for the longest text of a change that does not break, and beside it whether the
change can be undone; in less, that stands below it."""
_SHORT = 26
"""Characters that fit beside title and chip in the smallest window; what is longer may break."""
_AHEAD = ("planned", "working")
_LEAST_MS = 1.0
Clock = Callable[[], float]


def _before(row: PlanRow) -> tuple[str, ...]:
    """Return the lines of what is there now; a field that is empty is said to be, what is made anew has no before."""
    made_anew = row.request.startswith("POST ")
    return row.shown_before or (() if made_anew else (tr("(empty)"),))


def _back(row: PlanRow) -> str:
    """Return from what to what an undo has led; empty where the row tells no values."""
    was, again = "; ".join(row.shown_before), "; ".join(row.shown_after)
    if not was and not again:
        return ""
    if row.request.startswith("DELETE "):
        return tr("removed: {what}", what=was) if was else ""
    return tr("{was} → {again}", was=was or tr("(empty)"), again=again or tr("(empty)"))


def _diff(row: PlanRow, *, requests: bool) -> QWidget:
    box = QWidget()
    lines = column(box, 2)
    for kind, sign, values in (("minus", "−", _before(row)), ("plus", "+", row.shown_after)):
        for value in values:
            beside = line(spacing=0)
            short = len(value) <= _SHORT
            beside.addWidget(PlainLabel(f"{sign} {value}", kind, wrap=not short, selectable=True), 0 if short else 1)
            if short:
                beside.addStretch(1)
            lines.addLayout(beside)
    if requests:
        lines.addWidget(PlainLabel(row.request, "number", selectable=True))
    lines.addStretch(1)
    return box


def diff_row(number: int, row: PlanRow, *, last: bool, requests: bool = False) -> QFrame:
    """Return a change of the plan: number, title and place, lines of the diff, whether it can be undone.

    `requests` shows the request of the write too.
    """
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
    undoable = QWidget()
    undo = column(undoable)
    undo.addWidget(chip(tr("can be undone"), "ok") if row.reversible else chip(tr("cannot be undone"), "warn"))
    if show(row.condition):
        condition = PlainLabel(show(row.condition), "small")
        condition.setFixedWidth(_CONDITION_WIDTH)
        undo.addWidget(at_left(condition))  # else its height is asked for the whole width, and it is cut off
    undo.addStretch(1)
    diff = _diff(row, requests=requests)
    parts.addWidget(SideBySide(diff, undoable, 14, first_grows=True, below=6, from_ems=_BESIDE_FROM), 1)
    return name(made, f"review.change.{row.id}", show(row.title), row.request)


class PlanRows(QWidget):
    """Rows of changes that are made or undone, updated one by one, each with the time that it took.

    Those of the same kind at many places stand in a table.
    """

    chosen_changed = Signal()
    """Other rows of the table are chosen for an undo."""

    def __init__(self, identifier: str, clock: Clock = monotonic, *, choosable: bool = False) -> None:
        super().__init__()
        self._choosable = choosable
        self._identifier, self._clock = identifier, clock
        self._show_requests: Callable[[str], object] | None = None
        self._rows: dict[str, PlanRow] = {}
        self._shown: dict[str, StatusRow] = {}
        self._since: dict[str, float] = {}
        self._list = column(spacing=0)
        self._many: ChangeTable | None = None
        """Made when it is first wanted: most set-ups change few places."""
        self._whole = column(self, 10)
        self._whole.addLayout(self._list)
        self._news = RowNews(self, self._counted)
        self._ticking = QTimer(self, interval=ELAPSED_EVERY)
        self._ticking.timeout.connect(self.look)

    def offer_requests(self, show_requests: Callable[[str], object] | None) -> None:
        """Give the rows that are loaded next a way to their requests."""
        self._show_requests = show_requests

    def load(self, rows: tuple[PlanRow, ...]) -> None:
        """Show these rows."""
        empty(self._list)
        self._rows.clear()
        self._shown.clear()
        self._since.clear()
        self._news.forget()
        many = [row for row in rows if row.independent]
        many = many if len(many) > 1 else []
        self._load_many(many)
        for row in rows:
            if many and row.independent:
                continue
            made = StatusRow(f"{self._identifier}.{row.id}", show(row.title), title_width=_TITLE_WIDTH)
            made.ms.show()
            if self._show_requests is not None:
                made.add_button(self._requests_button(row, self._show_requests))
            self._shown[row.id] = made
            self._list.addWidget(made)
            self.change(row)
        self._tick()

    def _load_many(self, rows: Sequence[PlanRow]) -> None:
        if rows and self._many is None:
            self._many = ChangeTable(self._identifier, choosable=self._choosable)
            self._many.model.chosen_changed.connect(self.chosen_changed)
            self._whole.addWidget(self._many)
        if self._many is not None:
            self._many.model.load(rows)
            self._many.view.show_requests = self._show_requests
            self._many.view.fit()
            self._many.setVisible(bool(rows))

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the changes that somebody chose for an undo; empty for none."""
        return self._many.model.chosen() if self._many is not None else ()

    def _requests_button(self, row: PlanRow, show_requests: Callable[[str], object]) -> QPushButton:
        spoken = tr("Show the requests of: {change}", change=show(row.title))
        identifier = f"{self._identifier}.{row.id}.evidence"
        return button("", identifier, partial(show_requests, row.id), "link", "lines", spoken)

    def change(self, row: PlanRow) -> None:
        """Show how one change stands now."""
        if self._many is not None and self._many.model.holds(row.id):
            self._change_many(self._many.model, row)
            return
        made = self._shown.get(row.id)
        if made is None:
            return
        before = self._rows.get(row.id)
        self._rows[row.id] = row
        icon, token, word = PLAN_STATES[row.state]
        if before is not None and before.state in _AHEAD and row.state not in _AHEAD:
            self._news.ended(show(row.title), show(word))
        said = show(row.note) or show(word)
        if row.state == "undone":
            said = " · ".join(one for one in (said, _back(row)) if one)
        made.note.setText(f"{said} · {show(row.where)}")
        made.change_icon(icon, token, show(word))
        if row.state == "working":
            self._since.setdefault(row.id, self._clock())
        self._show_time(row.id)
        if row.state != "working":
            self._since.pop(row.id, None)
        self._tick()

    def _change_many(self, model: ChangeModel, row: PlanRow) -> None:
        before = model.row_of(row.id)
        model.change(row)
        if before is not None and before.state in _AHEAD and row.state not in _AHEAD:
            self._news.ended(show(row.title), show(PLAN_STATES[row.state][2]))

    def _all(self) -> int:
        return len(self._rows) + (len(self._many.model.rows()) if self._many is not None else 0)

    def _counted(self) -> str:
        ended = self._all() - self.count(*_AHEAD)
        problems = self.count("failed", "unknown", "left")
        return with_problems(tr("{done} of {all} changes done", done=ended, all=self._all()), problems)

    def look(self) -> None:
        """Say how long what is at work has taken by now."""
        for change in self._since:
            self._show_time(change)

    def _show_time(self, change: str) -> None:
        if change in self._since:
            took = (self._clock() - self._since[change]) * 1000
            # Rows that come together leave no time between them: that one took none would not be true.
            self._shown[change].ms.setText(duration(took) if took >= _LEAST_MS else "")

    def _tick(self) -> None:
        if self._since and not self._ticking.isActive():
            self._ticking.start()
        elif not self._since:
            self._ticking.stop()

    def rows(self) -> tuple[PlanRow, ...]:
        """Return the rows as they stand now."""
        return (*self._rows.values(), *(self._many.model.rows() if self._many is not None else ()))

    def count(self, *states: str) -> int:
        """Return how many rows are in one of the states."""
        many = self._many.model.count(*states) if self._many is not None else 0
        return many + sum(row.state in states for row in self._rows.values())
