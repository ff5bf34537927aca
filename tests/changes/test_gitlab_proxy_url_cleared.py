"""Jira Connect Proxy URL is emptied for the own descriptor, and put back by undo."""

import pytest

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_proxy_url_cleared import CHANGE

KEY = "jira_connect_proxy_url"


@pytest.mark.parametrize("found", ["https://gitlab.com", "https://gitlab.com/", "https://proxy.example"])
async def test_any_value_is_cleared_and_put_back(world: FakeWorld, context: Make, found: str) -> None:
    world.the_gitlab.values[KEY] = found
    before = await CHANGE.read(context())
    after = await CHANGE.wanted(context(), before)
    assert after == {KEY: None}
    await CHANGE.write(context(), before, after)
    assert CHANGE.holds(await CHANGE.read(context()), after)
    assert CHANGE.shown(after) == ()
    await CHANGE.undo(context(), before, after, {})
    assert world.the_gitlab.values[KEY] == found


@pytest.mark.parametrize("found", [None, ""])
async def test_what_is_empty_is_left(world: FakeWorld, context: Make, found: str | None) -> None:
    world.the_gitlab.values[KEY] = found
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None
