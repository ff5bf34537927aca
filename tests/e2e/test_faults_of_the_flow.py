"""Faults of what flows once all is set up are found by the monitor, not found before, and gone once mended."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.found_by import IN_THE_MONITOR
from tests.e2e.served_lab import ServedLab
from tests.lab.admin import Admin
from tests.lab.reach import through_proxy
from tests.monitor.fakes import Memory
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.answers import read_answers
from wizard.journey.sides import Sides
from wizard.lab import faults
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow

STEP_S = 180.0
MOST_STEPS = 15
GROUPS = ("platform", "data", "archive")
WORK: dict[str, Any] = {"kinds": ["merge-request"], "count": 12, "without_key": 0, "unknown_key": 0}
PARAMS: dict[str, dict[str, object]] = {
    "jira-entities-lost": {"share": 0.2},
    "jira-entities-rejected": {"share": 0.2},
}
BY_TOUCHING = sorted(set(IN_THE_MONITOR) - {"jira-development-lost"})
"""What is missing comes when its merge requests are touched."""


class Watched:
    """A flow over a lab whose clock goes on by steps, as the test says."""

    def __init__(self, lab: ServedLab, world: ConnectedWorld, flow: Flow) -> None:
        self.lab, self.world, self.flow = lab, world, flow

    async def codes(self) -> set[str]:
        """Let some minutes pass and return what the flow finds."""
        await self._settled()
        self.lab.control("POST", "/clock", {"advance_s": STEP_S})
        now = self.lab.control("GET", "/clock")["now"]
        while self.world.clock.now() < now:
            await self.world.clock.sleep(0.02)
        return {one.code for one in (await self.flow.look()).findings}

    async def _settled(self) -> None:
        """Wait until nothing is under way: what was signed minutes ago is refused."""
        before: object = None
        while (now := self._told()) != before:
            before = now
            await self.world.clock.sleep(0.2)

    def _told(self) -> tuple[int, Mapping[str, Any]]:
        truth = self.lab.control("GET", "/truth?flow=1")
        gitlab, jira = truth[self.lab.ready["gitlab"]["url"]], truth[self.lab.ready["jira"]["url"]]
        return len(gitlab["events"]), jira["held"]

    async def until(self, code: str, *, there: bool) -> set[str]:
        """Return what is found when this is, or is no more."""
        for _ in range(MOST_STEPS):
            found = await self.codes()
            if (code in found) is there:
                break
        return found


@pytest.fixture
def synced(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), projects=20, more=("--synced",))
    lab.start()
    yield lab
    assert lab.stop() == 0


@asynccontextmanager
async def watched(lab: ServedLab, folder: Path) -> AsyncIterator[Watched]:
    async with lab_world(lab.ready, folder / "recordings") as world:
        answers = read_answers(lab.answers.read_bytes()).with_(groups_paths=GROUPS)
        ports = await Sides(world).ports(answers)
        budget = Budget(world.clock, per_minute=600, reconcile_per_s=500)
        flow = Flow(answers, ports, world.clock, Memory(), budget)
        await flow.reconcile(lambda _done: None)
        yield Watched(lab, world, flow)


async def touch(lab: ServedLab, client: httpx.AsyncClient) -> None:
    """Change each merge request that people have made: GitLab tells of it again."""
    gitlab = lab.ready["gitlab"]
    events: list[Mapping[str, Any]] = lab.control("GET", "/truth?flow=1")[gitlab["url"]]["events"]
    for project, iid in {(one["project"], one["id"]) for one in events if one["kind"] == "merge-request"}:
        path = f"/projects/{project.replace('/', '%2F')}/merge_requests/{iid}"
        answer = await Admin(lab, client).at_gitlab("PUT", path, json={"description": "once more"})
        assert answer.status_code == 200


@pytest.mark.e2e
@pytest.mark.parametrize("fault", BY_TOUCHING)
async def test_a_fault_is_found_and_gone_once_it_is_mended(fault: str, synced: ServedLab, tmp_path: Path) -> None:
    code = IN_THE_MONITOR[fault]
    assert faults.ALL[fault].expect == code
    async with watched(synced, tmp_path) as seen, through_proxy(synced.ready) as client:
        synced.control("POST", "/live", {**WORK, "seed": 1})
        assert await seen.codes() == set()
        assert await seen.codes() == set()
        synced.fault(fault, **PARAMS.get(fault, {}))
        # Enough that in some project a thing comes through after one that did not, in whatever order they are sent.
        synced.control("POST", "/live", {**WORK, "seed": 2, "count": 48})
        assert code in await seen.until(code, there=True)
        synced.lift(fault)
        await touch(synced, client)
        assert code not in await seen.until(code, there=False)


@pytest.mark.e2e
async def test_a_site_that_lost_its_data_is_found_when_everything_is_looked_at(
    synced: ServedLab, tmp_path: Path
) -> None:
    async with watched(synced, tmp_path) as seen:
        assert await seen.codes() == set()
        synced.fault("jira-development-lost")
        synced.control("POST", "/live", {**WORK, "seed": 2})
        await seen.flow.reconcile(lambda _done: None)
        assert IN_THE_MONITOR["jira-development-lost"] in await seen.until("flow-items-missing", there=True)
