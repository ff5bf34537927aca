"""Jira Connect Application ID: the application of the plan, known or not made yet."""

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_application_id import CHANGE

KEY = "jira_connect_application_key"


async def test_an_application_that_is_not_made_yet_stands_as_a_reference(context: Make) -> None:
    after = await CHANGE.wanted(context(), await CHANGE.read(context()))
    assert after == {KEY: "gitlab-oauth-application.application_id"}


async def test_the_id_in_place_is_left(world: FakeWorld, context: Make) -> None:
    made = {"gitlab-oauth-application": {"application_id": "id-7"}}
    world.the_gitlab.values[KEY] = "id-7"
    assert await CHANGE.wanted(context(made), await CHANGE.read(context(made))) is None


async def test_write_and_undo_are_inverse(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values[KEY] = "old"
    before = await CHANGE.read(context())
    await CHANGE.write(context(), before, {KEY: "id-7"})
    assert CHANGE.holds(await CHANGE.read(context()), {KEY: "id-7"})
    await CHANGE.undo(context(), before, {KEY: "id-7"}, {})
    assert world.the_gitlab.values[KEY] == "old"
