"""Undo: newest first, compared before each write, never what somebody changed since."""

import pytest

from tests.journey.fakes import FakeWorld, Killed, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.gitlab import OAuthApplication
from wizard.journey.desk import SessionDesk


async def test_undo_is_the_inverse_of_apply(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://old.example"
    before = dict(world.the_gitlab.values)
    await applied(desk, answers)
    rows = await desk.undo(lambda _row: None)
    assert [(row.id, row.state) for row in rows] == [
        ("gitlab-proxy-url", "undone"),
        ("gitlab-application-id", "undone"),
        ("gitlab-oauth-application", "undone"),
    ]
    assert world.the_gitlab.values == before
    assert world.the_gitlab.apps == []
    assert await desk.undo_plan() == ()


async def test_what_others_made_in_between_survives(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    await applied(desk, answers)
    foreign = OAuthApplication(99, "foreign", "Grafana", "https://grafana.example/login", True, ("read_user",))
    world.the_gitlab.apps.append(foreign)
    world.the_gitlab.values["signup_enabled"] = False
    await desk.undo(lambda _row: None)
    assert world.the_gitlab.apps == [foreign]
    assert world.the_gitlab.values["signup_enabled"] is False


async def test_a_value_changed_since_is_left(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    await applied(desk, answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://second.example"
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    assert rows["gitlab-proxy-url"].state == "left"
    assert rows["gitlab-proxy-url"].finding is not None
    assert rows["gitlab-proxy-url"].finding.code == "undo-left-alone"
    assert world.the_gitlab.values["jira_connect_proxy_url"] == "https://second.example"
    assert world.the_gitlab.apps == []


@pytest.mark.parametrize("lost", ["put_settings", "delete_application"])
async def test_a_lost_answer_of_an_undo_is_read_back(
    desk: SessionDesk, world: FakeWorld, answers: Answers, lost: str
) -> None:
    await applied(desk, answers)
    world.the_gitlab.lose_answer_of = {lost}
    rows = await desk.undo(lambda _row: None)
    assert {row.state for row in rows} == {"undone"}
    assert world.the_gitlab.calls.count("delete_application") == 1


async def test_a_stubborn_change_does_not_keep_the_others_and_can_be_tried_again(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    world.the_gitlab.refuse = {"delete_application": Refused("http-403", {"status": "403"})}
    rows = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert rows == {
        "gitlab-proxy-url": "undone",
        "gitlab-application-id": "undone",
        "gitlab-oauth-application": "failed",
    }
    world.the_gitlab.refuse = {}
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["undone"]


async def test_an_application_whose_answer_was_never_learnt_is_still_undone(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    plan = await desk.make_plan(answers)
    store.die_at = len(store.log) + 3
    with pytest.raises(Killed):
        await desk.apply(plan, lambda _row: None)
    assert len(world.the_gitlab.apps) == 1
    store.die_at = 0
    again = SessionDesk(world, store)
    assert [row.state for row in await again.undo(lambda _row: None, session)] == ["undone"]
    assert world.the_gitlab.apps == []
