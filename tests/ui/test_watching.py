"""What the window watches: one monitor a connection, for as long as somebody wants it."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from tests.monitor.fakes import Memory
from wizard.app.watched_again import WatchedAgain
from wizard.domain.errors import PortError
from wizard.domain.route import Route
from wizard.ui.asking import Asking
from wizard.ui.sample_desk import SampleDesk
from wizard.ui.sample_monitor import SampleMonitor, sample_monitor
from wizard.ui.sample_values import ANSWERS
from wizard.ui.spawn import Spawn
from wizard.ui.watching import REMEMBERS, NotWatched, Watching, key_of

OTHER = ANSWERS.with_(gitlab_url="https://git.example.org", jira_url="https://jira.example.org")


class _Inline:
    async def run(self, work):
        return await work()

    def relay(self, listener):
        return listener


@pytest.fixture
async def watching(dressed):
    failures = []
    asking = Asking(_Inline())
    asking.arrive(SampleDesk())
    spawn = Spawn(lambda _work, error: failures.append(error))
    made = Watching(asking, spawn)
    made.spawn = spawn
    yield made
    spawn.cancel()
    await spawn.settled()
    assert not failures


async def _turns(count=6):
    for _ in range(count):
        await asyncio.sleep(0)


def test_a_connection_is_called_by_its_two_sides():
    assert key_of(ANSWERS) == "gitlab.example.com → acme"
    assert key_of(OTHER) == "git.example.org → jira.example.org"


async def test_nothing_is_offered_before_there_is_what_makes_monitors(watching):
    assert not watching.offered()
    watching.use(sample_monitor(SampleMonitor()))
    assert watching.offered()


async def test_the_same_connection_is_watched_once(watching):
    opened = []

    def open_monitor(desk, answers):
        opened.append(answers)
        return sample_monitor(SampleMonitor())(desk, answers)

    watching.use(open_monitor)
    first = watching.watch(ANSWERS)
    await _turns()
    assert watching.watch(ANSWERS) == first
    await _turns()
    assert len(opened) == 1
    watching.watch(OTHER)
    await _turns()
    assert list(watching.connections) == [first, key_of(OTHER)]


async def test_what_a_monitor_tells_stands_at_its_connection(watching):
    monitor, told = SampleMonitor("broken"), []
    watching.use(sample_monitor(monitor))
    watching.told.connect(told.append)
    key = watching.watch(ANSWERS)
    await _turns()
    assert told == [key, key]  # it is there, and its first picture
    assert watching.connection(key).snapshot is monitor.snapshot
    assert watching.alarms() == 1


async def test_who_is_not_watched_any_more_is_not_asked(watching):
    monitor = SampleMonitor()
    watching.use(sample_monitor(monitor))
    key = watching.watch(ANSWERS)
    await _turns()
    assert (await watching.ask(key, lambda one: one.round())).round == monitor.snapshot.round
    watching.stop(key)
    await watching.spawn.settled()
    assert not monitor.running
    with pytest.raises(NotWatched):
        await watching.ask(key, lambda one: one.round())


async def test_the_context_of_a_monitor_is_left_when_it_is_stopped(watching):
    left = asyncio.Event()

    @asynccontextmanager
    async def opened(_desk, _answers):
        try:
            yield SampleMonitor()
        finally:
            left.set()

    watching.use(opened)
    key = watching.watch(ANSWERS)
    await _turns()
    assert not left.is_set()
    watching.stop(key)
    await watching.spawn.settled()
    assert left.is_set()


async def test_a_monitor_that_cannot_be_made_leaves_its_reason_and_can_be_tried_again(watching):
    def refused(_desk, _answers):
        raise PortError("secret-missing", {"host": "gitlab.example.com"})

    watching.use(refused)
    key = watching.watch(ANSWERS)
    await _turns()
    connection = watching.connection(key)
    assert connection.ended
    assert connection.trouble.code == "secret-missing"
    watching.use(sample_monitor(SampleMonitor()))
    watching.watch(ANSWERS)
    await _turns()
    assert watching.connection(key).monitor is not None


async def test_everything_is_looked_at_once_at_a_time_and_tells_how_far_it_is(watching):
    monitor, done = SampleMonitor(), []
    monitor.reconciling.clear()
    watching.use(sample_monitor(monitor))
    watching.looked_at_all.connect(done.append)
    key = watching.watch(ANSWERS)
    await _turns()
    watching.look_at_everything(key)
    watching.look_at_everything(key)
    await _turns()
    assert monitor.asked == ["reconcile"]
    assert watching.connection(key).looking == 0.4
    monitor.reconciling.set()
    await _turns()
    assert done == [key]
    assert watching.connection(key).looking is None


def test_the_integration_alone_is_another_connection_than_the_app_of_the_same_sides() -> None:
    alone = ANSWERS.with_(route=Route.INTEGRATION, jira_url="", integration_web_url=ANSWERS.jira.url)
    assert key_of(alone) == f"{key_of(ANSWERS)} (issue integration)"


async def test_what_was_watched_at_the_end_is_watched_again_at_the_next_start(watching) -> None:
    kept = WatchedAgain(Memory())
    watching.use(sample_monitor(SampleMonitor()), lambda _desk: kept)
    for answers in (ANSWERS, OTHER):
        watching.watch(answers)
    await asyncio.sleep(0)
    watching.stop(key_of(OTHER))
    await asyncio.gather(*(task for task, owner in watching.spawn._kept.items() if owner == REMEMBERS))
    assert await kept.read() == (ANSWERS,)
    anew = Watching(watching._asking, watching.spawn)
    anew.use(sample_monitor(SampleMonitor()), lambda _desk: kept)
    await anew.begin_again()
    assert (list(anew.connections), anew.shown) == ([key_of(ANSWERS)], "")


async def test_a_list_of_another_version_is_an_empty_one() -> None:
    memory = Memory()
    await memory.write("watched", b'["route = 7"]')
    assert await WatchedAgain(memory).read() == ()
