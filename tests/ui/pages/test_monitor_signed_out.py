"""A connection that was watched before, and has no token at the next start."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.monitor.fakes import Memory
from tests.ui.pages.monitor_kit import settle, watched
from wizard.app.watched_again import WatchedAgain
from wizard.domain.errors import SecretMissing
from wizard.domain.route import Route
from wizard.ui.sample_monitor import RAISED, SampleMonitor
from wizard.ui.sample_values import ANSWERS
from wizard.ui.step_state import StepState

ALONE = ANSWERS.with_(route=Route.INTEGRATION, integration_scope="project", integration_web_url=ANSWERS.jira.url)
GITLAB_HOST, JIRA_HOST = "gitlab.example.com", "acme.atlassian.net"


@pytest.fixture
def start_again(open_window):
    """Return what opens a window that watched the example connection before; `lacking` hosts have no token."""

    async def start(lacking, answers=ANSWERS):
        kept = WatchedAgain(Memory())
        await kept.write((answers,))

        @asynccontextmanager
        async def opened(_desk, _answers):
            for host in lacking:
                raise SecretMissing("secret-missing", {"host": host})
            yield SampleMonitor("flowing")

        bench = await open_window(mode="live", known=False, goes_on=True, suggest=False)

        async def has_token(url, _user=""):
            return not any(host in url for host in lacking)

        bench.desk.has_token = has_token
        bench.visit.watching.use(opened, lambda _desk: kept)
        await bench.visit.watching.begin_again()
        await bench.rest()
        await bench.rest()
        return bench

    return start


async def _sign_in(bench, lacking, qtbot):
    """Sign in on the page that is open, as by hand."""
    QTest.keyClicks(bench.page.token.edit, "token-of-the-example")
    del lacking[0]
    await bench.press()
    turns = []
    QTimer.singleShot(0, lambda: turns.append(True))  # the page that came out well is left in a turn of Qt's own
    qtbot.waitUntil(lambda: bool(turns))
    await bench.rest()
    await bench.rest()


async def test_without_a_token_it_is_said_at_the_list_and_on_the_page_and_signing_in_goes_on(start_again, qtbot):
    lacking = [GITLAB_HOST, JIRA_HOST]
    bench = await start_again(lacking)
    assert bench.find("start-rail.monitor").accessibleName() == "Monitor, sign in"
    bench.shell.go("monitor")
    await settle(bench)
    assert bench.cards() == ["secret-missing"]
    assert bench.page.lead() == f"It is not watched now: sign in to {GITLAB_HOST} to go on watching."
    await bench.click("monitor.card-0.sign-in")
    assert (bench.page.step, bench.visit.answers.gitlab.url) == ("sign-in", ANSWERS.gitlab.url)
    await _sign_in(bench, lacking, qtbot)
    assert bench.page.step == "jira"
    await _sign_in(bench, lacking, qtbot)
    assert (bench.page.step, bench.cards()) == ("monitor", [])
    assert bench.page.lead().startswith("Data flows.")
    assert bench.find("rail.monitor").accessibleName() == "Monitor, 1 connection"


async def test_where_only_jira_lacks_a_token_its_page_alone_is_opened_and_the_card_names_it(start_again, qtbot):
    lacking = [JIRA_HOST]
    bench = await start_again(lacking)
    bench.shell.go("monitor")
    await settle(bench)
    assert JIRA_HOST in str(bench.page.findings()[0].fix)
    await bench.click("monitor.card-0.sign-in")
    assert bench.page.step == "jira"
    await _sign_in(bench, lacking, qtbot)
    assert (bench.page.step, bench.cards()) == ("monitor", [])
    assert bench.visit.after("jira") != "monitor"


async def test_a_keyring_that_was_unlocked_meanwhile_needs_no_sign_in(start_again):
    lacking = [GITLAB_HOST]
    bench = await start_again(lacking)
    bench.shell.go("monitor")
    await settle(bench)
    lacking.clear()
    await bench.click("monitor.card-0.sign-in")
    await settle(bench)
    assert (bench.page.step, bench.cards()) == ("monitor", [])


async def test_changes_that_are_being_made_are_not_ended_by_a_sign_in_for_the_monitor(start_again):
    lacking = [GITLAB_HOST]
    bench = await start_again(lacking)
    bench.shell.go("monitor")
    await settle(bench)
    bench.visit.mark("apply", StepState.WORKING)
    await bench.click("monitor.card-0.sign-in")
    assert bench.page.step == "monitor"
    assert bench.shell.toast.text.text() == "Changes are being made; sign in once they have ended."
    bench.visit.mark("apply", StepState.DONE)
    await bench.click("monitor.card-0.sign-in")
    assert bench.page.step == "sign-in"


async def test_the_integration_alone_asks_for_no_administrator_of_jira(start_again, qtbot):
    lacking = [GITLAB_HOST]
    bench = await start_again(lacking, ALONE)
    bench.shell.go("monitor")
    await settle(bench)
    lacking.append(JIRA_HOST)
    await bench.click("monitor.card-0.sign-in")
    assert (bench.page.step, bench.visit.to_sign_in) == ("sign-in", ("sign-in",))
    lacking.remove(JIRA_HOST)
    await _sign_in(bench, lacking, qtbot)
    assert (bench.page.step, bench.cards()) == ("monitor", [])


async def test_without_the_token_of_the_integration_its_alarm_leads_to_its_page_and_watching_begins_anew(open_window):
    missing = replace(RAISED.finding, code="integration-secret-missing")
    bench, monitor = await watched(open_window, "flowing", known=False, suggest=False)
    monitor.change(alarms=(replace(RAISED, code=missing.code, finding=missing),))
    await settle(bench)
    before = bench.visit.watching.connection()
    await bench.click("monitor.alarm.0.sign-in")
    assert (bench.page.step, bench.visit.after("integration")) == ("integration", "monitor")
    bench.visit.watching.go_on()
    bench.shell.go("monitor")
    await settle(bench)
    assert bench.visit.watching.connection() is not before
    assert (before.ended, bench.visit.watching.connection().ended) == (True, False)
