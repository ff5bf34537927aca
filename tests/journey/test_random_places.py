"""Random worlds and plans: what is written is what was reviewed, and every stop and kill can be taken back."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import Killed
from tests.journey.places_bench import ANSWERS, NEW, OLD, Bench
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.jira_integration import Value
from wizard.journey.values import PlanRow

QUICK = settings(max_examples=60, deadline=None)
GOAL: dict[str, Value] = {"url": NEW, "username": "dana@acme.example"}
_OWN: dict[str, dict[str, Value]] = {
    "old": {"url": OLD, "username": "dana"},
    "half": GOAL | {"jira_issue_prefix": "X"},
    "same": GOAL,
}
KINDS = ("none", "old", "half", "same", "inherits", "hidden", "read-only", "lost")


@dataclass(frozen=True)
class Case:
    """A world and what is wanted of it."""

    kinds: tuple[str, ...]
    pace: tuple[int, ...]
    answers: Answers

    def bench(self) -> Bench:
        bench = Bench(answers=self.answers).with_projects(len(self.kinds))
        gitlab, turns = bench.world.the_gitlab, cycle(self.pace)
        gitlab.pace = lambda: next(turns)
        gitlab.default = Stored({"url": OLD, "username": "group"}, "of the group")
        for number, kind in enumerate(self.kinds):
            place = str(bench.place(number))
            if kind in ("old", "half", "same"):
                values = {
                    "old": {"url": OLD, "username": "dana"},
                    "half": GOAL | {"jira_issue_prefix": "X"},
                    "same": GOAL,
                }
                bench.holding(number, Stored(dict(values[kind]), "old secret"))
            elif kind == "inherits":
                bench.holding(number, Stored(inherits=True))
            elif kind == "hidden":
                gitlab.refused_places[place] = Refused("http-403", {"said": "403 Forbidden"})
            elif kind == "read-only":
                gitlab.refused_writes[place] = Refused("http-403", {"said": "403 Forbidden"})
            elif kind == "lost":
                gitlab.lost_places.add(place)
        return bench


def _answers() -> st.SearchStrategy[Answers]:
    changed = st.fixed_dictionaries(
        {},
        optional={
            "integration_comments": st.booleans(),
            "integration_commit_events": st.booleans(),
            "integration_transitions": st.sampled_from(["off", "automatic"]),
            "integration_project_keys": st.lists(st.sampled_from(["PLAT", "OPS"]), unique=True).map(tuple),
            "integration_issue_prefix": st.sampled_from(["", "JIRA#"]),
            "integration_inherit": st.booleans(),
            "integration_from_url": st.sampled_from(["", OLD]),
        },
    )
    return changed.map(lambda parts: ANSWERS.with_(**parts))


CASES = st.builds(
    Case,
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=12).map(tuple),
    st.lists(st.integers(0, 9), min_size=1, max_size=5).map(tuple),
    _answers(),
)


def _run(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner() as runner:
        runner.run(work)


def _ends(case: Case) -> dict[str, str]:
    """Return how rows end that are not done, by kind; who moves cannot move what comes from above."""
    from_above = {"inherits": "left"} if case.answers.integration.from_url else {}
    return {"hidden": "left", "read-only": "failed", **from_above}


def _place(row: PlanRow) -> str:
    return row.id.partition(":")[2]


async def _undo_all(bench: Bench) -> None:
    rows = await bench.undoer().run(bench.seen.append)
    assert {row.state for row in rows} <= {"undone"}, [(row.id, row.state) for row in rows]


@QUICK
@given(case=CASES)
def test_what_is_written_is_the_reviewed_plan_in_its_order(case: Case) -> None:
    async def work() -> None:
        bench = case.bench()
        plan = await bench.plan()
        done = await bench.applier().run(plan, bench.seen.append)
        assert bench.placed() == [_place(row) for row in plan if row.state == "planned"]
        for row, after in zip(plan, done, strict=True):
            kind = case.kinds[int(row.id.rpartition("/p")[2])]
            assert after.state == _ends(case).get(kind, "done")
        # A place of the old Jira that takes over what is above it is led there from above from then on.
        led = {"old"} if "inherits" in _ends(case) and case.answers.integration.inherit else set()
        left = {*_ends(case), *led}
        assert {case.kinds[int(row.id.rpartition("/p")[2])] for row in await bench.plan()} <= left

    _run(work())


@QUICK
@given(case=CASES, stop_after=st.integers(0, 12))
def test_applying_up_to_any_stop_and_undoing_is_the_start(case: Case, stop_after: int) -> None:
    async def work() -> None:
        bench = case.bench()
        start, ended = bench.state(), 0
        applier = bench.applier()

        def on_row(row: PlanRow) -> None:
            nonlocal ended
            ended += row.state in ("done", "failed")
            if ended >= stop_after:
                applier.stop()

        await applier.run(await bench.plan(), on_row)
        await _undo_all(bench)
        assert bench.state() == start

    _run(work())


@QUICK
@given(case=CASES, die_at=st.integers(1, 60))
def test_a_kill_at_any_write_of_the_journal_resumes_to_the_same_end(case: Case, die_at: int) -> None:
    async def work() -> None:
        through, bench = case.bench(), case.bench()
        start = bench.state()
        await through.apply()
        bench.store.die_at = die_at
        try:
            await bench.apply()
        except Killed:
            bench.world.the_gitlab.lost_places.clear()
        bench.store.die_at = 0
        await bench.apply()
        assert bench.state() == through.state()
        await _undo_all(bench)
        assert bench.state() == start

    _run(work())


@QUICK
@given(case=CASES, die_at=st.integers(1, 60))
def test_a_kill_in_the_middle_of_an_undo_resumes_to_the_start(case: Case, die_at: int) -> None:
    async def work() -> None:
        bench = case.bench()
        start = bench.state()
        await bench.apply()
        bench.store.die_at = len(bench.store.log) + die_at
        try:
            await bench.undoer().run(bench.seen.append)
        except Killed:
            bench.store.die_at = 0
        bench.store.die_at = 0
        await _undo_all(bench)
        assert bench.state() == start

    _run(work())


@QUICK
@given(case=CASES)
def test_no_write_of_any_plan_ever_loses_a_stored_password(case: Case) -> None:
    async def work() -> None:
        bench = case.bench()
        await bench.apply()
        for place, (kind, _active, password, _values) in bench.state().items():
            assert password or kind == "inherits", place

    _run(work())
