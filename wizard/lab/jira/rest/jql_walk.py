"""The issues among which a search looks, in its order: by arithmetic where they lie in a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wizard.lab.jira.issue import Issue, Project
from wizard.lab.jira.rest.jql_condition import Condition, MayPass
from wizard.lab.jira.rest.jql_query import ORDERS, Order, Query
from wizard.lab.jira.world import World


class Candidates(Protocol):
    def walk(self, start: int) -> Iterator[tuple[int, Issue | None]]:
        """Yield each place from `start` on with the issue there, None where none can be what is asked for."""
        ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Issues of one project with successive numbers."""

    project: Project
    first: int
    last: int


def candidates(world: World, query: Query, projects: Sequence[Project]) -> Candidates:
    """Return where to look for what the query asks, among these projects.

    An order by anything but key, id and time of creation needs all that match to be compared.
    """
    bound = query.condition
    if bound.keys is not None:
        readable = {project.key for project in projects}
        issues = (world.issue(key) for key in bound.keys)
        return _Listed(_sorted([each for each in issues if each and each.project.key in readable], query.order))
    inside = [each for each in projects if bound.projects is None or each.key in bound.projects]
    first = query.order[0] if query.order else Order("id")
    if first.field in ("id", "created"):
        return _InARow(world, _by_id(world, inside), first.descending, bound.may_pass)
    if first.field == "key":
        rows = [_Stretch(each, 1, world.changes.last_number(each)) for each in inside]
        return _InARow(world, sorted(rows, key=lambda row: row.project.key), first.descending, bound.may_pass)
    matching = [each for project in inside for each in world.issues(project) if bound.matches(each)]
    return _Listed(_sorted(matching, query.order))


def exact_count(world: World, asked: Condition, projects: Sequence[Project]) -> int | None:
    """Return how many issues there are where the bound alone decides, else None."""
    if not asked.exact or asked.projects is None or asked.keys is not None:
        return None
    inside = [each for each in projects if each.key in asked.projects]
    return sum(world.changes.last_number(each) - world.changes.deleted_of(each) for each in inside)


@dataclass(frozen=True, slots=True)
class _Listed:
    issues: Sequence[Issue]

    def walk(self, start: int) -> Iterator[tuple[int, Issue | None]]:
        yield from enumerate(self.issues[start:], start)


@dataclass(frozen=True, slots=True)
class _InARow:
    world: World
    stretches: Sequence[_Stretch]
    backwards: bool
    may_pass: MayPass | None

    def walk(self, start: int) -> Iterator[tuple[int, Issue | None]]:
        place = 0
        for row in reversed(self.stretches) if self.backwards else self.stretches:
            length = row.last - row.first + 1
            for offset in range(max(0, start - place), length):
                number = row.last - offset if self.backwards else row.first + offset
                passes = self.may_pass is None or self.may_pass(row.project.key, number)
                yield place + offset, self.world.numbered(row.project, number) if passes else None
            place += length


def _by_id(world: World, projects: Sequence[Project]) -> list[_Stretch]:
    """Return the issues of the start project by project, then those made since: the order of their ids."""
    made = sorted(
        (issue for project in projects for issue in world.changes.made_in(project)), key=lambda issue: int(issue.id)
    )
    rows = [_Stretch(each, 1, each.issue_count) for each in projects]
    return rows + [_Stretch(each.project, each.number, each.number) for each in made]


def _sorted(issues: list[Issue], order: Sequence[Order]) -> list[Issue]:
    for each in reversed(order or (Order("id"),)):
        issues.sort(key=ORDERS[each.field], reverse=each.descending)
    return issues
