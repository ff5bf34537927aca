"""What the journal keeps of an installed app, and of which sites it speaks."""

import json

import pytest

from tests.journey.fake_app_management import KEY
from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Page
from wizard.domain.route import Route
from wizard.journey.app_snapshots import StoredSnapshots
from wizard.journey.desk import SessionDesk

SERVED = {"key": KEY, "baseUrl": "https://gitlab.example.com/-/jira_connect", "modules": {"webPanels": []}}


@pytest.fixture
def manual(answers: Answers, world: FakeWorld, monkeypatch: pytest.MonkeyPatch) -> Answers:
    async def page(_method: str, _path: str, **_more: object) -> Page:
        return Page(200, {}, json.dumps(SERVED).encode())

    monkeypatch.setattr(world.the_gitlab, "page", page)
    return answers.with_(route=Route.MANUAL)


def kept(store: MemoryStore, answers: Answers) -> StoredSnapshots:
    return StoredSnapshots(store, "lab:test", answers)


async def test_an_install_keeps_what_was_served_for_this_app_and_these_sites(
    desk: SessionDesk, store: MemoryStore, manual: Answers
) -> None:
    await applied(desk, manual)
    found = await kept(store, manual).of_app(KEY)
    assert found is not None
    assert (found.descriptor, found.version) == (SERVED, "1.0.0-AC")
    assert await kept(store, manual).of_app("another") is None
    assert await kept(store, manual.with_(jira_url="https://other.atlassian.net")).of_app(KEY) is None


@pytest.mark.parametrize("lost", ["order", "task"])
async def test_an_install_whose_answer_was_lost_keeps_it_too(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, manual: Answers, lost: str
) -> None:
    world.the_jira.loses = lost
    await applied(desk, manual)
    assert await kept(store, manual).of_app(KEY) is not None


async def test_after_an_undo_nothing_is_known(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, manual: Answers
) -> None:
    world.clock.time = 1_790_000_000.0
    store.now = world.clock.now
    await applied(desk, manual)
    await desk.undo(lambda _row: None)
    assert await kept(store, manual).of_app(KEY) is None
