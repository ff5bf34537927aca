"""What a lab tells of the flow, and lets people do, by its control URL."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.lab.admin import eventually
from tests.lab.reach import control
from wizard.lab.host import Traffic
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

SEED, PROJECTS = 3, 12


@pytest.fixture
async def lab() -> AsyncIterator[LabRun]:
    async with LabRun(ServeOptions(seed=SEED, projects=PROJECTS, synced=True)) as running:
        yield running


@pytest.fixture
async def steering(lab: LabRun) -> AsyncIterator[httpx.AsyncClient]:
    async with control(lab.ready) as client:
        yield client


async def events(lab: LabRun, steering: httpx.AsyncClient) -> list[dict]:
    return list((await steering.get("/truth?flow=1")).json()[lab.ready["gitlab"]["url"]]["events"])


async def test_people_make_as_much_as_was_asked_for(lab: LabRun, steering: httpx.AsyncClient):
    wish = {"kinds": ["branch", "feature-flag"], "count": 8, "seed": 4, "without_key": 0, "unknown_key": 0}
    answer = await steering.post("/live", json=wish)
    assert answer.json() == {"made": 8}

    async def told() -> bool:
        return len(await events(lab, steering)) == 8

    await eventually(told)
    assert [one["kind"] for one in await events(lab, steering)].count("branch") == 4


async def test_people_work_at_a_pace_of_the_clock(lab: LabRun, steering: httpx.AsyncClient):
    await steering.post("/clock", json={"rate": 0})
    wish = {"kinds": ["branch"], "count": 3, "per_minute": 2, "without_key": 0, "unknown_key": 0}
    assert (await steering.post("/live", json=wish)).json() == {"made": 0}
    for made in range(1, 4):
        await steering.post("/clock", json={"advance_s": 30})

        async def told(made: int = made) -> bool:
            return len(await events(lab, steering)) == made

        await eventually(told)


async def test_a_thing_may_name_more_issues_than_gitlab_sends():
    async with LabRun(ServeOptions(seed=SEED, projects=PROJECTS, issues=1000, synced=True)) as lab:
        await lab.live("", Traffic(kinds=("merge-request",), count=1, keys=520, without_key=0, unknown_key=0))

        async def told() -> list[dict]:
            return list((await lab.flow())[lab.ready["gitlab"]["url"]]["events"])

        async def is_told() -> bool:
            return bool(await told())

        await eventually(is_told)
        (one,) = await told()
        assert (one["fate"], len(one["keys"])) == ("sent", 500)


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ({"kinds": ["poem"], "count": 1}, "kinds"),
        ({"kinds": [], "count": 1}, "kinds"),
        ({"kinds": [["branch"]], "count": 1}, "kinds"),
        ({}, "count"),
        ({"count": -1}, "count"),
        ({"count": 1, "without_key": 2}, "without_key"),
        ({"count": 1, "host": "https://acme.atlassian.net"}, "host"),
        ({"count": 1, "pace": 3}, "pace"),
        ({"count": 1, "keys": 0}, "keys"),
    ],
)
async def test_a_wish_that_is_none_is_refused(wish: dict, key: str, steering: httpx.AsyncClient):
    answer = await steering.post("/live", json=wish)
    assert (answer.status_code, answer.json()["key"]) == (400, key)


async def test_a_busy_lab_lives_from_its_start_and_after_a_reset():
    async with LabRun(ServeOptions(seed=SEED, projects=PROJECTS, synced=True, busy=60)) as lab:
        for _ in range(2):
            lab.clock.advance(1)

            async def told() -> bool:
                return bool((await lab.flow())[lab.ready["gitlab"]["url"]]["events"])

            await eventually(told)
            await lab.reset()
