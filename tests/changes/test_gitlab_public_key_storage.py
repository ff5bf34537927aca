"""Public key storage is switched on for a GitLab that serves others, and put back by undo."""

import pytest

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_public_key_storage import CHANGE, NAME
from wizard.domain.answers import Answers
from wizard.domain.route import Route


@pytest.mark.parametrize("found", [False, None])
async def test_what_is_off_is_switched_on_and_put_back(world: FakeWorld, context: Make, found: bool | None) -> None:
    world.the_gitlab.values[NAME] = found
    before = await CHANGE.read(context())
    after = await CHANGE.wanted(context(), before)
    assert after == {NAME: True}
    await CHANGE.write(context(), before, after)
    assert world.the_gitlab.values[NAME] is True
    assert CHANGE.holds(await CHANGE.read(context()), after)
    assert CHANGE.shown(after) == ("on",)
    await CHANGE.undo(context(), before, after, {})
    assert world.the_gitlab.values[NAME] is found


async def test_what_is_on_is_left(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values[NAME] = True
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None


async def test_a_release_that_drops_the_value_does_not_count_as_done(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values.pop(NAME, None)
    assert not CHANGE.holds(await CHANGE.read(context()), {NAME: True})


def test_only_a_gitlab_that_serves_others_needs_it() -> None:
    assert [route for route in Route if CHANGE.applies(Answers(route=route))] == [Route.PROXY]
