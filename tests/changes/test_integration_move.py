"""What becomes of one place in a move: users, keys and transitions that are others in the new Jira."""

from dataclasses import replace

import pytest

from tests.changes.test_gitlab_jira_integration import ANSWERS, APP, CHANGE, NEW, OLD
from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld
from wizard.changes import Context, NotPlanned, Values
from wizard.domain.secret import Secret

MOVE = ANSWERS.with_(
    integration_from_url=OLD,
    integration_new_users={"eve": "eve@acme.example"},
    integration_new_keys={"OPS": "RUN"},
    integration_new_transitions={"31": "41", "5": ""},
)


@pytest.fixture
def context(world: FakeWorld) -> Context:
    passwords = {"eve@acme.example": Secret("of eve")}
    ports = replace(world.ports(), integration_password=Secret("of dana"), integration_passwords=passwords)
    return Context(MOVE, ports, "set-up 7f3a", {})


async def _moved(world: FakeWorld, context: Context, user: str = "dana", **more: str | list[str]) -> Values:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": user, **more}, "old secret")
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    await CHANGE.write(context, before, after)
    now = await CHANGE.read(context)
    assert CHANGE.holds(now, after)
    return now


@pytest.mark.parametrize(
    ("old", "new", "secret"),
    [
        ("eve", "eve@acme.example", "of eve"),
        ("dana", "dana@acme.example", "of dana"),
        ("", "dana@acme.example", "of dana"),
    ],
)
async def test_each_user_becomes_their_own_with_their_own_password(
    world: FakeWorld, context: Context, old: str, new: str, secret: str
) -> None:
    now = await _moved(world, context, old)
    assert (now["url"], now["username"]) == (NEW, new)
    assert world.the_gitlab.integrations_of[APP].password == secret


async def test_the_token_of_one_user_is_never_sent_with_the_name_of_another(world: FakeWorld, context: Context) -> None:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": "eve"}, "old secret")
    without = replace(context, ports=replace(context.ports, integration_passwords={}))
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(without, await CHANGE.read(without))
    assert told.value.finding.code == "integration-password-needed"


async def test_keys_become_those_of_the_new_jira_and_others_stay(world: FakeWorld, context: Context) -> None:
    assert (await _moved(world, context, project_keys=["OPS", "PLAT"]))["project_keys"] == ["RUN", "PLAT"]
    assert (await _moved(world, context, project_keys=["OPS", "RUN"]))["project_keys"] == ["RUN"]


@pytest.mark.parametrize(("old", "new"), [("31", "41"), ("31;5", "41"), ("5,701", ""), ("701, 31", "41")])
async def test_transitions_become_those_of_the_new_jira_and_none_is_kept_blindly(
    world: FakeWorld, context: Context, old: str, new: str
) -> None:
    assert (await _moved(world, context, jira_issue_transition_id=old))["jira_issue_transition_id"] == new


async def test_a_place_that_others_changed_since_its_move_is_not_as_we_left_it(
    world: FakeWorld, context: Context
) -> None:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": "eve"}, "old secret")
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    await CHANGE.write(context, before, after)
    world.the_gitlab.integrations_of[APP].values["jira_issue_regex"] = "theirs"
    assert not CHANGE.holds(await CHANGE.read(context), after)  # so that an undo leaves the place alone, and says so
