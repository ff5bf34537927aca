"""The rehearsal walks the whole way in a world of its own and says where it stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.places_bench import Bench
from wizard.domain.errors import PortError, Refused
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.rehearsal import LabRehearsal, Rehearsed, answers_of

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
    async def opened(_way: str, version: str) -> AsyncIterator[SessionDesk]:
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


def test_what_is_wanted_of_the_integration_is_rehearsed_at_the_places_of_the_lab() -> None:
    mine = IntegrationAnswers(
        scope="project",
        projects=("mine/one", "mine/two"),
        web_url="https://mine.atlassian.net",
        username="me@mine.example",
        comments=False,
        transitions="picked",
        transition_ids=("31",),
        issue_regex="MINE-[0-9]+",
    )
    found = answers_of(SUGGESTED, Route.INTEGRATION, mine).integration
    assert (found.projects, found.web_url, found.username) == (("platform/app",), SUGGESTED["jira"], SUGGESTED["email"])
    assert (found.comments, found.transitions, found.issue_regex) == (False, "automatic", "")
    assert answers_of(SUGGESTED, Route.MARKETPLACE).integration.wanted is False
    assert answers_of(SUGGESTED, Route.INTEGRATION).integration.scope == "project"


def test_a_move_is_rehearsed_from_the_old_jira_of_the_lab() -> None:
    mine = IntegrationAnswers(scope="project", from_url="https://jira.mine.example", refresh_markdown=True)
    suggested = {**SUGGESTED, "old_jira": "https://jira.example.com"}
    found = answers_of(suggested, Route.INTEGRATION, mine).integration
    assert (found.from_url, found.projects, found.refresh_markdown) == ("https://jira.example.com", (), True)


async def test_a_move_opens_the_world_that_there_is_something_to_move_in(
    world: FakeWorld, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world, "suggestions", lambda: SUGGESTED)
    ways: list[str] = []

    @asynccontextmanager
    async def opened(way: str, _version: str) -> AsyncIterator[SessionDesk]:
        ways.append(way)
        yield SessionDesk(world, store)

    move = IntegrationAnswers(scope="instance", from_url="https://jira.mine.example")
    await LabRehearsal(opened).run(Route.INTEGRATION, _nothing, "", move)
    await LabRehearsal(opened).run(Route.INTEGRATION, _nothing)
    assert ways == ["move", "integration"]


async def test_a_renewal_is_rehearsed_where_places_have_the_integration_and_sends_the_password_alone() -> None:
    bench = Bench().with_projects(3)
    bench.holding(1, Stored({"url": SUGGESTED["jira"], "username": SUGGESTED["email"]}, "last year's"))
    bench.world.suggestions = lambda: SUGGESTED  # type: ignore[method-assign]  # what a lab says
    ways: list[str] = []
    desks: list[SessionDesk] = []

    @asynccontextmanager
    async def opened(way: str, _version: str) -> AsyncIterator[SessionDesk]:
        ways.append(way)
        desks.append(SessionDesk(bench.world, bench.store))
        yield desks[-1]

    wanted = IntegrationAnswers(scope="project", renew_password=True, token_expires="2027-05-05")
    told = await LabRehearsal(opened).run(Route.INTEGRATION, _nothing, "", wanted)
    assert (ways, told.changes) == (["mixed"], 1)
    assert bench.placed() == ["project:platform/p1"]
    answers, _page = await desks[-1].resume(desks[-1].session)
    assert (answers.integration.renew_password, answers.integration.token_expires) == (True, "2027-05-05")


def _nothing(_far: Rehearsed) -> None:
    """Nobody watches."""
