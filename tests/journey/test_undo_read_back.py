"""What an undo reads back is compared with what was there before, not only with what was written."""

from collections.abc import Mapping

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld
from tests.journey.places_bench import OLD, Bench
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Scope, Value
from wizard.domain.secret import Secret
from wizard.journey.desk import SessionDesk
from wizard.journey.values import PlanRow

PROXY = "jira_connect_proxy_url"


@pytest.fixture
def bench() -> Bench:
    bench = Bench().with_projects(2)
    bench.holding(0, Stored({"url": OLD, "username": "dana", "comment_on_event_enabled": True}, "old secret"))
    return bench


def _meddles(bench: Bench, name: str, value: Value) -> None:
    """Let another administrator set one more field right after each write."""
    gitlab = bench.world.the_gitlab
    plainly = gitlab.put_jira_integration

    async def put(scope: Scope, values: Mapping[str, Value], password: Secret | None) -> None:
        await plainly(scope, values, password)
        gitlab.integrations_of[scope].values[name] = value

    gitlab.put_jira_integration = put  # type: ignore[method-assign]  # to come between


def _of(rows: tuple[PlanRow, ...], place: str) -> PlanRow:
    return next(row for row in rows if row.id.endswith(place))


async def test_a_place_that_is_neither_as_written_nor_as_before_is_reported_and_then_left_alone(bench: Bench) -> None:
    await bench.apply()
    _meddles(bench, "url", "https://third.example.com")
    undoer = bench.undoer()
    rows = await undoer.run(bench.seen.append)
    odd = _of(rows, "/p0")
    assert odd.finding is not None
    assert (odd.state, odd.finding.code, undoer.unconfirmed) == ("failed", "undo-not-as-before", True)
    assert "https://third.example.com" in odd.finding.facts["now"]
    assert OLD in odd.finding.facts["before"]
    assert _of(rows, "/p1").state == "undone"
    (again,) = await bench.undoer().run(bench.seen.append)
    assert (again.state, again.finding and again.finding.code) == ("left", "undo-left-alone")


async def test_a_setting_that_is_not_the_one_of_before_is_reported(
    desk: SessionDesk, world: FakeWorld, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.the_gitlab.values[PROXY] = "https://old.example"
    await applied(desk, answers)
    plainly = world.the_gitlab.put_settings

    async def put(values: Mapping[str, str | bool | None]) -> None:
        await plainly({name: f"{value}/" if name == PROXY and value else value for name, value in values.items()})

    monkeypatch.setattr(world.the_gitlab, "put_settings", put)
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    odd = rows["gitlab-proxy-url"]
    assert (odd.state, odd.finding and odd.finding.code) == ("failed", "undo-not-as-before")
    assert {row.state for name, row in rows.items() if name != odd.id} == {"undone"}


async def test_an_undo_that_changed_nothing_says_so_and_can_be_tried_again(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    world.the_gitlab.forgets = {"put_settings"}
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    stubborn = rows["gitlab-proxy-url"]
    assert (stubborn.state, stubborn.finding and stubborn.finding.code) == ("failed", "undo-not-kept")
    world.the_gitlab.forgets = set()
    assert {row.state for row in await desk.undo(lambda _row: None)} == {"undone"}
