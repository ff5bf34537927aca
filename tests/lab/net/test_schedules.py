"""Faults that come and go by a schedule of the lab's clock: flaps of a host, maintenance every night."""

import asyncio

import httpx
import pytest

from tests.lab.net.tiny import GITLAB
from wizard.lab.net.clock import LabClock
from wizard.lab.net.run import LabRun

UNAVAILABLE = {"params": {"host": GITLAB}}
HOUR, DAY = 3600, 86_400


async def status(desktop: httpx.AsyncClient) -> int:
    return (await desktop.get(GITLAB)).status_code


async def pass_by(steering: httpx.AsyncClient, seconds: float) -> None:
    await steering.post("/clock", json={"advance_s": seconds})


@pytest.fixture(autouse=True)
async def stopped(steering: httpx.AsyncClient) -> None:
    """Let time pass only where a test says so."""
    await steering.post("/clock", json={"rate": 0})


async def test_a_fault_lasts_as_long_as_it_says(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"after_s": 600, "for_s": 60}})
    seen = [await status(desktop)]
    for seconds in (600, 59, 2):
        await pass_by(steering, seconds)
        seen.append(await status(desktop))
    assert seen == [200, 503, 503, 200]


async def test_a_fault_comes_back_every_day(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"for_s": HOUR, "every_s": DAY}})
    seen = [await status(desktop)]
    for seconds in (HOUR + 1, DAY - HOUR, HOUR, 3 * DAY - HOUR):
        await pass_by(steering, seconds)
        seen.append(await status(desktop))
    assert seen == [503, 200, 503, 200, 503]


async def test_a_host_is_told_at_each_turn_until_the_fault_is_lifted(steering: httpx.AsyncClient, tiny: LabRun):
    told = tiny.internet.sites[GITLAB].host.told
    await steering.put("/faults/gitlab-too-old", json={"times": {"after_s": 10, "for_s": 10, "every_s": 100}})
    for seconds in (11, 10, 90, 10):
        await pass_by(steering, seconds)
    assert [params is not None for _, params in told] == [True, False, True, False]
    await steering.delete("/faults/gitlab-too-old")
    await pass_by(steering, 1000)
    assert len(told) == 4


async def test_a_jump_over_many_turns_ends_where_the_schedule_is(
    desktop: httpx.AsyncClient, steering: httpx.AsyncClient
):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"for_s": 60, "every_s": HOUR}})
    await pass_by(steering, 72 * HOUR + 30)
    assert await status(desktop) == 503
    await pass_by(steering, 60)
    assert await status(desktop) == 200


@pytest.mark.parametrize(
    "times",
    [
        *({"every_s": 10}, {"after_s": 1, "every_s": 10}, {"for_s": 10, "every_s": 10}, {"for_s": 20, "every_s": 10}),
        *({"for_s": 0}, {"for_s": "1"}, {"for_s": 1, "p": 0.5, "seed": 1}, {"for_s": 1, "from": 2}),
    ],
)
async def test_a_schedule_that_is_none_is_refused(times, steering: httpx.AsyncClient):
    answer = await steering.put("/faults/http-status", json={"times": times})
    assert (answer.status_code, answer.json()["key"]) == (400, "times")


async def test_three_days_pass_in_seconds_for_ten_thousand_who_sleep():
    clock, woken = LabClock(rate=100_000.0), []

    async def sleeper(number: int) -> None:
        for _ in range(3):
            await clock.sleep(DAY * (1 + number % 10) / 10)
        woken.append(number)

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        for number in range(10_000):
            group.create_task(sleeper(number))
    assert len(woken) == 10_000


async def test_a_step_of_three_days_wakes_ten_thousand_at_once():
    clock, woken = LabClock(rate=0), []

    async def sleeper(number: int) -> None:
        await clock.sleep(1 + number)
        woken.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(10_000):
            group.create_task(sleeper(number))
        await asyncio.sleep(0)
        clock.advance(3 * DAY)
    assert woken == sorted(woken)
    assert len(woken) == 10_000
