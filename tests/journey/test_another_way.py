"""Another way for the same sites: what we set for one is nobody else's for the other, and all of it is undone."""

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk

WAYS = (Route.MARKETPLACE, Route.MANUAL, Route.MARKETPLACE)
BY_NOW = 1_790_000_000.0


@pytest.fixture
def desk(world: FakeWorld, store: MemoryStore) -> SessionDesk:
    world.clock.time = BY_NOW
    store.now = world.clock.now
    return SessionDesk(world, store)


@pytest.mark.parametrize("sessions", ["one session", "a session each"])
async def test_what_we_set_for_another_way_is_not_said_to_be_somebody_elses(
    desk: SessionDesk, answers: Answers, sessions: str
) -> None:
    for way in WAYS:
        there = answers.with_(route=way)
        await (desk.begin(there) if sessions == "a session each" else desk.remember(there, "method"))
        plan = await desk.make_plan(there)
        assert plan.findings == ()
        assert {row.state for row in await desk.apply(plan, lambda _row: None)} == {"done"}


async def test_what_somebody_else_set_since_is_asked_about_whichever_way_set_it_last(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    for way in WAYS[:2]:
        await desk.remember(answers.with_(route=way), "method")
        await applied(desk, answers.with_(route=way))
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://proxy.example.com"
    (finding,) = (await desk.make_plan(answers)).findings
    assert (finding.code, finding.facts["ours"]) == ("plan-changed-by-other", "(empty)")
    desk.accept("gitlab-proxy-url")
    assert (await desk.make_plan(answers)).findings == ()


@pytest.mark.parametrize("ways", [WAYS[:2], WAYS, (Route.MANUAL, Route.MARKETPLACE)])
async def test_undo_takes_back_what_each_way_made(
    desk: SessionDesk, world: FakeWorld, answers: Answers, ways: tuple[Route, ...]
) -> None:
    before = dict(world.the_gitlab.values)
    for way in ways:
        await desk.remember(answers.with_(route=way), "method")
        await applied(desk, answers.with_(route=way))
    assert {row.state for row in await desk.undo(lambda _row: None)} == {"undone"}
    assert world.the_gitlab.apps == []
    assert world.the_gitlab.values == before
    assert world.the_jira.installed == []


async def test_what_a_resumed_session_wrote_after_a_newer_one_is_ours_too(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    first = await desk.begin(answers)
    await applied(desk, answers)
    world.clock.time += 60
    await desk.begin(answers.with_(route=Route.MANUAL))
    await applied(desk, answers.with_(route=Route.MANUAL))
    world.clock.time += 60
    await desk.resume(first)
    await applied(desk, answers)
    world.clock.time += 60
    await desk.begin(answers.with_(route=Route.MANUAL, proof_issue="PLAT-2"))
    assert (await desk.make_plan(answers.with_(route=Route.MANUAL))).findings == ()
