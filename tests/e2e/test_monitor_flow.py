"""What the monitor says of the flow, beside what a lab knows to be true."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ServedLab, answers_file
from tests.monitor.fakes import Memory
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.answers import read_answers
from wizard.domain.flow import Kind
from wizard.journey.sides import Sides
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow, Look
from wizard.monitor.values import Light, Reason

_MINUTE_S = 60.0
_SLOWLY = 0.02
"""Lab seconds in a real one: time passes in steps, and a busy computer does not change what is measured."""
_MOMENT_S = 0.001
_MOST_MOMENTS = 3000
"""So many until the projects of a minute are sent, however busy this computer is; a minute is not reached by them."""
_PATIENCE_S = 3.0
"""Real seconds."""
_ASKED_AGAIN_S = 600.0
"""So long until a monitor asks again whether a group is linked."""
_MOST_ROUNDS = 30
_STEP_S = 5.0
_MOST_STEPS = 100
"""So many until GitLab has told of everything: its pipelines take most of a minute."""
Name = tuple[str, str, str]
"""Kind, path of the project and id of a thing."""


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

    async def look(self) -> Look:
        """Look; time goes on where the look waits for it: all its requests are in one lab second, and meet a limit."""
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(self.flow.look())
            for _ in range(_MOST_STEPS):
                if (await asyncio.wait({looking}, timeout=_PATIENCE_S))[0]:
                    break
                await self.step(1)
            else:
                raise AssertionError("a look never ended")
        return looking.result()

    async def people_work(self, seed: int) -> None:
        """Let people make things; return once GitLab has told of all of them, however busy this computer is."""
        self.lab.control("POST", "/live", {"count": 75, "seed": seed})
        for _ in range(_MOST_STEPS):
            if not self._truth("gitlab")["under_way"]:
                return
            await self.step(_STEP_S)
        raise AssertionError(f"still under way: {self._truth('gitlab')['under_way']}")

    def lost(self) -> set[Name]:
        """Return what the site lost."""
        return {(one["kind"], one["project"], one["id"]) for one in self._truth("jira")["lost"]}

    def arrived(self, since: float) -> set[tuple[str, str]]:
        """Return kind and project of all that the site took since then."""
        told = [one for one in self._truth("gitlab")["events"] if one["fate"] == "sent" and one["at"] >= since]
        lost = self.lost()
        return {(one["kind"], one["project"]) for one in told if (one["kind"], one["project"], one["id"]) not in lost}

    def _truth(self, host: str) -> dict[str, Any]:
        found: dict[str, Any] = self.lab.control("GET", "/truth?flow=1")[self.lab.ready[host]["url"]]
        return found

    async def held(self, projects: int) -> int:
        """Return how many things the site holds, once those of so many projects were sent and are to be seen."""
        for _ in range(_MOST_MOMENTS):
            told = self.lab.truth()[self.lab.ready["gitlab"]["url"]]
            if told["first_sync"]["done"] >= projects:
                break
            await self.step(_MOMENT_S)
        else:
            raise AssertionError(f"{told['first_sync']} in place of {projects}: {told['log'][-3:]}")
        await self.step(1)
        held = self.lab.truth()[self.lab.ready["jira"]["url"]]["devinfo"]
        return int(held["branches"] + held["pull_requests"])


@asynccontextmanager
async def _watched(lab: ServedLab, folder: Path, *groups: str, per_minute: int = 600) -> AsyncIterator[Watched]:
    lab.rate(_SLOWLY)
    async with lab_world(lab.ready, folder / "recordings") as world:
        answers = read_answers(lab.answers.read_bytes()).with_(groups_paths=groups)
        ports = await Sides(world).ports(answers)
        budget = Budget(world.clock, per_minute=per_minute, reconcile_per_s=1e6)
        yield Watched(lab, world, Flow(answers, ports, world.clock, Memory(), budget))


def _ours(flow: Flow, *reasons: Reason) -> set[Name]:
    """Return what is listed as lost on its way; what speaks of no issue, or of one that is none, is not."""
    listed = flow.missing()[0]
    wanted = reasons or (Reason.REJECTED, Reason.NOT_YET)
    return {(one.kind.value, one.project, one.id) for one in listed if one.reason in wanted}


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


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[ServedLab]:
    """A lab in which only the group of the answers is linked."""
    lab = ServedLab(tmp_path, dict(os.environ), clock="fast", projects=60)
    lab.start()
    assert lab.run(home=tmp_path).code == 0
    yield lab
    assert lab.stop() == 0


@pytest.mark.long
@pytest.mark.timeout(300)
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
            history = (await watched.look()).history
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
        await watched.look()
        synced.fault("jira-entities-lost", share=0.25, seed=3)
        await watched.people_work(seed=5)
        first = watched.lost()
        for _ in range(2):  # the first tells where something goes on, the second what
            await watched.step(_MINUTE_S)
            await watched.look()
        again = watched.world.clock.now()
        # The same kinds of things in the same projects: what is lost of the first stays away alone.
        await watched.people_work(seed=5)
        for _ in range(15):
            await watched.step(_MINUTE_S)
            look = await watched.look()
        lost = watched.lost()
        assert len(lost) >= 37
        assert {kind for kind, _, _ in lost} == {kind.value for kind in Kind}
        assert _ours(watched.flow) == lost
        rows = [one for one in watched.flow.missing()[0] if one.reason in (Reason.REJECTED, Reason.NOT_YET)]
        # A deployment speaks of many issues, and is missing in each.
        assert (look.live.light, look.live.missing) == (Light.BEHIND, len(rows))
        later = watched.arrived(again)
        rejected = _ours(watched.flow, Reason.REJECTED)
        followed = {one for one in first if one[:2] in later}
        assert followed
        assert followed <= rejected
        assert {one[:2] for one in rejected} <= watched.arrived(0.0)
        assert "flow-rejected" in {one.code for one in look.findings}


async def test_the_history_of_a_group_that_nobody_linked_says_so_until_it_is(begun: ServedLab, tmp_path: Path) -> None:
    async with _watched(begun, tmp_path, "platform", "data") as watched:
        await watched.flow.reconcile(lambda _done: None)
        look = await watched.look()
        away = watched.flow.missing(reason=Reason.NOT_LINKED)[0]
        assert {one.project.partition("/")[0] for one in away} == {"data"}
        assert {one.kind for one in away} == {Kind.MERGE_REQUEST, Kind.BRANCH}
        assert look.history.reasons[Reason.NOT_LINKED] == len(away)
        assert "flow-not-linked" in {one.code for one in look.findings}
        linking = answers_file(tmp_path, groups_paths='["platform", "data"]')
        assert begun.run(answers=linking, home=tmp_path).code == 0
        await watched.step(_ASKED_AGAIN_S)
        for _ in range(_MOST_ROUNDS):
            await watched.step(_MINUTE_S)
            look = await watched.look()
            if look.history.light is Light.OK:
                break
        assert (look.history.light, look.history.coverage, _ours(watched.flow)) == (Light.OK, 1.0, set())
        assert "flow-not-linked" not in {one.code for one in look.findings}
        assert watched.flow.missing(reason=Reason.NOT_LINKED) == ([], 0)
