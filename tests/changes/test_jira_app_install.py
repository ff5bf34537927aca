"""The install of the app: what it wants, waits for and holds. The journey: `tests/journey/test_manual_route.py`."""

import json

import pytest

from tests.changes.conftest import Make
from tests.journey.fake_app_management import KEY
from tests.journey.fakes import FakeWorld
from wizard.changes.jira_app_install import CHANGE
from wizard.domain.gitlab import Page
from wizard.domain.jira import App

DESCRIPTOR = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"


async def test_it_wants_the_key_and_the_descriptor_of_the_instance(world: FakeWorld, context: Make) -> None:
    before = await CHANGE.read(context())
    assert before == {}
    assert await CHANGE.wanted(context(), before) == {"key": KEY, "descriptor": DESCRIPTOR}


async def test_it_waits_until_the_task_is_done_and_then_holds(world: FakeWorld, context: Make) -> None:
    after = {"key": KEY, "descriptor": DESCRIPTOR}
    assert await CHANGE.write(context(), {}, after) == {}
    assert CHANGE.holds(await CHANGE.read(context()), after)


async def test_it_keeps_the_descriptor_that_was_served_and_the_version_that_jira_gave(
    world: FakeWorld, context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = b'{"key": "k", "baseUrl": "https://gitlab.example.com/-/jira_connect", "modules": {}}'

    async def page(_method: str, _path: str) -> Page:
        return Page(200, {}, served)

    monkeypatch.setattr(world.the_gitlab, "page", page)
    told = await CHANGE.write(context(), {}, {"key": KEY, "descriptor": DESCRIPTOR})
    assert told == {"snapshot": json.loads(served)}
    assert await CHANGE.read(context()) == {"key": KEY, "version": "1.0.0-AC"}


async def test_an_app_of_another_key_is_not_this_one(world: FakeWorld, context: Make) -> None:
    world.the_jira.installed = [App("gitlab-jira-connect-gitlab.com", "GitLab", "1", True)]
    assert await CHANGE.read(context()) == {}


async def test_an_app_that_is_there_is_left(world: FakeWorld, context: Make) -> None:
    world.the_jira.installed = [App(KEY, "GitLab", "1", False)]
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None


def test_it_is_sent_once_and_shown_as_two_lines() -> None:
    assert not CHANGE.repeats
    assert CHANGE.shown({"key": KEY, "descriptor": DESCRIPTOR}) == (KEY, DESCRIPTOR)
    assert CHANGE.shown({}) == ()
