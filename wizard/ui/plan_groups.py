"""The same change at many places as one row of the plan: what is there, what will be, and all the places on demand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from wizard.domain.text import Text
from wizard.journey.values import PlanRow
from wizard.ui.change_places import place_of
from wizard.ui.change_progress import few
from wizard.ui.controls import button, frame, set_button_text
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import at_left, column
from wizard.ui.naming import name
from wizard.ui.plain import visible
from wizard.ui.plan_rows import diff_row

_FROM = 3
"""Rows that are the same from which on they are one."""
_LINES = 8
_PLACE = "place"
"""The fact of a title that names the place."""
_BESIDE_THE_NUMBER = 46


def grouped(rows: Sequence[PlanRow]) -> list[tuple[PlanRow, ...]]:
    """Return the rows in the order of the plan, those of many places that change the same way together."""
    same: dict[object, list[PlanRow]] = {}
    for row in rows:
        same.setdefault(_sameness(row), []).append(row)
    groups: list[tuple[PlanRow, ...]] = []
    for some in same.values():
        groups.extend([tuple(some)] if len(some) >= _FROM else [(row,) for row in some])
    return groups


def _sameness(row: PlanRow) -> object:
    if not row.independent:
        return row.id
    code = row.finding.code if row.finding is not None else ""
    return row.shown_before, row.shown_after, row.reversible, show(row.condition), row.state, code


def group_row(number: int, rows: tuple[PlanRow, ...], *, last: bool, requests: bool = False) -> QFrame:
    """Return a row of the plan for one change, or for the same one at many places."""
    if len(rows) == 1:
        return diff_row(number, rows[0], last=last, requests=requests)
    places = [place_of(row) for row in rows]
    made = frame("" if last else "row")
    whole = column(made, 0, (0, 0, 0, 10))
    one = replace(
        rows[0],
        id=f"group-{number}",
        title=_title(rows),
        where=Text(few(places)),
    )
    whole.addWidget(diff_row(number, one, last=True, requests=requests))
    whole.addWidget(_Places(f"review.places-{number}", places))
    return name(made, f"review.group-{number}", show(one.title))


def _title(rows: tuple[PlanRow, ...]) -> Text:
    """Return the title of the first one, for all its places."""
    one, count = rows[0].title, trn("{n} place", "{n} places", len(rows))
    if _PLACE in one.facts:
        return Text(one.message, {**one.facts, _PLACE: count})
    return Text(trn("The same change at {n} place", "The same change at {n} places", len(rows)))


class _Places(QWidget):
    """All places, one a line, once somebody wants to see them."""

    def __init__(self, identifier: str, places: Sequence[str]) -> None:
        super().__init__()
        self._places = places
        self._shown: QPlainTextEdit | None = None
        self._identifier = identifier
        self._turn = button(tr("Show all places"), f"{identifier}.unfold", self._unfold, "link", "chevron-right")
        self._whole = column(self, 6, (_BESIDE_THE_NUMBER, 0, 16, 0))
        self._whole.addWidget(at_left(self._turn))

    def _unfold(self) -> None:
        if self._shown is None:
            self._shown = name(QPlainTextEdit(), f"{self._identifier}.list", tr("Places"))
            self._shown.setReadOnly(True)
            self._shown.setTabChangesFocus(True)
            self._shown.setPlainText("\n".join(visible(one, 300) for one in self._places))
            self._shown.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 18)
            self._whole.addWidget(self._shown)
            self._shown.hide()
        self._shown.setVisible(self._shown.isHidden())
        set_button_text(self._turn, tr("Show all places") if self._shown.isHidden() else tr("Hide the places"))
