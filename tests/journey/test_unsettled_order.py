"""An install of which nobody told how it ended: looked for, never ordered again by itself, given up knowingly."""

import pytest

from tests.journey.fake_app_management import KEY
from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.unsettled import LOOKING
from wizard.journey.values import Plan, PlanRow

BY_NOW = 1_790_000_000.0
INSTALL = "jira-app-install"


@pytest.fixture
def manual(answers: Answers, world: FakeWorld, store: MemoryStore) -> Answers:
    world.clock.time = BY_NOW
    store.now = world.clock.now
    return answers.with_(route=Route.MANUAL)


@pytest.fixture
async def plan(desk: SessionDesk, world: FakeWorld, manual: Answers) -> Plan:
    """Return a plan whose order got no answer and is not there."""
    world.the_jira.loses = "nothing"
    await desk.begin(manual)
    made = await desk.make_plan(manual)
    await desk.apply(made, lambda _row: None)
    assert (desk.unconfirmed, len(world.the_jira.orders)) == (True, 1)
    return made


async def test_the_next_plan_looks_first_asks_and_orders_nothing(
    desk: SessionDesk, world: FakeWorld, plan: Plan
) -> None:
    began = world.clock.now()
    again = await desk.make_plan(plan.answers)
    assert world.clock.now() - began >= 30, "it is looked for before anybody is asked"
    assert [one.code for one in again.findings] == ["change-unsettled"]
    assert "POST /rest/plugins/1.0/" in str(again.findings[0].cause)
    with pytest.raises(PortError, match="plan-undecided"):
        await desk.apply(again, lambda _row: None)
    assert len(world.the_jira.orders) == 1
    world.the_jira.come_in()
    found = await desk.make_plan(plan.answers)
    assert (found.rows, found.findings) == ((), ())
    await desk.apply(found, lambda _row: None)
    assert (await desk.undo_plan())[0].id == INSTALL


async def test_going_on_with_the_same_plan_looks_with_a_word_about_it_and_never_orders(
    desk: SessionDesk, world: FakeWorld, plan: Plan
) -> None:
    told: list[PlanRow] = []
    rows = await desk.apply(plan, told.append)
    assert (told[0].id, told[0].state, told[0].note) == (INSTALL, "working", LOOKING)
    assert rows[-1].finding is not None
    assert (rows[-1].state, rows[-1].finding.code) == ("failed", "change-unsettled")
    assert (desk.unconfirmed, len(world.the_jira.orders)) == (True, 1)
    standing = await desk.standing(plan, rows, read_back=True)
    assert standing[-1].state == "unknown", "looking again does not call it lost"
    world.clock.at(10.0, world.the_jira.come_in)
    rows = await desk.apply(plan, told.append)
    assert ([row.state for row in rows], len(world.the_jira.orders)) == (["done"] * len(rows), 1)


async def test_who_gives_the_order_up_orders_anew_and_has_not_given_up_the_next(
    desk: SessionDesk, world: FakeWorld, plan: Plan
) -> None:
    desk.accept(INSTALL)
    world.the_jira.loses = "nothing"
    rows = await desk.apply(plan, lambda _row: None)
    assert (rows[-1].state, len(world.the_jira.orders)) == ("failed", 2)
    assert [one.code for one in (await desk.make_plan(plan.answers)).findings] == ["change-unsettled"]
    desk.accept(INSTALL)
    rows = await applied(desk, plan.answers)
    assert (rows[-1].state, len(world.the_jira.orders)) == ("done", 3)


async def test_another_set_up_of_the_same_sites_asks_too(desk: SessionDesk, world: FakeWorld, plan: Plan) -> None:
    await desk.begin(plan.answers)
    assert [one.code for one in (await desk.make_plan(plan.answers)).findings] == ["change-unsettled"]
    desk.accept(INSTALL)
    assert [row.state for row in await applied(desk, plan.answers)] == ["done"]
    assert len(world.the_jira.orders) == 2


async def test_an_undo_waits_for_the_order_and_uninstalls_what_comes_in(
    desk: SessionDesk, world: FakeWorld, plan: Plan
) -> None:
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    assert rows[INSTALL].finding is not None
    assert (rows[INSTALL].state, rows[INSTALL].finding.code) == ("left", "undo-install-unsettled")
    assert not (await desk.sessions())[0].undone
    world.the_jira.come_in()
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["undone"]
    assert world.the_jira.removed == [KEY]


async def test_an_undo_takes_an_order_of_an_hour_ago_for_lost(desk: SessionDesk, world: FakeWorld, plan: Plan) -> None:
    world.clock.time += 3700
    rows = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert set(rows.values()) == {"undone"}
    assert world.the_jira.removed == []
    assert (await desk.sessions())[0].undone


async def test_an_app_that_was_away_since_is_another_one_and_stays(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    await applied(desk, manual)
    assert "installed it again" in str((await desk.undo_plan())[0].finding.cause), (
        "Jira tells no date: people are asked"
    )
    away, world.the_jira.installed = world.the_jira.installed, []
    await desk.run_checks(manual, lambda _row: None)
    world.the_jira.installed = away
    row = {row.id: row for row in await desk.undo(lambda _row: None)}[INSTALL]
    assert row.finding is not None
    assert (row.state, row.finding.code) == ("left", "undo-app-another")
    assert world.the_jira.removed == []
    world.the_jira.installed = []
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["left"]
    assert await desk.undo_plan() == ()
