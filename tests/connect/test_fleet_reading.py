import pytest

from wizard.connect.fleet_reading import read_fleet, read_row
from wizard.domain.findings import Severity
from wizard.domain.fleet import EMPTY, FleetRow


def test_a_good_row_gives_what_its_descriptor_is_made_of() -> None:
    found = read_row(FleetRow("gitlab.example.com", "17.2.1-ee", "", "https://gitlab.com"))
    assert found.problems == ()
    assert found.given is not None
    assert (str(found.given.url), str(found.given.version)) == ("https://gitlab.example.com", "17.2.1")
    assert found.given.key == "gitlab-jira-connect-gitlab.com"


@pytest.mark.parametrize(
    "row, column, said",
    [
        (FleetRow("", "17.2"), "url", "missing"),
        (FleetRow("https://a b", "17.2"), "url", "space"),
        (FleetRow("https://gitlab.example.com/groups/one", "17.2"), "url", "start page"),
        (FleetRow("https://gitlab.example.com", ""), "version", "missing"),
        (FleetRow("https://gitlab.example.com", "new"), "version", "no version"),
        (FleetRow("https://gitlab.example.com", "172"), "version", "no version"),
        (FleetRow("https://gitlab.example.com", "172.1"), "version", "no version"),
        (FleetRow("https://gitlab.example.com", "15.6"), "version", "15.7"),
        (FleetRow("https://gitlab.example.com", "17.2", "hub"), "role", "no role"),
        (FleetRow("https://gitlab.example.com", "17.2", "leaf"), "proxy", "needs"),
        (FleetRow("https://gitlab.example.com", "17.2", "proxy", "https://gitlab.com"), "proxy", "Only a leaf"),
        (FleetRow("https://gitlab.example.com", "17.2", "leaf", "https://gitlab.com/"), "proxy", "slash"),
        (FleetRow("https://gitlab.example.com", "17.2", "leaf", "https://gitlab.example.com"), "proxy", "own proxy"),
        (FleetRow("https://gitlab.example.com", "17.2", "leaf", "https://hub.example.com/git"), "proxy", "has a path"),
        (FleetRow("https://hub.example.com/git", "17.2", "proxy"), "url", "below a path"),
        (FleetRow("https://gitlab.example.com", "17.7", "", "", "nowhere at all"), "audience", "space"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(row: FleetRow, column: str, said: str) -> None:
    found = read_row(row, 4)
    assert found.given is None
    problem = next(one for one in found.problems if one.column == column)
    assert problem.row == 4
    assert problem.severity is Severity.BLOCKER
    assert said in str(problem.reason)
    assert str(problem.fix)


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = read_row(FleetRow("", "x", "hub", "https://gitlab.com/"))
    assert [one.column for one in found.problems] == ["url", "version", "role", "proxy"]


def test_what_is_only_unusual_keeps_no_descriptor_from_being_made() -> None:
    found = read_row(FleetRow("https://10.0.0.7/gitlab", "17.2", audience="https://gitlab.internal"))
    assert found.given is not None
    assert {(one.column, one.severity) for one in found.problems} == {
        ("url", Severity.WARNING),
        ("audience", Severity.WARNING),
    }


def test_rows_are_held_against_each_other() -> None:
    rows = (
        FleetRow("https://hub.example.com", "17.2", "alone"),
        FleetRow("https://leaf.example.com", "17.2", "leaf", "https://hub.example.com"),
        EMPTY,
        FleetRow("https://HUB.example.com/", "17.2", "alone"),
    )
    found = read_fleet(rows)
    assert [one.given is not None for one in found] == [True, False, False, False]
    assert [str(one.problems[0].reason) for one in found if one.problems] == [
        "Its proxy, row 1, has the role alone",
        "Row 1 is the same instance",
    ]
    mended = (FleetRow("https://hub.example.com", "17.2", "proxy"), rows[1])
    assert all(one.given is not None for one in read_fleet(mended))
