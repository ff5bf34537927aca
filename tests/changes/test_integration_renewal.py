"""A password that is sent again: where, with what, and when not."""

from dataclasses import replace

import pytest

from tests.changes.test_gitlab_jira_integration import ANSWERS, APP, CHANGE, NEW
from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld
from wizard.changes import UNTIL, Context, NotPlanned
from wizard.domain.answers import Answers
from wizard.domain.secret import Secret

RENEW = ANSWERS.with_(integration_renew_password=True, integration_token_expires="2027-11-22")


def _context(world: FakeWorld, answers: Answers = RENEW, token: str = "next") -> Context:  # noqa: S107 - made up
    ports = replace(world.ports(), integration_password=Secret(token) if token else None)
    return Context(answers, ports, "set-up 7f3a", {})


@pytest.fixture
def stored(world: FakeWorld) -> Stored:
    """The integration of the project as somebody set it, with fields that the answers know nothing of."""
    own: dict[str, bool | int | str | list[str] | None] = {"url": NEW, "username": "dana@acme.example"}
    place = Stored({**own, "jira_issue_prefix": "X"}, "first")
    world.the_gitlab.integrations_of[APP] = place
    return place


async def test_the_password_is_all_that_differs_and_all_else_stays(world: FakeWorld, stored: Stored) -> None:
    context = _context(world)
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after == {**before, "password": "new", UNTIL: "2027-11-22"}
    assert CHANGE.shown_before is not None
    assert set(CHANGE.shown_before(before, after)) ^ set(CHANGE.shown(after)) == {
        "user dana@acme.example, API token kept",
        "user dana@acme.example, API token given now",
    }
    await CHANGE.write(context, before, after)
    now = world.the_gitlab.integrations_of[APP]
    assert (now.password, now.values["jira_issue_prefix"]) == ("next", "X")
    assert "jira_issue_prefix" not in world.the_gitlab.sent[-1]
    assert await CHANGE.read(context) == before


@pytest.mark.parametrize(
    "other",
    [{"url": "https://jira.old.example.com"}, {"username": "eve@acme.example"}, {"jira_auth_type": 1}],
    ids=["Jira", "user", "way"],
)
async def test_places_of_another_jira_or_user_are_left_alone(
    world: FakeWorld, stored: Stored, other: dict[str, str | int]
) -> None:
    stored.values.update(other)
    context = _context(world)
    assert await CHANGE.wanted(context, await CHANGE.read(context)) is None


@pytest.mark.parametrize("state", ["off", "inherits", "none"])
async def test_places_without_settings_of_their_own_get_nothing(world: FakeWorld, stored: Stored, state: str) -> None:
    places = {
        "off": {APP: replace(stored, active=False)},
        "inherits": {APP: Stored(inherits=True)},
        "none": {},
    }
    world.the_gitlab.default = stored
    world.the_gitlab.integrations_of = places[state]
    context = _context(world)
    assert await CHANGE.wanted(context, await CHANGE.read(context)) is None


async def test_what_this_set_up_confirmed_is_not_sent_again_until_the_token_is_another(
    world: FakeWorld, stored: Stored
) -> None:
    context = _context(world)
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    again = replace(context, confirmed={CHANGE.id: after})
    assert await CHANGE.wanted(again, before) is None
    next_year = replace(again, answers=RENEW.with_(integration_token_expires="2028-11-22"))
    assert await CHANGE.wanted(next_year, before) is not None


async def test_without_a_password_nothing_is_planned_and_it_is_asked_for(world: FakeWorld, stored: Stored) -> None:
    context = _context(world, token="")
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(context, await CHANGE.read(context))
    assert told.value.finding.code == "integration-password-needed"
    assert stored.password == "first"


async def test_an_undo_says_that_it_needs_the_password_of_before_and_puts_it_back(
    world: FakeWorld, stored: Stored
) -> None:
    context = _context(world)
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    await CHANGE.write(context, before, after)
    assert "puts back the password or token it had" in str(CHANGE.back(before, after).condition)
    assert CHANGE.about_undo is not None
    needed = await CHANGE.about_undo(context, {"before": before, "after": after})
    assert needed is not None
    assert needed.code == "undo-integration-password-needed"
    assert "GJW_INTEGRATION_TOKEN_BEFORE" in str(needed.fix)
    key = (NEW, "dana@acme.example")
    ports = replace(context.ports, integration_passwords_before={key: Secret("first")})
    await CHANGE.undo(replace(context, ports=ports), before, after, {})
    now = world.the_gitlab.integrations_of[APP]
    assert (now.password, now.values["jira_issue_prefix"]) == ("first", "X")


async def test_only_a_write_of_the_password_alone_cannot_be_read_back(world: FakeWorld, stored: Stored) -> None:
    context = _context(world)
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    lost = CHANGE.lost(before, after)
    assert lost is not None
    assert lost.code == "integration-password-unsure"
    assert CHANGE.lost({}, after) is None
    assert CHANGE.lost(before, {**before, "password": "new"}) is None
