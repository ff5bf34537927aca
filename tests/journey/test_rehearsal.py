"""The rehearsal walks the whole way in a world of its own and says where it stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.errors import PortError, Refused
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.rehearsal import LabRehearsal, Rehearsed

SUGGESTED = {
    "gitlab": "https://gitlab.example.com",
    "jira": "https://acme.atlassian.net",
    "email": "dana@acme.example",
    "project": "platform/app",
    "issue": "PLAT-1",
}


@pytest.fixture
def rehearsal(world: FakeWorld, store: MemoryStore, monkeypatch: pytest.MonkeyPatch, wanted: list[str]) -> LabRehearsal:
    monkeypatch.setattr(world, "suggestions", lambda: SUGGESTED)

    @asynccontextmanager
    async def opened(_route: Route, version: str) -> AsyncIterator[SessionDesk]:
        wanted.append(version)
        yield SessionDesk(world, store)

    return LabRehearsal(opened)


@pytest.fixture
def wanted() -> list[str]:
    """Return the versions that labs were opened with."""
    return []


async def test_it_comes_through_and_says_each_stage(rehearsal: LabRehearsal) -> None:
    stages: list[str] = []
    told = await rehearsal.run(Route.MARKETPLACE, lambda far: stages.append(str(far.now)))
    assert (str(told.now), told.changes, told.tasks) == ("", 3, 3)
    assert told.proof is not None
    assert told.proof.ok
    assert stages[0] == "the lab is starting"
    assert {"the plan", "Create OAuth application", "the test of the connection"} <= set(stages)


async def test_a_change_that_fails_is_where_it_stops(rehearsal: LabRehearsal, world: FakeWorld) -> None:
    world.the_gitlab.refuse = {"put_settings": Refused("http-403", {"status": "403"})}
    told = await rehearsal.run(Route.MARKETPLACE, _nothing)
    assert (str(told.now), told.changes, told.tasks) == ("Set Jira Connect Application ID", 1, 0)
    assert told.proof is None


async def test_a_task_that_fails_is_where_it_stops(rehearsal: LabRehearsal, world: FakeWorld) -> None:
    world.person_fails = PortError("person-failed", {"said": "Failed to link group. Please try again."})
    told = await rehearsal.run(Route.MARKETPLACE, _nothing)
    assert (str(told.now), told.changes, told.tasks) == ("Get the app in Jira", 3, 0)


@pytest.mark.parametrize(
    ("route", "own", "played"),
    [
        (Route.MARKETPLACE, "16.8.2-ee", "16.8.2-ee"),
        (Route.MARKETPLACE, "15.7.0", "15.7.0"),
        (Route.MANUAL, "15.6.8-ee", ""),
        (Route.MARKETPLACE, "20.1.0", ""),
        (Route.MARKETPLACE, "", ""),
        (Route.SAAS, "19.3.0-pre", ""),
    ],
)
async def test_the_lab_is_of_the_admin_s_own_version_where_it_can_be(
    rehearsal: LabRehearsal, wanted: list[str], route: Route, own: str, played: str
) -> None:
    told = await rehearsal.run(route, _nothing, own)
    assert wanted == [played]
    assert told.version == "18.5.0-ee"


def _nothing(_far: Rehearsed) -> None:
    """Nobody watches."""
