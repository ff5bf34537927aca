"""What this program itself changes while it watches is no drift, and what it has undone is not watched."""

from collections.abc import Mapping

import pytest

from tests.monitor.fakes import Clock
from tests.monitor.rounds import finding
from wizard.checks import by_id
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.url import parse
from wizard.monitor.budget import Budget
from wizard.monitor.flow_source import NoFlow
from wizard.monitor.health import Answered, Health
from wizard.monitor.in_force import InForce
from wizard.monitor.overheard import Overheard
from wizard.monitor.round import Place
from wizard.monitor.watching import Watching

PROXY = "jira_connect_proxy_url"
SET = {PROXY: "https://gitlab.com"}
NOT_FOUND = finding("jira-app-missing", "jira-app")


class Bench:
    """A monitor of a GitLab whose settings a test sets, with a journal that a test writes."""

    def __init__(self) -> None:
        self.clock, self.settings = Clock(), dict(SET)
        self.journal: InForce | None = InForce(SET)
        self.wrong: tuple[str, ...] = ()
        self.overheard = Overheard(Budget(self.clock))
        place = Place("here", Answers(route=Route.MARKETPLACE), parse("https://gitlab.example.com"), SET)
        health = Health([by_id(one) for one in ("gitlab-settings", "jira-app")], self._ask)
        self.watching = Watching(place, self.clock, health, NoFlow(), self.overheard, journal=self._journal)

    async def _journal(self) -> InForce | None:
        return self.journal

    async def _ask(self, wanted):
        return [Answered(one, (NOT_FOUND,) if one in self.wrong else ()) for one in wanted]

    async def rounds(self, number: int = 3) -> list[str]:
        """Return the codes of the alarms after some rounds."""
        for _ in range(number):
            self.clock.at += 60.0
            self.overheard.answers["gitlab.settings"] = dict(self.settings)
            await self.watching.round()
        return [one.code for one in self.watching.snapshot.alarms]

    def becomes(self, settings: Mapping[str, object], journal: InForce | None) -> None:
        self.settings, self.journal = dict(settings), journal

    async def drifts(self) -> list[str]:
        return [one.subject for one in await self.watching.events(0.0) if one.code == "drift"]


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_an_undo_of_this_program_is_no_alarm_and_ends_the_watch_with_a_word(bench):
    assert await bench.rounds() == []
    bench.becomes({PROXY: None}, InForce({}, taken_back=True))
    bench.wrong = ("jira-app",)
    assert await bench.rounds() == []
    shown = bench.watching.snapshot
    assert (shown.error.code, shown.paused, shown.next_at) == ("connection-taken-back", True, None)


async def test_an_undo_clears_at_once_the_alarms_that_stood(bench):
    bench.wrong = ("jira-app",)
    assert await bench.rounds() == ["jira-app-missing"]
    bench.becomes({PROXY: None}, InForce({}, taken_back=True))
    await bench.watching.follow_journal()
    assert (bench.watching.snapshot.alarms, bench.watching.snapshot.error.code) == ((), "connection-taken-back")


async def test_what_was_taken_back_is_watched_again_where_somebody_goes_on(bench):
    bench.becomes({PROXY: None}, InForce({}, taken_back=True))
    await bench.rounds()
    bench.becomes(SET, InForce(SET))
    bench.watching.resume()
    await bench.watching.follow_journal()
    bench.becomes({PROXY: "https://elsewhere.example"}, InForce(SET))
    assert await bench.rounds() == ["gitlab-settings-drift"]
    assert bench.watching.snapshot.error is None


async def test_a_setting_that_this_program_writes_anew_is_neither_an_alarm_nor_an_event(bench):
    await bench.rounds()
    other = {PROXY: "https://proxy.example.com"}
    bench.becomes(other, InForce(other))
    assert (await bench.rounds(), await bench.drifts()) == ([], [])


async def test_what_somebody_else_changed_is_an_alarm_that_calls_the_setting_as_gitlab_does(bench):
    await bench.rounds()
    bench.becomes({PROXY: "https://elsewhere.example"}, InForce(SET))
    assert await bench.rounds() == ["gitlab-settings-drift"]
    (alarm,) = bench.watching.snapshot.alarms
    assert "Jira Connect Proxy URL was https://gitlab.com" in str(alarm.finding.cause)


async def test_a_journal_that_cannot_be_read_changes_nothing_that_is_known(bench):
    await bench.rounds()
    bench.becomes({PROXY: None}, None)
    assert await bench.rounds() == ["gitlab-settings-drift"]
    bench.becomes(SET, None)
    assert await bench.rounds() == []
