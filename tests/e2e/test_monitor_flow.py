"""What the monitor says of the flow, beside what a lab knows to be true."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.monitor.fakes import Memory
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.answers import read_answers
from wizard.domain.flow import Kind
from wizard.journey.sides import Sides
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow
from wizard.monitor.values import Light, Reason

_MINUTE_S = 60.0
_SLOWLY = 0.02
"""Lab seconds in a real one: time passes in steps, and a busy computer does not change what is measured."""
_MOMENT_S = 0.001


class Watched:
    """A flow over a lab whose clock goes on by minutes, as the test says."""

    def __init__(self, lab: ServedLab, world: ConnectedWorld, flow: Flow) -> None:
        self.lab, self.world, self.flow = lab, world, flow

    async def step(self, seconds: float) -> None:
        """Let time pass, for both sides and the monitor."""
        self.lab.control("POST", "/clock", {"advance_s": seconds})
        now = self.lab.control("GET", "/clock")["now"]
        while self.world.clock.now() < now:
            await self.world.clock.sleep(_MOMENT_S)

    async def lost(self) -> set[tuple[str, str, str]]:
        """Return what the site lost, once nothing is under way any more."""
        before: object = None
        while (truth := self.lab.control("GET", "/truth?flow=1")[self.lab.ready["jira"]["url"]]) != before:
            before = truth
            await self.step(1)
        return {(one["kind"], one["project"], one["id"]) for one in truth["lost"]}

    async def held(self, projects: int) -> int:
        """Return how many things the site holds, once those of so many projects were sent and are to be seen."""
        while self.lab.truth()[self.lab.ready["gitlab"]["url"]]["first_sync"]["done"] < projects:
            await self.world.clock.sleep(_MOMENT_S)
        await self.step(1)
        told = self.lab.truth()[self.lab.ready["jira"]["url"]]["devinfo"]
        return int(told["branches"] + told["pull_requests"])


@asynccontextmanager
async def _watched(lab: ServedLab, folder: Path, *groups: str, per_minute: int = 600) -> AsyncIterator[Watched]:
    lab.rate(_SLOWLY)
    async with lab_world(lab.ready, folder / "recordings") as world:
        answers = read_answers(lab.answers.read_bytes()).with_(groups_paths=groups)
        ports = await Sides(world).ports(answers)
        budget = Budget(world.clock, per_minute=per_minute, reconcile_per_s=1e6)
        yield Watched(lab, world, Flow(answers, ports, world.clock, Memory(), budget))


def _ours(flow: Flow) -> set[tuple[str, str, str]]:
    """Return what is listed as lost on its way; what speaks of no issue, or of one that is none, is not."""
    listed = flow.missing()[0]
    return {(one.kind.value, one.project, one.id) for one in listed if one.reason in (Reason.REJECTED, Reason.NOT_YET)}


@pytest.fixture
def company(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), clock="fast", projects=1000)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def synced(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), clock="fast", projects=60, more=("--synced",))
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.mark.long
async def test_the_coverage_of_a_first_sync_is_the_true_one_at_every_minute(company: ServedLab, tmp_path: Path) -> None:
    assert company.run(home=tmp_path).code == 0
    async with _watched(company, tmp_path, "platform") as watched:
        await watched.flow.reconcile(lambda _done: None)
        truth = company.control("GET", "/truth?flow=1")[company.ready["gitlab"]["url"]]["projects"].values()
        projects = len(truth)
        expected = sum(kind["entities"] for one in truth for kind in one["expected"].values())
        minutes, worst, late = -(-projects // 20), 0.0, 0.0
        for minute in range(1, minutes + 1):
            await watched.step(_MINUTE_S - 1)
            held = await watched.held(min(20 * minute, projects))
            history = (await watched.flow.look()).history
            worst = max(worst, abs((history.coverage or 0.0) - held / expected))
            if minutes / 4 <= minute < minutes:
                late = max(late, abs((history.eta_s or 0.0) / _MINUTE_S - (minutes - minute)))
        assert (history.expected, history.projects) == (expected, projects)
        assert (history.light, history.coverage, history.projects_done) == (Light.OK, 1.0, projects)
        assert worst <= 0.01
        assert late <= minutes / 10
        assert _ours(watched.flow) == set()


async def test_exactly_what_a_site_lost_is_listed_of_all_six_kinds(synced: ServedLab, tmp_path: Path) -> None:
    async with _watched(synced, tmp_path, "platform", "data", "archive") as watched:
        await watched.flow.reconcile(lambda _done: None)
        await watched.flow.look()
        synced.fault("jira-entities-lost", share=0.25, seed=3)
        synced.control("POST", "/live", {"count": 150, "seed": 5})
        for _ in range(15):
            await watched.step(_MINUTE_S)
            look = await watched.flow.look()
        lost = await watched.lost()
        assert len(lost) >= 37
        assert {kind for kind, _, _ in lost} == {kind.value for kind in Kind}
        assert _ours(watched.flow) == lost
        assert (look.live.light, look.live.missing) == (Light.BEHIND, len(lost))
        assert "flow-rejected" in {one.code for one in look.findings}
