import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date
from functools import partial

import pytest

from tests.monitor.fakes import START, Clock
from tests.monitor.rounds import finding
from tests.monitor.test_authors import Asked
from wizard.checks import by_id
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, StoreFailed, Unreachable
from wizard.domain.findings import Finding
from wizard.domain.gitlab import TokenInfo
from wizard.domain.gitlab_audit import SettingChange
from wizard.domain.monitor_history import Happening, NoHistory, Point
from wizard.domain.route import Route
from wizard.domain.url import parse
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Look
from wizard.monitor.flow_source import NOTHING_SEEN, NoFlow
from wizard.monitor.health import Answered, Health
from wizard.monitor.missing_book import Changes
from wizard.monitor.overheard import Overheard
from wizard.monitor.round import Place
from wizard.monitor.values import AlarmState, History, Lag, Light, Live, Snapshot
from wizard.monitor.watching import Pace, Watching

_IDS = ("network-connect", "gitlab-settings", "jira-site", "jira-app")
SILENT = finding("gitlab-silent-mode", "gitlab-settings")
MAINTENANCE = finding("gitlab-maintenance", "gitlab-settings")
DISABLED = finding("jira-app-disabled", "jira-app", host="acme.atlassian.net")
STOPPED = finding("flow-live-stopped", "flow", host="")


class Flowing(NoFlow):
    """A flow that a test sets."""

    def __init__(self) -> None:
        self.live = Live(Light.OK)
        self.history = History(Light.OK, coverage=1.0, reconciled_at=START)
        self.findings: tuple[Finding, ...] = ()
        self.error: Exception | None = None
        self.all_error: Exception | None = None
        self.reconciled = 0

    async def look(self) -> Look:
        if self.error is not None:
            raise self.error
        return self.now()

    def now(self) -> Look:
        return Look(self.live, self.history, self.findings, Changes((), ()))

    async def reconcile(self, on_progress: Callable[[float], None]) -> None:
        if self.all_error is not None:
            raise self.all_error
        self.reconciled += 1
        on_progress(0.5)


class World:
    """A monitor whose checks and flow say what a test wants."""

    def __init__(self, history: NoHistory | None = None) -> None:
        self.clock, self.flow, self.history = Clock(), Flowing(), history or NoHistory()
        self.wrong: dict[str, Finding] = {}
        self.window = ""
        self.watching = self.begin()

    def begin(
        self,
        facts: Callable[[Overheard], Awaitable[None]] | None = None,
        confirmed: dict[str, str] | None = None,
        audit: Asked | None = None,
    ) -> Watching:
        """Start the program anew on the same history."""
        place = Place("here", Answers(route=Route.MARKETPLACE), parse("https://gitlab.example.com"), confirmed or {})
        health = Health([by_id(name) for name in _IDS], self._ask)
        self.overheard = overheard = Overheard(Budget(self.clock, memory=self.history.memory("here")))
        self.watching = Watching(
            place,
            self.clock,
            health,
            self.flow,
            overheard,
            history=self.history,
            pace=Pace(60.0, lambda _now: False, lambda _now: self.window),
            facts=partial(facts, overheard) if facts is not None else None,
            audit=audit,
        )
        return self.watching

    async def _ask(self, wanted: Collection[str]) -> Sequence[Answered]:
        return [Answered(name, (self.wrong[name],) if name in self.wrong else ()) for name in wanted]

    async def rounds(self, number: int = 1) -> Snapshot:
        """Make rounds a minute apart and return the last snapshot."""
        for _ in range(number):
            self.clock.at += 60.0
            await self.watching.round()
        return self.watching.snapshot

    async def happened(self) -> list[tuple[str, str]]:
        return [(one.code, one.subject) for one in reversed(await self.watching.events(0.0))]


@pytest.fixture
def world() -> World:
    return World()


def codes(snapshot: Snapshot) -> list[str]:
    return [alarm.code for alarm in snapshot.alarms]


async def test_a_healthy_connection_has_no_alarm_and_both_lights(world):
    shown = await world.rounds(3)
    assert (codes(shown), shown.live.light, shown.history.light, shown.round) == ([], Light.OK, Light.OK, 3)
    assert (shown.error, shown.maintenance, shown.next_at) == (None, False, world.clock.at + 60.0)


async def test_what_a_check_finds_is_an_alarm_after_two_rounds_and_gone_two_rounds_after_the_mend(world):
    await world.rounds()
    world.wrong["gitlab-settings"] = SILENT
    assert codes(await world.rounds(1)) == []
    assert codes(await world.rounds(1)) == ["gitlab-silent-mode"]
    world.wrong.clear()
    assert codes(await world.rounds(1)) == ["gitlab-silent-mode"]
    assert codes(await world.rounds(1)) == []
    events = await world.happened()
    assert [event for event in events if event[0].startswith("alarm")] == [
        ("alarm-raised", "gitlab-silent-mode"),
        ("alarm-cleared", "gitlab-silent-mode"),
    ]


async def test_flow_that_stops_because_a_check_blocks_is_one_alarm(world):
    world.wrong["jira-app"], world.flow.findings = DISABLED, (STOPPED,)
    shown = await world.rounds(2)
    assert [(one.code, one.effects) for one in shown.alarms] == [("jira-app-disabled", ("flow-live-stopped",))]
    world.wrong.clear()
    assert codes(await world.rounds(2)) == ["flow-live-stopped"]
    world.flow.findings = ()
    assert codes(await world.rounds(2)) == []


async def test_maintenance_is_shown_and_raises_nothing(world):
    world.wrong["gitlab-settings"], world.flow.findings = MAINTENANCE, (STOPPED,)
    shown = await world.rounds(5)
    assert (codes(shown), shown.maintenance, shown.live.light) == ([], True, Light.PAUSED)
    world.wrong.clear()
    world.flow.findings = ()
    shown = await world.rounds(2)
    assert (codes(shown), shown.maintenance, shown.live.light) == ([], False, Light.OK)


async def test_in_a_maintenance_window_of_ones_own_nothing_is_raised_and_the_lights_go_on(world):
    world.window, world.flow.findings = "Sun 02:00-04:00", (STOPPED,)
    shown = await world.rounds(5)
    assert (codes(shown), shown.window, shown.live.light) == ([], "Sun 02:00-04:00", Light.OK)
    world.window = ""
    assert (codes(await world.rounds()), codes(await world.rounds())) == ([], [STOPPED.code])
    world.window = "Sun 02:00-04:00"
    assert [alarm.quiet for alarm in (await world.rounds()).alarms] == [True]


async def test_a_computer_without_a_network_has_one_alarm_of_its_own(world):
    for name, host in (("network-connect", "gitlab.example.com"), ("jira-site", "acme.atlassian.net")):
        world.wrong[name] = finding("network-unreachable", name, host=host)
    world.wrong["gitlab-settings"] = finding("network-unreachable", "gitlab-settings")
    world.wrong["jira-app"] = finding("network-unreachable", "jira-app", host="acme.atlassian.net")
    assert codes(await world.rounds(3)) == ["computer-no-network"]
    world.wrong.clear()
    assert codes(await world.rounds(3)) == []


async def test_a_sleep_is_a_gap_and_no_alarm(world):
    await world.rounds()
    world.wrong["gitlab-settings"] = SILENT
    await world.rounds()
    world.clock.at += 7200.0
    assert codes(await world.rounds()) == []
    world.wrong.clear()
    assert codes(await world.rounds(2)) == []
    assert ("gap", "asleep") in await world.happened()


async def test_a_side_that_does_not_answer_the_flow_is_an_alarm_and_the_lights_stay_as_they_were(world):
    await world.rounds()
    world.flow.error = Unreachable("network-timeout", {"host": "gitlab.example.com"})
    shown = await world.rounds(2)
    assert shown.error is not None
    assert (codes(shown), shown.live.light) == (["network-timeout"], Light.OK)
    world.flow.error = None
    shown = await world.rounds(2)
    assert (codes(shown), shown.error) == ([], None)


async def test_a_flow_that_could_not_be_looked_at_clears_nothing(world):
    world.flow.findings = (STOPPED,)
    await world.rounds(2)
    world.flow.error = Unreachable("network-timeout", {"host": "gitlab.example.com"})
    (alarm,) = (await world.rounds(4)).alarms
    assert (alarm.code, alarm.effects) == ("network-timeout", ("flow-live-stopped",))
    world.flow.error = None
    assert codes(await world.rounds(2)) == ["flow-live-stopped"]
    assert ("alarm-cleared", "flow-live-stopped") not in await world.happened()


async def test_an_alarm_outlives_the_program_with_what_somebody_said_to_it(world):
    world.wrong["gitlab-settings"] = SILENT
    await world.rounds(2)
    await world.watching.snooze("gitlab-silent-mode", "gitlab.example.com", START + 9000.0, "a copy for tests")
    world.begin()
    shown = await world.rounds()
    (alarm,) = shown.alarms
    assert (alarm.state, alarm.reason, alarm.finding.title) == (AlarmState.SNOOZED, "a copy for tests", SILENT.title)
    world.wrong.clear()
    assert codes(await world.rounds(2)) == []


async def test_rounds_are_numbered_on_over_a_restart(world):
    await world.rounds(3)
    world.begin()
    assert (await world.rounds()).round == 4


async def test_requests_of_the_minute_before_a_restart_count_after_it(world):
    await world.rounds()
    for _ in range(6):
        (await world.overheard.budget.take("gitlab.example.com")).end()
    world.begin()
    shown = await world.watching.round()
    assert shown.used == {"gitlab.example.com": 6}
    assert world.overheard.budget.left("gitlab.example.com") == 0


async def test_what_changed_at_the_lights_is_in_the_time_line(world):
    await world.rounds()
    world.flow.live = Live(Light.BROKEN)
    await world.rounds()
    told = [(one.before, one.after) for one in await world.watching.events(0.0) if one.code == "light-live"]
    assert told == [("ok", "broken"), ("unknown", "ok")]


async def test_lag_and_coverage_are_kept_over_time(world):
    world.flow.live = Live(Light.OK, Lag(1.0, 2.0, 3.0, 9))
    await world.rounds(2)
    assert await world.watching.lag_over_time(0.0) == [(START + 60.0, 1.0, 2.0, 3.0), (START + 120.0, 1.0, 2.0, 3.0)]
    assert await world.watching.coverage_over_time(0.0) == [(START + 60.0, 1.0), (START + 120.0, 1.0)]


class FullDisk(NoHistory):
    full = True

    async def add(self, connection: str, points: Sequence[Point], happenings: Sequence[Happening]) -> None:
        if self.full:
            raise StoreFailed("store-full", {"path": "history.db"})
        await super().add(connection, points, happenings)


async def test_a_full_disk_is_said_and_watching_goes_on():
    history = FullDisk()
    world = World(history)
    world.wrong["gitlab-settings"] = SILENT
    shown = await world.rounds(2)
    assert codes(shown) == ["gitlab-silent-mode"]
    assert [one.check for one in shown.findings if one.check == "history"] == ["history"]
    history.full = False
    assert not [one for one in (await world.rounds()).findings if one.check == "history"]


async def test_one_look_confirms_by_itself_what_it_found(world):
    world.wrong["gitlab-settings"] = SILENT
    assert codes(await world.watching.once()) == ["gitlab-silent-mode"]
    assert world.flow.reconciled == 1
    world.wrong.clear()
    assert codes(await world.watching.once()) == []


async def test_one_look_that_could_not_see_everything_says_why(world):
    world.flow.all_error = Refused("http-403", {"host": "acme.atlassian.net"})
    shown = await world.watching.once()
    assert shown.error is not None
    world.flow.all_error = None
    assert (await world.watching.once()).error is None


async def test_listeners_hear_each_round_until_they_leave(world):
    heard: list[int] = []
    end = world.watching.listen(lambda snapshot: heard.append(snapshot.round))
    await world.rounds(2)
    end()
    await world.rounds()
    assert heard == [1, 2]


async def test_progress_is_shown_while_everything_is_looked_at_and_gone_after_it(world):
    await world.rounds()
    progress: list[float | None] = []
    world.watching.listen(lambda snapshot: progress.append(snapshot.history.progress))
    await world.watching.reconcile(lambda _done: None)
    assert progress == [0.5, None]


async def _until(world: World, number: int) -> None:
    """Let a monitor run until so many rounds were made."""
    enough = asyncio.Event()
    end = world.watching.listen(lambda snapshot: enough.set() if snapshot.round >= number else None)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(world.watching.run())
        await enough.wait()
        running.cancel()
    end()


async def test_rounds_are_made_until_somebody_ends_it(world):
    await _until(world, 5)
    assert world.watching.snapshot.round >= 5
    assert world.clock.at >= START + 4 * 60.0


async def test_everything_is_looked_at_once_where_nobody_has(world):
    world.flow.history = History()
    await _until(world, 3)
    assert world.flow.reconciled >= 1


async def test_what_was_reconciled_today_is_not_looked_at_again(world):
    await _until(world, 3)
    assert world.flow.reconciled == 0


async def test_a_paused_monitor_asks_nobody_and_says_so(world):
    await world.rounds()
    world.watching.pause()
    assert world.watching.snapshot.paused
    world.watching.resume()
    assert not world.watching.snapshot.paused


def test_nothing_seen_says_that_nothing_is_known():
    assert (NOTHING_SEEN.live.light, NOTHING_SEEN.history.coverage) == (Light.UNKNOWN, None)


async def test_what_ends_is_known_before_the_first_round_is_made():
    world = World()

    async def facts(overheard: Overheard) -> None:
        overheard.answers["gitlab.token"] = TokenInfo("wizard", ("api",), date(2027, 11, 1), active=True)

    shown: list[Snapshot] = []
    world.begin(facts).listen(shown.append)
    await world.watching.round()
    assert [(one.round, [expiry.code for expiry in one.expiries]) for one in shown] == [
        (0, ["gitlab-token"]), (1, ["gitlab-token"])
    ]  # fmt: skip


async def test_a_drift_names_who_it_was_in_the_time_line_and_in_the_alarm(world):
    name = "jira_connect_proxy_url"
    asked = Asked(SettingChange(world.clock.at + 90.0, "Eva", name, "https://gitlab.com", ""))
    world.begin(confirmed={name: "https://gitlab.com"}, audit=asked)
    world.overheard.answers["gitlab.settings"] = {name: "https://gitlab.com"}
    assert ((await world.rounds()).alarms, asked.times) == ((), 0)
    world.overheard.answers["gitlab.settings"] = {name: ""}
    shown = await world.rounds(3)
    (told,) = [one.after for one in await world.watching.events(0.0) if one.code == "drift-author"]
    assert told.startswith("Eva, ")
    assert [told in str(alarm.finding.fix) for alarm in shown.alarms] == [True]
    assert asked.times == 1
