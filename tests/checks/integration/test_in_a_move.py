"""What a move to another Jira brings along: transitions of the old one, and users who each need a token."""

from dataclasses import replace

import pytest

from tests.checks.fake_integration import OWN
from wizard.checks import by_id
from wizard.domain.errors import Refused, Unreachable
from wizard.domain.findings import Severity
from wizard.domain.text import render

TRANSITIONS, USERS = by_id("integration-moved-transitions"), by_id("integration-new-users")
OLD = "https://jira-old.example.com"


@pytest.fixture
def moving(world):
    """A place that moves, with ids of transitions of the old Jira."""
    world.integrate(integration_from_url=f"{OLD}/")
    values = {"url": OLD, "username": "dana", "jira_issue_transition_id": "5; 701"}
    world.gitlab.integrations_ = {"platform/app": replace(OWN, values=values)}
    return world


async def test_ids_of_the_old_jira_are_named_with_their_places_and_the_ways_of_the_new_one(moving) -> None:
    (found,) = (await moving.ask(TRANSITIONS)).findings
    assert (found.code, found.severity) == ("integration-transitions-of-old-jira", Severity.WARNING)
    assert (found.facts["ids"], found.facts["places"]) == ("5, 701", "platform/app (5, 701)")
    assert "Done (31)" in render(found.fix)


async def test_an_id_that_another_takes_the_place_of_is_fine_also_where_that_is_none(moving) -> None:
    moving.answers = moving.answers.with_(integration_new_transitions={"5": "31"})
    (found,) = (await moving.ask(TRANSITIONS)).findings
    assert found.facts["ids"] == "701"
    moving.answers = moving.answers.with_(integration_new_transitions={"5": "31", "701": ""})
    assert await moving.codes(TRANSITIONS) == []


@pytest.mark.parametrize(
    "other",
    [{"url": "https://acme.atlassian.net"}, {"jira_issue_transition_id": ""}, {"username": "eve"}],
    ids=["moved already", "no ids", "another user"],
)
async def test_places_that_keep_or_have_no_ids_are_not_named(moving, other) -> None:
    moving.answers = moving.answers.with_(integration_from_username="dana")
    known = moving.gitlab.integrations_["platform/app"]
    moving.gitlab.integrations_ = {"platform/app": replace(known, values={**known.values, **other})}
    assert await moving.codes(TRANSITIONS) == []


async def test_where_the_issue_cannot_be_read_the_ids_are_named_all_the_same(moving) -> None:
    moving.account.issues = Unreachable("network-timeout", {"host": "acme.atlassian.net"})
    (found,) = (await moving.ask(TRANSITIONS)).findings
    assert "no transition could be read" in render(found.fix)


@pytest.fixture
def several(moving):
    moving.answers = moving.answers.with_(integration_new_users={"eve": "eve@acme.example"})
    return moving


async def test_every_new_user_needs_a_token_of_their_own(several) -> None:
    assert await several.codes(USERS) == []
    several.answers = several.answers.with_(
        integration_new_users={"eve": "eve@acme.example", "sam": "sam@acme.example"}
    )
    (found,) = (await several.ask(USERS)).findings
    assert (found.code, found.facts["user"], found.severity) == (
        "integration-user-without-token",
        "sam@acme.example",
        Severity.BLOCKER,
    )


@pytest.mark.parametrize("code", ["http-401", "http-403"])
async def test_a_token_that_jira_refuses_is_named_by_its_user(several, code: str) -> None:
    several.account.myself_ = Refused(code, {"status": code[-3:]})
    (found,) = (await several.ask(USERS)).findings
    assert (found.code, found.facts["user"]) == ("integration-user-refused", "eve@acme.example")
