"""JQL as far as reconciliations, searches of people and other people's clients use it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wizard.lab.jira.issue import Issue
from wizard.lab.jira.rest.jql_condition import Condition, either, every, opposite
from wizard.lab.jira.rest.jql_fields import DEVELOPMENT, Sources, condition
from wizard.lab.jira.rest.jql_words import JqlRefused, Word, WordReader, words

ORDERS: Mapping[str, Callable[[Issue], Any]] = {
    "key": lambda issue: (issue.project.key, issue.number),
    "id": lambda issue: int(issue.id),
    "created": lambda issue: (issue.created, int(issue.id)),
    "project": lambda issue: issue.project.name,
    "updated": lambda issue: issue.updated,
    "summary": lambda issue: issue.summary,
    "status": lambda issue: issue.status.id,
    "issuetype": lambda issue: issue.type.id,
    "priority": lambda issue: -int(issue.priority.id),
    "reporter": lambda issue: issue.reporter,
}
_ALIASES = {"issue": "key", "issuekey": "key", "createddate": "created", "updateddate": "updated", "type": "issuetype"}


@dataclass(frozen=True, slots=True)
class Order:
    field: str
    """A key of `ORDERS`."""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    condition: Condition
    order: tuple[Order, ...]


def parse(query: str, sources: Sources) -> Query:
    """Return what the query asks and in which order.

    Raises: `JqlRefused` for a query out of bounds, a broken one, an unknown field, value, key or project.
    """
    found = words(query)
    cut = next((place for place in range(len(found)) if _orders(found[place : place + 2])), len(found))
    if cut == 0:
        raise JqlRefused("Unbounded JQL queries are not allowed here. Please add a search restriction to your query.")
    if sum(1 for word in found[:cut] if not word.quoted and DEVELOPMENT.match(word.text)) > 1:
        raise JqlRefused("Error in the JQL Query: Only one development clause is supported in a query.")
    reader = WordReader(found[:cut])
    asked = _any_of(reader, sources)
    if reader.rest:
        raise JqlRefused(f"Error in the JQL Query: Expecting either 'OR' or 'AND' but got '{reader.ahead}'.")
    return Query(asked, _order(WordReader(found[cut + 2 :])))


def _orders(pair: list[Word]) -> bool:
    return len(pair) == 2 and pair[0].says("order") and pair[1].says("by")


def _any_of(reader: WordReader, sources: Sources) -> Condition:
    options = [_all_of(reader, sources)]
    while reader.skip("or"):
        options.append(_all_of(reader, sources))
    return either(options)


def _all_of(reader: WordReader, sources: Sources) -> Condition:
    needed = [_one(reader, sources)]
    while reader.skip("and"):
        needed.append(_one(reader, sources))
    return every(needed)


def _one(reader: WordReader, sources: Sources) -> Condition:
    if reader.skip("not"):
        return opposite(_one(reader, sources))
    if reader.skip("("):
        inner = _any_of(reader, sources)
        reader.require(")")
        return inner
    return condition(reader.next(), reader, sources)


def _order(reader: WordReader) -> tuple[Order, ...]:
    orders: list[Order] = []
    while reader.rest:
        name = reader.next()
        field = _ALIASES.get(name.lower(), name.lower())
        if field not in ORDERS:
            raise JqlRefused(f"Field '{name}' does not exist or you do not have permission to view it.")
        descending = reader.skip("desc")
        if not descending:
            reader.skip("asc")
        orders.append(Order(field, descending))
        if reader.rest:
            reader.require(",")
    return tuple(orders)
