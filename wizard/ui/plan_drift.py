"""What became different between the plan that was read and what is there now, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from wizard.journey.values import Plan, PlanRow
from wizard.ui.controls import frame
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_SHOWN = 20
"""Changes that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One change of the plan that would not be the same any more."""

    row: PlanRow
    then: tuple[str, ...]
    now: tuple[str, ...]


def drifts(read: Plan, now: Plan) -> tuple[Drift, ...]:
    """Return the rows of the plan that became different, those that are not needed any more, and new ones."""
    left, fresh = {row.id: row for row in read.rows if row.state != "done"}, {row.id: row for row in now.rows}
    found = [_drift(row, fresh.get(row.id)) for row in left.values()]
    new = [Drift(row, (tr("nothing to do"),), row.shown_after) for row in fresh.values() if row.id not in left]
    return (*(one for one in found if one is not None), *new)


def _drift(row: PlanRow, fresh: PlanRow | None) -> Drift | None:
    if fresh is None:
        return Drift(row, _shown(row.shown_before), (tr("is as it is wanted already"),))
    if dict(fresh.before) != dict(row.before):
        return Drift(row, _shown(row.shown_before), _shown(fresh.shown_before))
    if dict(fresh.after) != dict(row.after):
        return Drift(row, _shown(row.shown_after), _shown(fresh.shown_after))
    return None


def _shown(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(values) or (tr("(empty)"),)


def drift_card(found: Sequence[Drift]) -> QFrame:
    """Return a card with what was there when the plan was read, and what is there now."""
    card = name(frame("card-warn"), "review.drift", tr("What is different now"))
    inside = column(card, 8, (16, 14, 16, 14))
    inside.addWidget(PlainLabel(tr("What is different now"), "strong"))
    for one in found[:_SHOWN]:
        inside.addWidget(PlainLabel(show(one.row.title), "name"))
        for kind, sign, values in (("minus", "−", one.then), ("plus", "+", one.now)):
            for value in values:
                row = line(spacing=0)
                row.addWidget(PlainLabel(f"{sign} {value}", kind, wrap=len(value) > 60, selectable=True))
                row.addStretch(1)
                inside.addLayout(row)
    if len(found) > _SHOWN:
        inside.addWidget(PlainLabel(tr("And {n} more.", n=len(found) - _SHOWN), "muted"))
    return card
