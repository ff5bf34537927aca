"""The end of the Jira token is said in time, and a day that cannot be its end is called so."""

import pytest

from wizard.checks import by_id
from wizard.domain.findings import Severity
from wizard.domain.route import Route
from wizard.domain.text import render

EXPIRY = by_id("jira-token-expiry")


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        ("2026-12-22", []),
        ("2026-12-21", [("jira-token-expires-soon", Severity.ADVICE)]),
        ("2026-11-28", [("jira-token-expires-soon", Severity.WARNING)]),
        ("2026-11-21", [("jira-token-expires-soon", Severity.WARNING)]),
        ("2026-11-20", [("jira-token-day-over", Severity.WARNING)]),
        ("2027-11-22", []),
        ("2027-11-23", [("jira-token-day-too-far", Severity.WARNING)]),
        ("soon", []),
    ],
)
async def test_the_end_of_the_token_is_said_in_time(world, last_day, expected) -> None:
    world.answers = world.answers.with_(jira_token_expires=last_day)
    assert [(one.code, one.severity) for one in (await world.ask(EXPIRY)).findings] == expected


async def test_it_says_how_long_and_where_a_new_one_is_entered(world) -> None:
    world.answers = world.answers.with_(jira_token_expires="2026-11-28")
    (found,) = (await world.ask(EXPIRY)).findings
    assert (render(found.title), found.page) == ("The Jira token ends in 7 days", "jira")
    assert "2026-11-28" in render(found.cause)


async def test_on_the_last_day_the_day_is_named(world) -> None:
    world.answers = world.answers.with_(jira_token_expires="2026-11-22")
    (found,) = (await world.ask(EXPIRY)).findings
    assert render(found.title) == "The Jira token ends on 2026-11-22"


def test_nobody_is_asked_where_no_day_was_noted_or_only_the_integration_is_set_up(world) -> None:
    noted = world.answers.with_(jira_token_expires="2026-11-28")
    assert EXPIRY.applies(noted)
    assert not EXPIRY.applies(noted.with_(jira_token_expires=" "))
    assert not EXPIRY.applies(noted.with_(route=Route.INTEGRATION))
