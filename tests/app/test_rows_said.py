"""Rows of plans and undos as commands say them."""

from dataclasses import replace

import pytest

from wizard.app.commands import inventory, lab
from wizard.app.commands._rows_said import RowsSaid, at_places, counted, noun_of
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.jira_integration import Scope
from wizard.domain.text import T
from wizard.journey.integration_port import IntegrationRow
from wizard.journey.values import PlanRow

SETTING = PlanRow(
    "gitlab-proxy-url", T("Set Proxy URL"), T("Admin area"), {}, {}, (), ("https://gitlab.com",), True, "PUT"
)
WHY = Finding("why", Severity.WARNING, T("It stays"), T("Somebody changed it."), T("Ask them."), "test")


def _place(path: str, kind: str = "project", new: str = "https://acme.atlassian.net") -> PlanRow:
    title = T("Set the Jira issue integration of {place}", place=path)
    row = replace(SETTING, id=f"gitlab-jira-integration:{kind}:{path}", title=title, where=T("Settings"))
    return replace(row, shown_after=(new,), independent=True, condition=T("An undo keeps its password."))


MANY = tuple(_place(f"platform/p{number}") for number in range(47))


def test_equal_places_are_one_line_with_their_number_and_the_first_names(capsys: pytest.CaptureFixture[str]) -> None:
    RowsSaid((*MANY, SETTING)).plan()
    said = capsys.readouterr().err
    assert "Set the Jira issue integration of 47 projects (platform/p0, platform/p1, platform/p2 and 44 more)" in said
    assert said.count("https://acme.atlassian.net") == said.count("An undo keeps its password.") == 1
    assert "Set Proxy URL (Admin area)" in said


def test_each_place_is_said_where_somebody_wants_that(capsys: pytest.CaptureFixture[str]) -> None:
    RowsSaid(MANY, verbose=True).plan()
    assert capsys.readouterr().err.count("Set the Jira issue integration of platform/p") == 47


def test_places_that_become_something_else_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    RowsSaid((*MANY, _place("platform/other", new="https://other.atlassian.net"))).plan()
    said = capsys.readouterr().err
    assert "of 47 projects" in said
    assert "of platform/other" in said


def test_many_places_are_said_once_when_all_have_ended_and_what_failed_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = RowsSaid(MANY)
    for row in MANY[:-1]:
        said.take(replace(row, state="working"))
        said.take(replace(row, state="undone"))
    assert capsys.readouterr().err == ""
    said.take(replace(MANY[-1], state="left", finding=WHY))
    told = capsys.readouterr().err
    assert "  undone   Set the Jira issue integration of 46 projects" in told
    assert "  left     Set the Jira issue integration of platform/p46" in told
    assert "Somebody changed it." in told


def test_what_ended_before_a_stop_is_said_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    said = RowsSaid(MANY)
    for row in MANY[:5]:
        said.take(replace(row, state="done"))
    said.rest()
    assert "  done     Set the Jira issue integration of 5 projects" in capsys.readouterr().err


def test_a_long_way_tells_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = tuple(_place(f"platform/p{number}") for number in range(250))
    said = RowsSaid(rows)
    for row in rows:
        said.take(replace(row, state="done"))
    assert capsys.readouterr().err.splitlines()[:2] == ["  100 of 250 projects", "  200 of 250 projects"]


def test_numbers_come_with_the_right_noun() -> None:
    assert (counted(1, "place"), counted(2, "place"), counted(0, "change")) == ("1 place", "2 places", "0 changes")
    assert (noun_of(MANY), noun_of((_place("a", "group"), *MANY)), noun_of((SETTING, *MANY))) == (
        "project",
        "place",
        "change",
    )
    assert at_places((SETTING, *MANY)) == "48 changes, 47 of them at projects"
    assert at_places(MANY[:1]) == "1 change"


def test_an_inventory_ends_with_how_many_places_there_are_of_each_state(capsys: pytest.CaptureFixture[str]) -> None:
    places = [IntegrationRow(Scope("project", f"a/{state}"), state, state) for state in ("own", "own", "inherited")]
    inventory._say_end(places, Answers())
    inventory._say_end((), Answers())
    assert capsys.readouterr().err.splitlines() == [
        "3 places: 2 with settings of their own, 1 with those from above. Nothing was changed.",
        "0 places. Nothing was changed.",
    ]


def test_the_lists_of_a_lab_say_what_stands_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert lab.list_.main([], standalone_mode=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Worlds, each with: lab serve WORLD")
    assert "Faults: id (layer, where it strikes): what people see -> the finding that names it" in lines
    assert " worlds, " in lines[-1]
