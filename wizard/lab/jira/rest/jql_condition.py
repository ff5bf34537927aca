"""What a query asks of an issue, and among which issues those can be that have it."""

from collections.abc import Callable
from dataclasses import dataclass

from wizard.lab.jira.issue import Issue

Matches = Callable[[Issue], bool]
MayPass = Callable[[str, int], bool]
"""Asked with the key of a project and the number of an issue in it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test, and the issues or else the projects outside of which nothing passes it: None for no such bound."""

    matches: Matches
    keys: frozenset[str] | None = None
    projects: frozenset[str] | None = None
    """Keys of projects."""
    exact: bool = False
    """Everything inside the bound passes."""
    may_pass: MayPass | None = None
    """What leaves out most issues before anybody makes them."""


def every(parts: list[Condition]) -> Condition:
    """Return the condition that all parts hold."""
    result = parts[0]
    for each in parts[1:]:
        result = _both(result, each)
    return result


def either(parts: list[Condition]) -> Condition:
    """Return the condition that one part holds at least."""
    result = parts[0]
    for each in parts[1:]:
        result = _one_of(result, each)
    return result


def opposite(condition: Condition) -> Condition:
    return Condition(lambda issue: not condition.matches(issue))


def _both(left: Condition, right: Condition) -> Condition:
    def matches(issue: Issue) -> bool:
        return left.matches(issue) and right.matches(issue)

    keys = _common(left.keys, right.keys)
    projects = _common(left.projects, right.projects)
    alike = (left.keys is None) == (right.keys is None)
    exact = left.exact and right.exact and alike
    # Only one of both can have such a test: two clauses on development are refused.
    return Condition(matches, keys, projects, exact=exact, may_pass=left.may_pass or right.may_pass)


def _one_of(left: Condition, right: Condition) -> Condition:
    def matches(issue: Issue) -> bool:
        return left.matches(issue) or right.matches(issue)

    exact = left.exact and right.exact
    if left.keys is not None and right.keys is not None:
        return Condition(matches, keys=left.keys | right.keys, exact=exact)
    reach = [_projects_of(each) for each in (left, right)]
    if reach[0] is None or reach[1] is None:
        return Condition(matches)
    alike = left.keys is None and right.keys is None
    return Condition(matches, projects=reach[0] | reach[1], exact=exact and alike)


def _common(left: frozenset[str] | None, right: frozenset[str] | None) -> frozenset[str] | None:
    if left is None or right is None:
        return right if left is None else left
    return left & right


def _projects_of(condition: Condition) -> frozenset[str] | None:
    if condition.keys is None:
        return condition.projects
    return frozenset(key.rpartition("-")[0] for key in condition.keys)
