"""Jira Connect Proxy URL: exactly https://gitlab.com, nothing that only looks like it."""

import pytest

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_proxy_url import CHANGE

KEY = "jira_connect_proxy_url"


@pytest.mark.parametrize("found", [None, "", "https://gitlab.com/", "http://gitlab.com", "https://proxy.example"])
async def test_any_other_value_is_replaced(world: FakeWorld, context: Make, found: str | None) -> None:
    world.the_gitlab.values[KEY] = found
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) == {KEY: "https://gitlab.com"}


async def test_the_right_value_is_left(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values[KEY] = "https://gitlab.com"
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None


async def test_an_empty_text_and_null_are_the_same_to_an_undo(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values[KEY] = ""
    before = await CHANGE.read(context())
    await CHANGE.write(context(), before, {KEY: "https://gitlab.com"})
    await CHANGE.undo(context(), before, {KEY: "https://gitlab.com"}, {})
    assert CHANGE.holds(await CHANGE.read(context()), before)
