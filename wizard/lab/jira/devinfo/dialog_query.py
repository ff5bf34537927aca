"""The little of GraphQL that the query of the development dialog needs: fields within fields, without fragments."""

import re
from collections.abc import Mapping
from typing import Any

Selection = Mapping[str, "Selection"]
"""Name of a field -> what is asked for in it; empty for a plain value."""
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[{}():!,$\[\]]|\"[^\"]*\"|\S")
_DEEPEST = 12


class QueryRefused(Exception):
    """The query cannot be answered; the text goes to the caller."""


def selection_of(query: str) -> Selection:
    """Return the fields that a query asks for.

    Raises: QueryRefused.
    """
    tokens = _TOKEN.findall(query)
    if tokens[:1] == ["query"]:
        tokens = tokens[tokens.index("{") :] if "{" in tokens else []
    if tokens[:1] != ["{"]:
        raise QueryRefused("Invalid Syntax : offending token '<EOF>'")
    return _block(tokens[::-1], 0)


def chosen(value: Any, selection: Selection, known: Selection, kind: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what is asked for of a value.

    Raises: QueryRefused for a field that there is not.
    """
    for name in selection:
        if name not in known:
            raise QueryRefused(f"Validation error (FieldUndefined@[{kind}/{name}]) : Field '{name}' is undefined")
    if isinstance(value, list):
        return [chosen(each, selection, known, kind) for each in value]
    if not isinstance(value, dict) or not selection:
        return value
    return {name: chosen(value[name], inner, known[name], name) for name, inner in selection.items()}


def _block(left: list[str], depth: int) -> Selection:
    """Take one block in braces off; `left` is what is left of the query, backwards."""
    if depth > _DEEPEST:
        raise QueryRefused("Invalid Syntax : the query is too deep")
    found: dict[str, Selection] = {}
    name = ""
    left.pop()
    while left:
        part = left[-1]
        if part == "}":
            left.pop()
            return found
        if part == "{":
            if not name:
                raise QueryRefused("Invalid Syntax : offending token '{'")
            found[name] = _block(left, depth + 1)
        elif part == "(":
            _skip_arguments(left)
        else:
            name = left.pop()
            if name != ",":
                found.setdefault(name, {})
    raise QueryRefused("Invalid Syntax : offending token '<EOF>'")


def _skip_arguments(left: list[str]) -> None:
    while left and left.pop() != ")":
        pass
