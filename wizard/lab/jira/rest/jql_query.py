"""The part of JQL that a reconciliation needs: issue, project and development fields, AND, OR and brackets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wizard.lab.jira.world import Issue, World

Matches = Callable[[Issue], bool]
_TOKEN = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(<=|>=|!=|[()=,<>])|([^\s()=,<>!"']+))""")
_ORDER_BY = re.compile(r"\border\s+by\b.*$", re.IGNORECASE | re.DOTALL)
_DEVELOPMENT = re.compile(r"^development\[(\w+)\]\.all$", re.IGNORECASE)
_KINDS = {"branches": "branches", "commits": "commits", "pullrequests": "pullRequests", "builds": "", "deployments": ""}
_ISSUE_FIELDS = frozenset({"issue", "key", "issuekey", "id"})


class JqlRefused(Exception):
    """The query cannot be answered; the text goes to the caller."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the fields of a query look at."""

    world: World
    counts: Callable[[str], Mapping[str, int]]
    """Issue key -> number of branches, commits and pullRequests."""


def parse(query: str, sources: Sources) -> Matches:
    """Return the test that an issue must pass.

    Raises: `JqlRefused` for a query out of bounds, a broken one, an unknown field, key or project.
    """
    bounded = _ORDER_BY.sub("", query).strip()
    if not bounded:
        raise JqlRefused("Unbounded JQL queries are not allowed here. Please add a search restriction to your query.")
    reader = _Reader(bounded, sources)
    matches = reader.any_of()
    if reader.rest:
        raise JqlRefused(f"Error in the JQL Query: Expecting either 'OR' or 'AND' but got '{reader.rest[0]}'.")
    return matches


class _Reader:
    def __init__(self, query: str, sources: Sources) -> None:
        self._sources = sources
        self.rest: list[str] = []
        position = 0
        while position < len(query):  # both ends of the query are stripped
            found = _TOKEN.match(query, position)
            if found is None:
                raise JqlRefused(f"Error in the JQL Query: unexpected text at character {position + 1}.")
            self.rest.append(next(group for group in found.groups() if group is not None))
            position = found.end()

    def any_of(self) -> Matches:
        options = [self._all_of()]
        while self._skip("or"):
            options.append(self._all_of())
        return lambda issue: any(option(issue) for option in options)

    def _all_of(self) -> Matches:
        needed = [self._one()]
        while self._skip("and"):
            needed.append(self._one())
        return lambda issue: all(each(issue) for each in needed)

    def _one(self) -> Matches:
        if self._skip("("):
            inner = self.any_of()
            self._require(")")
            return inner
        name = self._next()
        development = _DEVELOPMENT.match(name)
        if development:
            return self._development(development[1].lower())
        if name.lower() in _ISSUE_FIELDS:
            return self._issues(self._values())
        if name.lower() == "project":
            return self._projects(self._values())
        raise JqlRefused(f"Field '{name}' does not exist or you do not have permission to view it.")

    def _development(self, kind: str) -> Matches:
        if kind not in _KINDS:
            raise JqlRefused(
                f"Field 'development[{kind}].all' does not exist or you do not have permission to view it."
            )
        operator, number = self._next(), self._next()
        tests: Mapping[str, Callable[[int, int], bool]] = {
            ">": lambda held, asked: held > asked,
            ">=": lambda held, asked: held >= asked,
            "=": lambda held, asked: held == asked,
            "<": lambda held, asked: held < asked,
        }
        if operator not in tests or not (number.isascii() and number.isdigit()) or len(number) > 9:
            raise JqlRefused("Error in the JQL Query: Expecting a comparison with a number.")
        test, asked = tests[operator], int(number)
        return lambda issue: test(self._sources.counts(issue.key).get(_KINDS[kind], 0), asked)

    def _issues(self, names: list[str]) -> Matches:
        wanted = set()
        for name in names:
            issue = self._sources.world.issue(name)
            if issue is None:
                raise JqlRefused(f"An issue with key '{name}' does not exist for field 'issue'.")
            wanted.add(issue.id)
        return lambda issue: issue.id in wanted

    def _projects(self, names: list[str]) -> Matches:
        wanted = set()
        for name in names:
            project = self._sources.world.project(name)
            if project is None:
                raise JqlRefused(f"The value '{name}' does not exist for the field 'project'.")
            wanted.add(project.id)
        return lambda issue: issue.project.id in wanted

    def _values(self) -> list[str]:
        if self._skip("="):
            return [self._next()]
        self._require("in")
        self._require("(")
        values = [self._next()]
        while self._skip(","):
            values.append(self._next())
        self._require(")")
        return values

    def _skip(self, word: str) -> bool:
        if self.rest and self.rest[0].lower() == word:
            del self.rest[0]
            return True
        return False

    def _require(self, word: str) -> None:
        if not self._skip(word):
            got = self.rest[0] if self.rest else "end of query"
            raise JqlRefused(f"Error in the JQL Query: Expecting '{word}' but got '{got}'.")

    def _next(self) -> str:
        if not self.rest:
            raise JqlRefused("Error in the JQL Query: Expecting a value but got the end of the query.")
        return self.rest.pop(0)
