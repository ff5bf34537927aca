"""The inventory of the Jira issue integration as people take it away: a table, CSV, JSON.

Source: resources/help/commands.md; OWASP, CSV Injection.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wizard.documents.shapes import finding
from wizard.domain.answers import Answers
from wizard.domain.integration_address import username, web_url
from wizard.journey.integration_port import IntegrationRow

Column = Literal["place", "kind", "state", "active", "web_url", "username", "differs", "problem"]
COLUMNS: tuple[Column, ...] = ("place", "kind", "state", "active", "web_url", "username", "differs", "problem")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a cell for a formula."""
_AFTER_SPLIT = re.compile(r"([;\t]\s*)(?=[=+@-])")
_WIDEST = 48
"""Characters of a column of the table; longer texts end in three dots, CSV and JSON have them whole."""


def sorted_by(rows: Sequence[IntegrationRow], column: Column) -> list[IntegrationRow]:
    """Return the rows in the order of a column, those that are alike in it by their place."""
    return sorted(rows, key=lambda row: (_cells(row)[column].lower(), row.scope.kind, row.scope.path))


def as_json(rows: Sequence[IntegrationRow]) -> list[dict[str, Any]]:
    """Return the rows as `inventory --json` has them."""
    return [_row(one) for one in rows]


def _row(one: IntegrationRow) -> dict[str, Any]:
    return {
        "scope": str(one.scope),
        "kind": one.scope.kind,
        "place": one.scope.path,
        "title": one.title,
        "state": one.state,
        "active": one.active,
        "web_url": one.web_url,
        "username": one.username,
        "differs": list(one.differs),
        "finding": None if one.finding is None else finding(one.finding),
    }


@dataclass(frozen=True, slots=True)
class Becomes:
    """What a move makes of the places that sign in at the old Jira as one user."""

    places: int
    from_url: str
    from_username: str
    web_url: str
    username: str

    def __str__(self) -> str:
        old = f"{self.from_username or 'a token'} at {self.from_url}"
        places = f"{self.places} place{'s' * (self.places != 1)}"
        return f"{places}: {old} -> {self.username or 'a token'} at {self.web_url}"


def mapping(rows: Sequence[IntegrationRow], answers: Answers) -> tuple[Becomes, ...]:
    """Return what each user at the old Jira becomes with these answers, the most used first; empty where none moves."""
    old = answers.integration.from_url.rstrip("/")
    users = Counter(row.username for row in rows if row.state == "own" and row.active)
    if not old:
        return ()
    new = web_url(answers).rstrip("/"), username(answers)
    return tuple(Becomes(count, old, user, *new) for user, count in users.most_common())


def as_csv(rows: Sequence[IntegrationRow]) -> str:
    """Return the rows with a line of titles; no cell is taken for a formula by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([formula_safe(cell) for cell in _cells(row).values()])
    return text.getvalue()


def as_table(rows: Sequence[IntegrationRow]) -> str:
    """Return the rows below each other in columns, for people."""
    lines: list[list[str]] = [[*COLUMNS], *([_short(cell) for cell in _cells(row).values()] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(COLUMNS))]
    return "".join(_padded(line, widths) + "\n" for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _cells(row: IntegrationRow) -> dict[Column, str]:
    return {
        "place": row.scope.path or "(instance)",
        "kind": row.scope.kind,
        "state": row.state,
        "active": "yes" if row.active else "no",
        "web_url": row.web_url,
        "username": row.username,
        "differs": " ".join(row.differs),
        "problem": row.finding.code if row.finding is not None else "",
    }


def formula_safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor a part of it where one splits at semicolons."""
    cell = _AFTER_SPLIT.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _short(cell: str) -> str:
    shown = "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in cell)
    return shown if len(shown) <= _WIDEST else f"{shown[: _WIDEST - 3]}..."
