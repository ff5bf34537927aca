"""The rows of a plan as commands say them: many places that change the same way are one line, with how many."""

from collections.abc import Sequence

from wizard.app import printing
from wizard.journey.values import PlanRow

_FROM = 3
"""Rows that are the same from which on they are one; the window does it so too."""
_NAMED = 3
_SAY_EVERY = 100
"""Places between two lines that tell how far it is."""
_PLACE = "place"
"""The fact of a title that names the place."""
_ENDS = frozenset({"done", "failed", "undone", "left"})


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 place`, `47 places`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def noun_of(rows: Sequence[PlanRow]) -> str:
    """Return what rows are called together: projects, groups, places, or changes where they are not all of places."""
    kinds = {row.id.split(":")[1] if row.independent and row.id.count(":") > 1 else "change" for row in rows}
    if "change" in kinds or not kinds:
        return "change"
    return kinds.pop() if len(kinds) == 1 else "place"


def at_places(rows: Sequence[PlanRow]) -> str:
    """Return how many rows there are, and how many of them are of places where that are not all."""
    places = [row for row in rows if row.independent]
    some = f", {len(places)} of them at {noun_of(places)}s" if 1 < len(places) < len(rows) else ""
    return counted(len(rows), "change") + some


def grouped(rows: Sequence[PlanRow]) -> list[tuple[PlanRow, ...]]:
    """Return the rows in their order, those of many places that change the same way together."""
    same: dict[object, list[PlanRow]] = {}
    for row in rows:
        same.setdefault(_sameness(row), []).append(row)
    groups: list[tuple[PlanRow, ...]] = []
    for some in same.values():
        groups += [tuple(some)] if len(some) >= _FROM else [(row,) for row in some]
    return groups


def _sameness(row: PlanRow) -> object:
    if not row.independent:
        return row.id
    code = row.finding.code if row.finding is not None else ""
    return row.shown_before, row.shown_after, str(row.condition), row.state, code, noun_of((row,))


class RowsSaid:
    """Says the rows of one plan or undo, and how they end."""

    def __init__(self, rows: Sequence[PlanRow], *, verbose: bool = False) -> None:
        self._groups = [(row,) for row in rows] if verbose else grouped(rows)
        self._verbose = verbose
        self._group_of = {row.id: group for group in self._groups for row in group}
        self._ended: dict[str, PlanRow] = {}
        self._said: set[str] = set()

    def plan(self) -> None:
        """Say what is to be done: each line with what is there and what will be."""
        for group in self._groups:
            _say(group, with_values=True)
        for condition in dict.fromkeys(str(group[0].condition) for group in self._groups):
            if condition:
                printing.say(f"  {condition}")

    def take(self, row: PlanRow) -> None:
        """Hear how a row stands; what stands alone is said when it ends, one of many when all of them have."""
        if row.state not in _ENDS:
            return
        self._ended[row.id] = row
        group = self._group_of.get(row.id, (row,))
        ended = [self._ended[one.id] for one in group if one.id in self._ended]
        if len(ended) == len(group):
            self._say_ended(ended)
        elif len(ended) % _SAY_EVERY == 0:
            printing.say(f"  {len(ended)} of {counted(len(group), noun_of(group))}")

    def rest(self) -> None:
        """Say of groups that were stopped half way how those ended that did."""
        self._say_ended([row for row in self._ended.values() if row.id not in self._said])

    def _say_ended(self, rows: Sequence[PlanRow]) -> None:
        for group in [(row,) for row in rows] if self._verbose else grouped(rows):
            _say(group, with_values=False)
        self._said.update(row.id for row in rows)


def _say(rows: tuple[PlanRow, ...], *, with_values: bool) -> None:
    first = rows[0]
    where = str(first.where) if len(rows) == 1 else _named(rows)
    printing.say(f"  {first.state:<8} {_title(rows)} ({where})")
    if with_values:
        before, after = ("; ".join(lines) or "(empty)" for lines in (first.shown_before, first.shown_after))
        printing.say(f"             {before}")
        printing.say(f"          -> {after}")
    if first.finding is not None:
        if len(rows) > 1:
            printing.say(f"    Of the first of them, {_place(first)}:")
        printing.say_findings((first.finding,))


def _title(rows: tuple[PlanRow, ...]) -> str:
    title = rows[0].title
    if len(rows) == 1:
        return str(title)
    many = counted(len(rows), noun_of(rows))
    return str(type(title)(title.message, {**title.facts, _PLACE: many})) if _PLACE in title.facts else many


def _place(row: PlanRow) -> str:
    return row.id.partition(":")[2].partition(":")[2] or str(row.title)


def _named(rows: tuple[PlanRow, ...]) -> str:
    names = ", ".join(_place(row) for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return f"{names} and {more} more" if more > 0 else names
