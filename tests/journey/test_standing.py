"""How changes stand after a cut: what the journal knows is said at once, what it does not know is read back."""

import asyncio
from typing import Any

import pytest

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import Unreachable
from wizard.journey.desk import SessionDesk
from wizard.journey.standing import NEVER_ARRIVED, UNSURE, WRITTEN
from wizard.journey.values import Plan, PlanRow


class Cut:
    """Applies a plan and cuts it off while one call waits for its answer, before or after it was done."""

    def __init__(self, desk: SessionDesk, world: FakeWorld, *, done: bool) -> None:
        self.desk, self.gitlab, self.done = desk, world.the_gitlab, done
        self.seen: dict[str, PlanRow] = {}

    def rows(self) -> tuple[PlanRow, ...]:
        return tuple(self.seen.values())

    def _take(self, row: PlanRow) -> None:
        self.seen[row.id] = row

    async def apply(self, answers: Answers, call: str) -> Plan:
        await self.desk.begin(answers)
        plan = await self.desk.make_plan(answers)
        self.seen = {row.id: row for row in plan.rows}
        reached, real = asyncio.Event(), getattr(self.gitlab, call)

        async def hangs(*args: Any) -> Any:
            await asyncio.sleep(0)
            if self.done:
                await real(*args)
            reached.set()
            await asyncio.Event().wait()

        setattr(self.gitlab, call, hangs)
        task = asyncio.get_running_loop().create_task(self.desk.apply(plan, self._take))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        setattr(self.gitlab, call, real)
        return plan


async def test_a_request_in_flight_is_not_known_at_first_and_a_read_back_tells(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    cut = Cut(desk, world, done=True)
    plan = await cut.apply(answers, "create_application")
    first = await desk.standing(plan, cut.rows(), read_back=False)
    assert [(row.state, row.note) for row in first][:1] == [("unknown", UNSURE)]
    assert [row.state for row in first][1:] == ["planned", "planned"]
    told = await desk.standing(plan, first, read_back=True)
    assert [(row.state, row.note) for row in told][:1] == [("done", WRITTEN)]
    assert [row.state for row in await desk.apply(plan, lambda _row: None)] == ["done"] * 3
    assert len(world.the_gitlab.apps) == 1


async def test_a_request_that_never_arrived_is_planned_again(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    cut = Cut(desk, world, done=False)
    plan = await cut.apply(answers, "create_application")
    told = await desk.standing(plan, cut.rows(), read_back=True)
    assert [(row.state, row.note) for row in told][:1] == [("planned", NEVER_ARRIVED)]
    assert [row.state for row in await desk.apply(plan, lambda _row: None)] == ["done"] * 3


async def test_a_cut_before_anything_was_sent_leaves_all_planned_without_asking_outside(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    cut = Cut(desk, world, done=False)
    plan = await cut.apply(answers, "applications")
    world.the_gitlab.calls.clear()
    told = await desk.standing(plan, cut.rows(), read_back=True)
    assert [row.state for row in told] == ["planned"] * 3
    assert world.the_gitlab.calls == []


async def test_a_lost_answer_whose_read_back_fails_too_is_not_known_instead_of_failed(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    gone = Unreachable("network-reset", {"host": "gitlab.example.com"})
    real = world.the_gitlab.create_application

    async def lost(*args: Any) -> None:
        await real(*args)
        world.the_gitlab.refuse = {"applications": gone}
        raise Unreachable("network-reset", {"host": "gitlab.example.com"}, sent=True)

    world.the_gitlab.create_application = lost  # type: ignore[assignment,method-assign]  # a fake that loses an answer
    rows = await desk.apply(plan, lambda _row: None)
    assert rows[0].state == "failed"
    known = await desk.standing(plan, rows, read_back=False)
    assert [row.state for row in known] == ["unknown", "planned", "planned"]
    with pytest.raises(Unreachable):
        await desk.standing(plan, known, read_back=True)
    world.the_gitlab.refuse = {}
    assert [row.state for row in await desk.standing(plan, known, read_back=True)] == ["done", "planned", "planned"]
