"""What an undo may take back: what our write has become counts, and one undo does not answer for another change."""

from collections.abc import Mapping

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.app.monitoring import in_force
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.journal import Row, State
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.past import all_taken_back, undone
from wizard.monitor.in_force import InForce

PROXY = "jira_connect_proxy_url"


@pytest.fixture
def writes_its_own(world: FakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server put a slash behind every address that it is given."""
    plainly = world.the_gitlab.put_settings

    async def put(values: Mapping[str, str | bool | None]) -> None:
        await plainly({name: f"{value}/" if name == PROXY and value else value for name, value in values.items()})

    monkeypatch.setattr(world.the_gitlab, "put_settings", put)


@pytest.mark.usefixtures("writes_its_own")
async def test_a_value_that_the_server_kept_otherwise_is_taken_back(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    rows = await applied(desk, answers)
    assert rows[2].finding is not None
    assert rows[2].finding.code == "change-not-kept"
    assert world.the_gitlab.values[PROXY] == "https://gitlab.com/"
    states = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert states["gitlab-proxy-url"] == "undone"
    assert world.the_gitlab.values[PROXY] is None


@pytest.mark.usefixtures("writes_its_own")
async def test_what_somebody_set_after_that_is_not(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    await applied(desk, answers)
    world.the_gitlab.values[PROXY] = "https://second.example"
    assert "gitlab-proxy-url" not in [row.id for row in await desk.undo(lambda _row: None)]
    assert world.the_gitlab.values[PROXY] == "https://second.example"


async def test_a_value_that_was_not_kept_at_all_is_nobodys(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    world.the_gitlab.forgets = {"put_settings"}
    await applied(desk, answers)
    assert [row.id for row in await desk.undo_plan()] == ["gitlab-oauth-application"]


@pytest.mark.parametrize("state", [State.LEFT, State.FAILED])
async def test_an_undo_that_did_not_take_a_change_back_leaves_the_question_who_changed_it(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, answers: Answers, state: State
) -> None:
    await applied(desk, answers)
    await store.append(Row(desk.session, "undo", "gitlab-proxy-url", state))
    world.the_gitlab.values[PROXY] = "https://second.example"
    await desk.begin(answers)
    assert [finding.code for finding in (await desk.make_plan(answers)).findings] == ["plan-changed-by-other"]


async def test_an_undo_of_another_change_leaves_it_too(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    await applied(desk, answers)
    await store.append(Row(desk.session, "undo", "gitlab-application-id", State.CONFIRMED))
    world.the_gitlab.values[PROXY] = "https://second.example"
    await desk.begin(answers)
    assert [finding.code for finding in (await desk.make_plan(answers)).findings] == ["plan-changed-by-other"]


async def test_a_change_that_was_taken_back_is_not_asked_about(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    await desk.undo(lambda _row: None)
    world.the_gitlab.values[PROXY] = "https://second.example"
    await desk.begin(answers)
    assert (await desk.make_plan(answers)).findings == ()


async def test_a_connection_is_taken_back_once_all_of_it_is_undone_and_until_it_is_set_up_again(
    desk: SessionDesk, store: MemoryStore, world: FakeWorld, answers: Answers
) -> None:
    assert not await all_taken_back(store, world.key, answers)
    await applied(desk, answers)
    assert not await all_taken_back(store, world.key, answers)
    await desk.undo(lambda _row: None, only=("gitlab-proxy-url",))
    assert not await all_taken_back(store, world.key, answers)
    assert await undone(store, world.key, answers) == {"gitlab-proxy-url"}
    await desk.undo(lambda _row: None)
    assert await all_taken_back(store, world.key, answers)
    assert (await in_force(store, world.key, answers)) == InForce({}, taken_back=True)
    await applied(desk, answers)
    assert not await all_taken_back(store, world.key, answers)
    assert await undone(store, world.key, answers) == frozenset()
    kept = await in_force(store, world.key, answers)
    assert kept is not None
    assert kept.settings[PROXY] == "https://gitlab.com"


async def test_a_check_of_the_connection_names_what_is_left(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    missing = await desk.connection(answers)
    assert missing is not None
    assert (missing.code, missing.severity) == ("not-connected", "warning")
    assert "Create OAuth application" in str(missing.cause)
    assert "Get the app in Jira" in str(missing.cause)
    await applied(desk, answers)
    for row in await desk.tasks(answers):
        await desk.do_task(answers, row.id)
    assert await desk.connection(answers) is None


async def test_what_nobody_can_read_is_not_held_against_a_connection(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    for row in await desk.tasks(answers):
        await desk.do_task(answers, row.id)
    world.the_jira.refuse = {"apps": Refused("http-403")}
    assert await desk.connection(answers) is None
    world.the_jira.refuse = {}
    assert await desk.connection(answers) is None


async def test_another_route_chosen_half_way_is_undone_to_what_was_there_before_both(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    world.the_gitlab.values[PROXY] = "https://old.example"
    before = dict(world.the_gitlab.values)
    await applied(desk, answers)
    manual = answers.with_(route=Route.MANUAL)
    await desk.remember(manual, "method")
    rows = await applied(desk, manual)
    assert [(row.id, row.state) for row in rows] == [
        ("gitlab-oauth-application", "done"),
        ("gitlab-application-id", "done"),
        ("gitlab-proxy-url-cleared", "done"),
        ("jira-app-install", "done"),
    ]
    assert {one.callback_url.split("/")[2] for one in world.the_gitlab.apps} == {"gitlab.com", "gitlab.example.com"}
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["undone"] * 4
    assert (world.the_gitlab.values, world.the_gitlab.apps) == (before, [])
