"""Places that a plan goes on without: nothing builds on one of many, so what failed there stops no other."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.domain.text import Text
from wizard.journey.values import PlanRow
from wizard.ui.change_places import place_of
from wizard.ui.i18n import show, tr, trn

_NAMED = 10


def left_out(rows: Sequence[PlanRow]) -> int:
    """Return how many places were left out, where all else is made; 0 where something else is not."""
    missing = [row for row in rows if row.state != "done"]
    over = all(row.independent and row.state in ("failed", "left") for row in missing)
    return len(missing) if over and len(missing) < len(rows) else 0


def first_of_each(rows: Sequence[PlanRow]) -> list[PlanRow]:
    """Return the rows to show cards of: of places with the same finding the first one, which then names the others."""
    return [for_all(some) for some in told_alike(rows)]


def told_alike(rows: Sequence[PlanRow]) -> list[list[PlanRow]]:
    """Return the rows that one card tells of: places with the same finding, and every other row by itself."""
    same: dict[str, list[PlanRow]] = {}
    for row in rows:
        code = row.finding.code if row.finding is not None and row.independent else row.id
        same.setdefault(code, []).append(row)
    return list(same.values())


def for_all(rows: Sequence[PlanRow]) -> PlanRow:
    """Return the first of rows that one card tells of; its finding names the places of all."""
    first, finding = rows[0], rows[0].finding
    if finding is None or len(rows) == 1:
        return first
    named = ", ".join(place_of(row) for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    facts = {**finding.facts, tr("places"): tr("{places} and {n} more", places=named, n=more) if more > 0 else named}
    title = trn("At {n} place: {finding}", "At {n} places: {finding}", len(rows), finding=show(finding.title))
    return replace(first, finding=replace(finding, title=Text(title), facts=facts))


def said_of(rows: Sequence[PlanRow]) -> str:
    """Return the sentence that says how a plan ended that left places out."""
    done = sum(row.state == "done" for row in rows)
    made = trn("{n} place is set and read back.", "{n} places are set and read back.", done)
    without = trn(
        "{n} place was left out; it stands as it did before.",
        "{n} places were left out; they stand as they did before.",
        left_out(rows),
    )
    return f"{made} {without}"
