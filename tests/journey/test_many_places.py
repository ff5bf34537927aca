"""The integration of many places: planned, applied, stopped, killed and undone, each place for itself."""

import asyncio
from collections.abc import Iterator
from itertools import count, cycle

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import Killed
from tests.journey.places_bench import MARK, OLD, Bench
from wizard.domain.errors import PortError, Refused, Unexpected, Unreachable
from wizard.journey import connected, planning
from wizard.journey.abreast import AT_ONCE, ROWS_AT_ONCE
from wizard.journey.planning import Past
from wizard.journey.values import PlanRow

FORBIDDEN = Refused("http-403", {"said": "403 Forbidden"})


@pytest.fixture
def bench() -> Bench:
    return Bench().with_projects(20)


def _places(rows: tuple[PlanRow, ...]) -> list[str]:
    return [row.id.partition(":")[2] for row in rows]


def _slowly(*turns: int) -> Iterator[int]:
    return cycle(turns)


async def test_every_place_is_planned_in_order_and_set(bench: Bench) -> None:
    plan = await bench.plan()
    assert _places(plan) == [f"project:platform/p{number}" for number in range(20)]
    done = await bench.apply()
    assert {row.state for row in done} == {"done"}
    assert bench.placed() == _places(plan)
    assert await bench.plan() == ()


async def test_writes_go_out_in_the_order_of_the_plan_however_long_the_answers_take(bench: Bench) -> None:
    turns = _slowly(9, 0, 3, 1, 30, 0, 0, 2)
    bench.world.the_gitlab.pace = lambda: next(turns)
    plan = await bench.plan()
    await bench.apply()
    assert bench.placed() == _places(plan)


async def test_a_few_requests_are_out_at_once_and_a_few_places_worked_at_and_no_more(bench: Bench) -> None:
    gitlab = bench.world.the_gitlab
    gitlab.pace = lambda: 5
    working: set[str] = set()
    most = 0

    def on_row(row: PlanRow) -> None:
        nonlocal most
        working.add(row.id) if row.state == "working" else working.discard(row.id)
        most = max(most, len(working))

    plan = await bench.plan()
    gitlab.most_asked = 0
    await bench.applier().run(plan, on_row)
    assert (gitlab.most_asked, most) == (AT_ONCE, ROWS_AT_ONCE)


async def test_a_place_that_may_not_be_read_is_left_with_its_reason_and_the_others_are_set(bench: Bench) -> None:
    bench.world.the_gitlab.refused_places["project:platform/p3"] = FORBIDDEN
    plan = await bench.plan()
    (left,) = [row for row in plan if row.state == "left"]
    assert (left.id.endswith("/p3"), left.finding is not None, planning.decisions(plan)) == (True, True, ())
    done = await bench.apply()
    assert [row.state for row in done].count("done") == 19
    assert [row.state for row in done].count("left") == 1


async def test_a_place_that_refuses_the_write_fails_alone_and_goes_on_once_it_is_mended(bench: Bench) -> None:
    refused = Unexpected("http-400", {"said": "400 Bad Request"})
    bench.world.the_gitlab.refused_writes["project:platform/p3"] = refused
    done = await bench.apply()
    assert [row.state for row in done].count("done") == 19
    (failed,) = [row for row in done if row.state == "failed"]
    assert failed.finding is not None
    bench.world.the_gitlab.refused_writes.clear()
    again = await bench.apply()
    assert [(row.id.rpartition("/")[2], row.state) for row in again] == [("p3", "done")]


@pytest.mark.parametrize(
    "trouble", [Refused("http-401"), Refused("http-429-later", {"retry_after": "3600"}), Unreachable("network-refused")]
)
async def test_what_concerns_all_places_stops_the_rest(bench: Bench, trouble: PortError) -> None:
    bench.world.the_gitlab.refused_writes = {f"project:platform/p{number}": trouble for number in range(5, 20)}
    done = await bench.apply()
    assert [row.state for row in done[:5]] == ["done"] * 5
    assert "planned" in {row.state for row in done}
    assert len(bench.placed()) <= 5 + ROWS_AT_ONCE
    bench.world.the_gitlab.refused_writes.clear()
    await bench.apply()
    assert await bench.plan() == ()


async def test_a_limit_is_waited_for_as_long_as_it_asks_and_nothing_is_left_out(bench: Bench) -> None:
    bench.world.the_gitlab.limited_places = {"project:platform/p3": 2, "project:platform/p4": 1}
    before = bench.world.clock.time
    done = await bench.apply()
    assert {row.state for row in done} == {"done"}
    assert bench.world.clock.time - before >= 80
    assert any("going on in 40 seconds" in str(row.note) for row in bench.seen)
    bench.world.the_gitlab.limited_places = {"project:platform/p3": 1}
    assert {row.state for row in await bench.undoer().run(bench.seen.append)} == {"undone"}


async def test_a_limit_that_never_ends_stops_the_rest(bench: Bench) -> None:
    bench.world.the_gitlab.limited_places = {"project:platform/p0": 99}
    done = await bench.apply()
    assert done[0].state == "failed"
    assert "planned" in {row.state for row in await bench.plan()}


async def test_trouble_with_all_of_gitlab_is_no_reason_of_a_place(bench: Bench) -> None:
    bench.world.the_gitlab.refused_places["project:platform/p3"] = Unreachable("network-timeout")
    with pytest.raises(Unreachable):
        await bench.plan()


async def test_a_lost_answer_is_read_back_and_not_sent_again(bench: Bench) -> None:
    bench.world.the_gitlab.lost_places = {"project:platform/p3"}
    done = await bench.apply()
    assert {row.state for row in done} == {"done"}
    assert bench.placed().count("project:platform/p3") == 1


async def test_stopping_ends_after_the_places_at_work_and_the_next_run_goes_on(bench: Bench) -> None:
    bench.world.the_gitlab.pace = lambda: 3
    applier = bench.applier()

    def on_row(row: PlanRow) -> None:
        if row.state == "done":
            applier.stop()

    done = await applier.run(await bench.plan(), on_row)
    states = [row.state for row in done]
    assert 1 <= states.count("done") <= ROWS_AT_ONCE
    assert states.count("done") + states.count("planned") == 20
    await bench.apply()
    assert await bench.plan() == ()


async def test_what_another_administrator_set_since_is_left_and_not_written_over(bench: Bench) -> None:
    await bench.apply()
    theirs = bench.world.the_gitlab.integrations_of[bench.place(3)]
    theirs.values["jira_issue_prefix"] = "theirs"
    past = Past(await bench.journal.records("change"))
    (row,) = await planning.rows(bench.answers, bench.ports, MARK, past)
    assert (row.state, row.finding and row.finding.code) == ("left", "plan-changed-by-other")
    accepted = Past(past.records, frozenset({row.id}))
    (taken,) = await planning.rows(bench.answers, bench.ports, MARK, accepted)
    assert taken.state == "planned"


async def test_undo_takes_back_all_of_a_session_and_leaves_each_place_as_it_was(bench: Bench) -> None:
    bench.holding(1, Stored({"url": OLD, "username": "dana"}, "old secret"))
    bench.holding(2, Stored(inherits=True))
    bench.world.the_gitlab.default = Stored({"url": OLD}, "of the group")
    start = bench.state()
    await bench.apply()
    assert bench.state() != start
    undone = await bench.undoer().run(bench.seen.append)
    assert {row.state for row in undone} == {"undone"}
    assert bench.state() == start
    assert await bench.undoer().rows() == ()


async def test_undo_of_chosen_places_leaves_the_others(bench: Bench) -> None:
    await bench.apply()
    chosen = {f"gitlab-jira-integration:project:platform/p{number}" for number in (4, 11)}
    undone = await bench.undoer().run(bench.seen.append, chosen)
    assert {row.id for row in undone} == chosen
    assert len(bench.state()) == 18
    assert len(await bench.undoer().rows()) == 18


async def test_what_is_left_of_many_places_is_counted_after_a_few(bench: Bench) -> None:
    left = await connected.missing(bench.answers, bench.ports)
    assert left is not None
    assert left.facts["left"].count("Set the Jira issue integration") == 5
    assert left.facts["left"].endswith("+ 15")
    await bench.apply()
    assert await connected.missing(bench.answers, bench.ports) is None


async def test_a_thousand_places_read_the_journal_once(bench: Bench) -> None:
    bench.with_projects(1000)
    reads = count()
    rows = bench.store.rows

    async def counted(session: str) -> object:
        next(reads)
        return await rows(session)

    bench.store.rows = counted  # type: ignore[method-assign, assignment]  # to count
    await bench.applier().run(await bench.plan(), lambda _row: None)
    await bench.undoer().run(lambda _row: None)
    assert next(reads) <= 8


async def test_a_cancelled_apply_leaves_nothing_at_work(bench: Bench) -> None:
    bench.world.the_gitlab.pace = lambda: 50
    plan = await bench.plan()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.001):
            await bench.applier().run(plan, bench.seen.append)
    bench.world.the_gitlab.pace = lambda: 0
    await bench.apply()
    assert await bench.plan() == ()


@pytest.mark.parametrize("at", range(1, 33))
async def test_a_kill_at_any_row_of_the_journal_is_settled_by_the_next_run(bench: Bench, at: int) -> None:
    bench.with_projects(8)
    start = bench.state()
    bench.store.die_at = at
    turns = _slowly(2, 0, 5, 1)
    bench.world.the_gitlab.pace = lambda: next(turns)
    with pytest.raises(Killed):
        await bench.apply()
    bench.store.die_at = 0
    await bench.apply()
    assert await bench.plan() == ()
    undone = await bench.undoer().run(bench.seen.append)
    assert {row.state for row in undone} == {"undone"}
    assert bench.state() == start
