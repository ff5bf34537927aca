"""JQL as GitLab, other people's clients and people in a hurry use it: read into a test of issues and an order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wizard.lab.jira_server.records import Issue, Project
from wizard.lab.jira_server.rest.jql_fields import JqlRefused, Sources, Test, named_in, test_of

_WORD = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(<=|>=|!=|!~|[()=,<>~])|([^\s()=,<>!~"']+))""")
_OPERATORS = ("=", "!=", "~", "!~", "<", "<=", ">", ">=")
_ORDERS: dict[str, Callable[[Issue], Any]] = {
    "key": lambda issue: (issue.project.key, issue.number),
    "created": lambda issue: (issue.created, int(issue.id)),
    "updated": lambda issue: (issue.updated, int(issue.id)),
    "status": lambda issue: int(issue.status.id),
    "priority": lambda issue: -int(issue.priority.id),
    "summary": lambda issue: issue.summary,
    "project": lambda issue: issue.project.key,
}
_ALIASES = {"issue": "key", "issuekey": "key", "id": "key", "createddate": "created", "updateddate": "updated"}


@dataclass(frozen=True, slots=True)
class Query:
    matches: Test
    projects: frozenset[str] | None
    """Keys of the projects outside of which nothing matches; None for no such bound."""
    order: tuple[tuple[str, bool], ...]
    """Fields of the order, and whether each goes down."""

    def sorted(self, issues: list[Issue]) -> list[Issue]:
        """Return the issues in the order that was asked for; without one, newest first."""
        for field, down in reversed(self.order or (("created", True),)):
            issues.sort(key=_ORDERS[field], reverse=down)
        return issues


def parse(text: str, sources: Sources) -> Query:
    """Return what the query asks. An empty one asks for everything, which only Jira Cloud refuses.

    Raises: JqlRefused for a broken query, and for a field or value that is not there.
    """
    reader = _Reader(_words(text), sources)
    matches: Test = lambda _issue: True  # noqa: E731 - the query without a condition
    if reader.rest and not reader.comes("order", "by"):
        matches = reader.any_of()
    order = reader.order()
    return Query(matches, reader.bound, order)


def _words(text: str) -> list[tuple[str, bool]]:
    """Return the words, each with whether it was quoted."""
    found: list[tuple[str, bool]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _WORD.match(text, position)
        if match is None:
            raise JqlRefused(f"Error in the JQL Query: The character at position {position + 1} cannot stand there.")
        quoted = match[1] is not None or match[2] is not None
        word = next(group for group in match.groups() if group is not None)
        found.append((re.sub(r"\\(.)", r"\1", word) if quoted else word, quoted))
        position = match.end()
    return found


class _Reader:
    """Takes words off the front. `bound` narrows to projects as long as the query is one chain of AND."""

    def __init__(self, rest: list[tuple[str, bool]], sources: Sources) -> None:
        self.rest = rest
        self.bound: frozenset[str] | None = None
        self._sources = sources
        self._loose = sum(not quoted and word.lower() in ("or", "not") for word, quoted in rest) > 0

    def comes(self, *keywords: str) -> bool:
        ahead = [word.lower() for word, quoted in self.rest[: len(keywords)] if not quoted]
        return ahead == list(keywords)

    def any_of(self) -> Test:
        tests = [self._all_of()]
        while self._skip("or"):
            tests.append(self._all_of())
        return lambda issue: any(test(issue) for test in tests)

    def order(self) -> tuple[tuple[str, bool], ...]:
        if not self.rest:
            return ()
        if not self._skip("order", "by"):
            raise JqlRefused(f"Error in the JQL Query: Expecting either 'OR' or 'AND' but got '{self.rest[0][0]}'.")
        found = [self._ordered()]
        while self._skip(","):
            found.append(self._ordered())
        return tuple(found)

    def _ordered(self) -> tuple[str, bool]:
        name = self._next()
        field = _ALIASES.get(name.lower(), name.lower())
        if field not in _ORDERS:
            raise JqlRefused(f"Field '{name}' does not exist or you do not have permission to view it.")
        down = self._skip("desc")
        if not down:
            self._skip("asc")
        return field, down

    def _all_of(self) -> Test:
        tests = [self._one()]
        while self._skip("and"):
            tests.append(self._one())
        return lambda issue: all(test(issue) for test in tests)

    def _one(self) -> Test:
        if self._skip("not"):
            inner = self._one()
            return lambda issue: not inner(issue)
        if self._skip("("):
            inside = self.any_of()
            self._require(")")
            return inside
        return self._compared()

    def _compared(self) -> Test:
        field = self._next()
        if self._skip("is"):
            negated = self._skip("not")
            if not (self._skip("empty") or self._skip("null")):
                raise JqlRefused("Error in the JQL Query: Expecting 'EMPTY' or 'NULL' after 'is'.")
            return test_of(field, "is not" if negated else "is", [], self._sources)
        if self._skip("not", "in"):
            return test_of(field, "not in", self._values(), self._sources)
        if self._skip("in"):
            return self._noted(field, "in", self._values())
        operator = self._next()
        if operator not in _OPERATORS:
            raise JqlRefused(f"Error in the JQL Query: Expecting an operator but got '{operator}'.")
        return self._noted(field, operator, [self._value()])

    def _noted(self, field: str, operator: str, values: list[str]) -> Test:
        """Return the test; of a chain of AND the projects that it names are the only ones to look in."""
        test = test_of(field, operator, values, self._sources)
        found = named_in(field, operator, values, self._sources)
        if found is not None and not self._loose:
            self.bound = found if self.bound is None else self.bound & found
        return test

    def _values(self) -> list[str]:
        self._require("(")
        found = [self._value()]
        while self._skip(","):
            found.append(self._value())
        self._require(")")
        return found

    def _value(self) -> str:
        """Take a value off, which may be a function without arguments."""
        text = self._next()
        return f"{text}()" if self._skip("(", ")") else text

    def _next(self) -> str:
        if not self.rest:
            raise JqlRefused("Error in the JQL Query: Expecting a value but got the end of the query.")
        return self.rest.pop(0)[0]

    def _skip(self, *keywords: str) -> bool:
        found = self.comes(*keywords)
        if found:
            del self.rest[: len(keywords)]
        return found

    def _require(self, keyword: str) -> None:
        if not self._skip(keyword):
            ahead = self.rest[0][0] if self.rest else "end of query"
            raise JqlRefused(f"Error in the JQL Query: Expecting '{keyword}' but got '{ahead}'.")


def places(query: Query, readable: list[Project]) -> list[Project]:
    """Return the projects to look in."""
    return [each for each in readable if query.projects is None or each.key in query.projects]
