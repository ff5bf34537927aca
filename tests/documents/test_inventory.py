"""The inventory can be sorted by each column, and a spreadsheet takes no cell of it for a formula."""

import csv
import io
from dataclasses import replace

import pytest

from wizard.documents import inventory as document
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.jira_integration import Scope
from wizard.domain.text import T
from wizard.journey.integration_port import IntegrationRow

NEW = "https://acme.atlassian.net"
HIDDEN = Finding("http-403", Severity.BLOCKER, T("Refused"), T("No."), T("Ask."), "Help")
ROWS = (
    IntegrationRow(Scope("project", "platform/app"), "app", "own", NEW, "bot@acme.example", ("url", "username")),
    IntegrationRow(Scope("project", "archive/old"), "old", "unreadable", finding=HIDDEN),
    IntegrationRow(Scope("project", "mobile/ios"), "ios", "none", active=False),
)


@pytest.mark.parametrize("column", document.COLUMNS)
def test_rows_are_sorted_by_any_column_and_alike_ones_by_place(column: document.Column) -> None:
    lines = list(csv.DictReader(io.StringIO(document.as_csv(document.sorted_by(ROWS, column)))))
    keys = [(line[column].lower(), line["place"]) for line in lines]
    assert keys == sorted(keys)
    assert len(keys) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_taken_for_a_formula_and_nothing_of_it_is_lost(start: str) -> None:
    hostile = f'{start}HYPERLINK("https://evil.example";"x")'
    row = IntegrationRow(Scope("project", "platform/app"), "app", "own", NEW, hostile)
    (line,) = csv.DictReader(io.StringIO(document.as_csv([row]), newline=""))
    assert line["username"] == f"'{hostile}"


def test_json_has_every_value_of_a_row() -> None:
    own, hidden, none = document.as_json(ROWS)
    assert (own["scope"], own["differs"], own["finding"]) == ("project:platform/app", ["url", "username"], None)
    assert (hidden["state"], hidden["finding"]["code"]) == ("unreadable", "http-403")
    assert (none["state"], none["active"]) == ("none", False)


def test_a_move_says_what_each_user_of_the_old_jira_becomes() -> None:
    old = "https://jira.example.com"
    users = ("dana", "dana", "eve", "dana")
    rows = [
        IntegrationRow(Scope("project", f"p/{number}"), "p", "own", old, user, active=number != 3)
        for number, user in enumerate(users)
    ]
    move = Answers().with_(
        integration_from_url=f"{old}/", integration_web_url=NEW, integration_username="bot@acme.example"
    )
    assert [str(one) for one in document.mapping(rows, move)] == [
        f"2 places: dana at {old} -> bot@acme.example at {NEW}",
        f"1 place: eve at {old} -> bot@acme.example at {NEW}",
    ]
    assert document.mapping(rows, Answers()) == ()


def test_the_table_shows_control_characters_and_cuts_long_texts() -> None:
    row = IntegrationRow(Scope("project", "platform/app"), "app", "own", "https://" + "x" * 200, "a\x1b[31mb")
    text = document.as_table([row])
    assert "\x1b" not in text
    assert "[U+001B][31mb" in text
    assert max(len(line) for line in text.splitlines()) < 160


def test_a_spreadsheet_that_splits_at_semicolons_finds_no_formula_within_a_cell() -> None:
    row = replace(ROWS[0], username="x;=1+1")
    lines = list(csv.reader(io.StringIO(document.as_csv([row]), newline=""), delimiter=";"))
    assert [cell for line in lines for cell in line if cell.startswith(("=", "+", "@"))] == []
