"""What the monitor says of the flow, beside what a lab knows to be true."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

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

_HISTORY = ("merge-request", "branch")
_MINUTE_S = 60.0


class Watched:
    """A flow over a lab whose clock goes on by minutes, as the test says."""

    def __init__(self, lab: ServedLab, world: ConnectedWorld, flow: Flow) -> None:
        self.lab, self.world, self.flow = lab, world, flow

    async def minute(self) -> None:
        """Let a minute pass, for both sides and the monitor."""
        self.lab.control("POST", "/clock", {"advance_s": _MINUTE_S})
        now = self.lab.control("GET", "/clock")["now"]
        while self.world.clock.now() < now:
            await self.world.clock.sleep(0.02)

    async def settled(self) -> Mapping[str, Any]:
        """Return the truth once nothing is under way from the one to the other side."""
        before: Mapping[str, Any] = {}
        while (truth := _flow_of(self.lab)) != before:
            before = truth
            await self.world.clock.sleep(0.4)
        return truth


def _flow_of(lab: ServedLab) -> dict[str, Any]:
    """Return what both sides know, without what changes by itself."""
    truth = lab.control("GET", "/truth?flow=1")
    gitlab, jira = truth[lab.ready["gitlab"]["url"]], truth[lab.ready["jira"]["url"]]
    return {"projects": gitlab["projects"], "held": jira["held"], "lost": jira["lost"]}


@asynccontextmanager
async def _watched(lab: ServedLab, folder: Path, *groups: str, per_minute: int = 600) -> AsyncIterator[Watched]:
    lab.rate(1.0)
    async with lab_world(lab.ready, folder / "recordings") as world:
        answers = read_answers(lab.answers.read_bytes()).with_(groups_paths=groups)
        ports = await Sides(world).ports(answers)
        budget = Budget(world.clock, per_minute=per_minute, reconcile_per_s=500)
        yield Watched(lab, world, Flow(answers, ports, world.clock, Memory(), budget))


def _mentions(counted: Mapping[str, Mapping[str, int]]) -> int:
    return sum(counted[kind]["mentions"] for kind in _HISTORY if kind in counted)


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


async def test_the_coverage_of_a_first_sync_is_the_true_one_at_every_minute(company: ServedLab, tmp_path: Path) -> None:
    assert company.run(home=tmp_path).code == 0
    async with _watched(company, tmp_path, "platform") as watched:
        await watched.flow.reconcile(lambda _done: None)
        truth = await watched.settled()
        projects = len(truth["projects"])
        expected = sum(_mentions(one["expected"]) for one in truth["projects"].values())
        minutes, worst, late = -(-projects // 20), 0.0, 0.0
        for minute in range(1, minutes + 1):
            await watched.minute()
            truth = await watched.settled()
            history = (await watched.flow.look()).history
            true = sum(_mentions(one) for one in truth["held"].values()) / expected
            worst = max(worst, abs((history.coverage or 0.0) - true))
            if minute >= minutes / 4 and minute < minutes:
                late = max(late, abs((history.eta_s or 0.0) / _MINUTE_S - (minutes - minute)))
        assert (history.expected, history.projects) == (expected, projects)
        assert (history.light, history.coverage, history.projects_done) == (Light.OK, 1.0, projects)
        assert worst <= 0.01
        assert late <= minutes / 10
        assert watched.flow.missing()[1] == 0


async def test_exactly_what_a_site_lost_is_listed_of_all_six_kinds(synced: ServedLab, tmp_path: Path) -> None:
    async with _watched(synced, tmp_path, "platform", "data", "archive") as watched:
        await watched.flow.reconcile(lambda _done: None)
        await watched.flow.look()
        synced.fault("jira-entities-lost", share=0.25, seed=3)
        synced.control("POST", "/live", {"count": 150, "seed": 5})
        for _ in range(15):
            await watched.minute()
            look = await watched.flow.look()
        lost = {(one["kind"], one["project"], one["id"]) for one in (await watched.settled())["lost"]}
        listed, _ = watched.flow.missing()
        ours = [one for one in listed if one.reason in (Reason.REJECTED, Reason.NOT_YET)]
        assert len(lost) >= 37
        assert {kind for kind, _, _ in lost} == {kind.value for kind in Kind}
        assert {(one.kind.value, one.project, one.id) for one in ours} == lost
        assert (look.live.light, look.live.missing) == (Light.BEHIND, len(lost))
        assert "flow-items-missing" in {one.code for one in look.findings}
