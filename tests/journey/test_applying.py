"""Apply: every write has its intent before and its read-back after; a lost answer never makes a second application."""

import pytest

from tests.journey.fakes import FakeWorld, Killed, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unreachable
from wizard.domain.gitlab import OAuthApplication
from wizard.domain.journal import State
from wizard.journey.desk import SessionDesk
from wizard.journey.log import Journal
from wizard.journey.values import PlanRow

PROXY = "https://gitlab.com"
WRITES = ("create_application", "put_settings", "delete_application")


async def applied(desk: SessionDesk, answers: Answers) -> list[PlanRow]:
    if not desk.session:
        await desk.begin(answers)
    plan = await desk.make_plan(answers)
    return list(await desk.apply(plan, lambda _row: None))


async def test_the_plan_is_reached_and_a_second_plan_is_empty(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    rows = await applied(desk, answers)
    assert [row.state for row in rows] == ["done", "done", "done"]
    assert world.the_gitlab.values["jira_connect_application_key"] == world.the_gitlab.apps[0].application_id
    assert world.the_gitlab.values["jira_connect_proxy_url"] == PROXY
    assert (await desk.make_plan(answers)).rows == ()


async def test_intent_is_stored_before_and_read_back_follows_each_write(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    await applied(desk, answers)
    for change in ("gitlab-oauth-application", "gitlab-application-id", "gitlab-proxy-url"):
        states = [row.state for row in store.log if row.subject == change]
        assert states == [State.INTENT, State.SENT, State.ANSWERED, State.CONFIRMED]
    calls = world.the_gitlab.calls
    for number, call in enumerate(calls):
        assert call not in WRITES or calls[number + 1] in ("applications", "settings")


@pytest.mark.parametrize("lost", ["create_application", "put_settings"])
async def test_a_lost_answer_is_read_back_and_not_sent_again(
    desk: SessionDesk, world: FakeWorld, answers: Answers, lost: str
) -> None:
    world.the_gitlab.lose_answer_of = {lost}
    rows = await applied(desk, answers)
    assert [row.state for row in rows] == ["done", "done", "done"]
    assert len(world.the_gitlab.apps) == 1
    assert world.the_gitlab.calls.count("create_application") == 1


async def test_a_write_that_was_never_kept_is_said_and_ends_unconfirmed(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    world.the_gitlab.forgets = {"put_settings"}
    rows = await applied(desk, answers)
    assert [row.state for row in rows] == ["done", "failed", "planned"]
    assert rows[1].finding is not None
    assert rows[1].finding.code == "change-not-kept"
    assert desk.unconfirmed
    world.the_gitlab.forgets = set()
    assert [row.state for row in await applied(desk, answers)] == ["done", "done"]


@pytest.mark.parametrize(
    "error", [Refused("http-403-read-only", {"status": "403"}), Unreachable("network-refused", {"host": "h"})]
)
async def test_a_refused_write_stops_and_goes_on_later(
    desk: SessionDesk, world: FakeWorld, answers: Answers, error: Exception
) -> None:
    world.the_gitlab.refuse = {"create_application": error}
    rows = await applied(desk, answers)
    assert [row.state for row in rows] == ["failed", "planned", "planned"]
    assert not desk.unconfirmed
    world.the_gitlab.refuse = {}
    assert [row.state for row in await applied(desk, answers)] == ["done", "done", "done"]


async def test_what_changed_between_review_and_apply_is_not_overwritten(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://other.example"
    rows = await desk.apply(plan, lambda _row: None)
    assert rows[2].state == "failed"
    assert rows[2].finding is not None
    assert rows[2].finding.code == "plan-drifted"
    assert world.the_gitlab.values["jira_connect_proxy_url"] == "https://other.example"


async def test_what_a_second_administrator_set_is_asked_about(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    await applied(desk, answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://second.example"
    plan = await desk.make_plan(answers)
    assert [finding.code for finding in plan.findings] == ["plan-changed-by-other"]
    desk.accept("gitlab-proxy-url")
    plan = await desk.make_plan(answers)
    assert plan.findings == ()
    assert [row.state for row in await desk.apply(plan, lambda _row: None)] == ["done"]
    assert world.the_gitlab.values["jira_connect_proxy_url"] == PROXY


@pytest.mark.parametrize("confidential", [True, False])
async def test_a_wrong_application_in_place_is_left_and_replaced(
    desk: SessionDesk, world: FakeWorld, answers: Answers, confidential: bool
) -> None:
    redirect = f"{PROXY}/-/jira_connect/oauth_callbacks" if confidential else "https://gitlab.example.com/callback"
    wrong = OAuthApplication(1, "wrong", "GitLab for Jira", redirect, confidential, ("api",))
    world.the_gitlab.apps = [wrong]
    world.the_gitlab.values["jira_connect_application_key"] = "wrong"
    assert [row.state for row in await applied(desk, answers)] == ["done", "done", "done"]
    assert wrong in world.the_gitlab.apps
    assert len(world.the_gitlab.apps) == 2
    assert world.the_gitlab.values["jira_connect_application_key"] != "wrong"


async def test_a_right_application_in_place_is_used(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    redirect = f"{PROXY}/-/jira_connect/oauth_callbacks"
    world.the_gitlab.apps = [OAuthApplication(1, "right", "by hand", redirect, False, None)]
    rows = await applied(desk, answers)
    assert [row.id for row in rows] == ["gitlab-application-id", "gitlab-proxy-url"]
    assert world.the_gitlab.values["jira_connect_application_key"] == "right"


@pytest.mark.parametrize("at", range(1, 13))
async def test_killed_at_any_journal_write_the_next_run_ends_right(
    world: FakeWorld, store: MemoryStore, answers: Answers, at: int
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    plan = await desk.make_plan(answers)
    store.die_at = len(store.log) + at
    with pytest.raises(Killed):
        await desk.apply(plan, lambda _row: None)
    store.die_at = 0
    again = SessionDesk(world, store)
    known, _page = await again.resume(session)
    await again.apply(await again.make_plan(known), lambda _row: None)
    assert len(world.the_gitlab.apps) == 1
    assert world.the_gitlab.values["jira_connect_application_key"] == world.the_gitlab.apps[0].application_id
    assert world.the_gitlab.values["jira_connect_proxy_url"] == PROXY
    records = await Journal(store, session).records("change")
    assert {record.state for record in records.values()} <= {State.CONFIRMED, State.FAILED}
