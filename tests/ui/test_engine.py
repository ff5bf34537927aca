"""The bridge: values come back, cancelling works both ways, stopping is quick and leaves nothing."""

import asyncio
import threading
import time
from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.exceptions import capture_exceptions

from wizard.domain.errors import Refused
from wizard.ui.engine import Engine, EngineStopped, _Courier


@pytest.fixture
def engine(qapp):
    made = Engine()
    made.start()
    yield made
    assert made.stop()


async def test_work_runs_on_the_thread_named_engine_and_its_value_comes_back(engine):
    async def where():
        return threading.current_thread().name

    assert await engine.run(where) == "engine"


async def test_errors_come_back_as_they_are(engine):
    async def refuse():
        raise Refused("http-403", {"status": "403"})

    with pytest.raises(Refused) as caught:
        await engine.run(refuse)
    assert caught.value.facts == {"status": "403"}


async def test_cancelling_the_page_cancels_the_engine_within_200_ms(engine):
    ended = threading.Event()
    started = threading.Event()

    async def for_ever():
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.get_running_loop().create_task(engine.run(for_ever))
    await asyncio.to_thread(started.wait, 5)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(ended.wait, 5)
    assert time.monotonic() - began < 0.2


async def test_a_cancel_on_the_engines_side_cancels_the_page(engine):
    async def cancels_itself():
        asyncio.current_task().cancel()
        await asyncio.sleep(0)

    with pytest.raises(asyncio.CancelledError):
        await engine.run(cancels_itself)


async def test_stopping_cancels_what_runs_and_leaves_what_is_hosted(qapp):
    said = []

    @asynccontextmanager
    async def desk():
        said.append("entered")
        try:
            yield "desk"
        finally:
            said.append("left")

    engine = Engine()
    engine.start()
    assert await engine.host(desk) == "desk"
    tasks = [asyncio.get_running_loop().create_task(engine.run(asyncio.Event().wait)) for _ in range(50)]
    await engine.run(lambda: asyncio.sleep(0))
    began = time.monotonic()
    assert await asyncio.to_thread(engine.stop)
    assert time.monotonic() - began < 2.0
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(result) for result in results} == {asyncio.CancelledError}
    assert said == ["entered", "left"]
    with pytest.raises(EngineStopped):
        await engine.run(lambda: asyncio.sleep(0))


async def test_a_desk_that_cannot_be_opened_says_why(engine):
    @asynccontextmanager
    async def broken():
        raise Refused("store-locked")
        yield

    with pytest.raises(Refused):
        await engine.host(broken)


def test_rows_come_in_order_on_the_windows_thread_and_many_in_one_signal(qapp):
    engine = Engine()
    engine.start()
    seen, threads, signals = [], set(), []
    engine._courier.arrived.connect(lambda: signals.append(1))
    loop = QEventLoop()

    def take(row):
        seen.append(row)
        threads.add(threading.current_thread() is threading.main_thread())
        if row == 999:
            QTimer.singleShot(0, loop.quit)

    listen = engine.relay(take)

    async def many():
        for row in range(1000):
            listen(row)

    engine._submit(many)
    loop.exec()
    assert engine.stop()
    assert seen == list(range(1000))
    assert threads == {True}
    assert len(signals) < 500


def test_a_listener_that_fails_does_not_keep_what_waits_behind_it(qapp, qtbot):
    courier, seen = _Courier(), []

    def fails():
        raise ValueError("a listener of ours")

    with capture_exceptions() as failures:
        for call in (fails, lambda: seen.append(1), fails, lambda: seen.append(2)):
            courier.post(call)
        qtbot.waitUntil(lambda: seen == [1, 2], timeout=30_000)
        courier.post(lambda: seen.append(3))
        qtbot.waitUntil(lambda: seen == [1, 2, 3], timeout=30_000)
    assert [kind for kind, _error, _where in failures] == [ValueError, ValueError]
