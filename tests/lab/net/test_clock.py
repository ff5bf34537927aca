"""The lab's time can be read, stepped, stopped and made faster."""

import asyncio
import time

import httpx
import pytest

from wizard.lab.net.clock import LabClock


async def test_a_step_wakes_whom_it_passes_and_nobody_else():
    clock, woken = LabClock(), []

    async def sleeper(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(sleeper(seconds)) for seconds in (30, 90, 5000)]
        await asyncio.sleep(0)
        clock.advance(100)
        await asyncio.wait(tasks[:2])
        assert woken == [30, 90]
        clock.advance(5000)


async def test_a_stopped_clock_stands_and_still_steps():
    clock = LabClock(rate=0)
    before = clock.now()
    clock.advance(10)
    assert clock.now() == before + 10


async def test_a_faster_clock_wakes_earlier():
    clock = LabClock(rate=10_000)
    started = time.monotonic()
    await clock.sleep(600)
    assert time.monotonic() - started < 30


async def test_changing_the_rate_does_not_jump():
    clock = LabClock(rate=0)
    before = clock.now()
    clock.set_rate(1)
    assert clock.now() - before < 1


async def test_a_cancelled_sleeper_is_forgotten():
    clock = LabClock()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(clock.sleep(1000), 0.01)
    clock.advance(2000)
    await clock.sleep(0)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_time_never_goes_backward(seconds):
    with pytest.raises(ValueError, match="advance_s"):
        LabClock().advance(seconds)


async def test_the_control_url_steps_and_tells_the_time(steering: httpx.AsyncClient):
    before = (await steering.get("/clock")).json()
    after = (await steering.post("/clock", json={"advance_s": 3600})).json()
    assert 3600 <= after["now"] - before["now"] < 3660
    assert before["rate"] == 1.0
    assert (await steering.post("/clock", json={"rate": 60})).json()["rate"] == 60


@pytest.mark.parametrize(
    "wish, key", [({}, "advance_s"), ({"advance_s": -5}, "advance_s"), ({"rate": -1}, "rate"), ({"rate": "1"}, "rate")]
)
async def test_a_wrong_wish_is_named(wish, key, steering: httpx.AsyncClient):
    answer = await steering.post("/clock", json=wish)
    assert (answer.status_code, answer.json()["key"]) == (400, key)
