"""Monitor: what is said at a glance, and what its buttons do."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.monitor_kit import settle, watched
from wizard.domain.errors import PortError
from wizard.monitor.values import CanarySeen, Event, Light, Reason
from wizard.ui import sample_values
from wizard.ui.monitor_words import clock_at, event_words
from wizard.ui.plain import PlainLabel
from wizard.ui.sample_monitor import LIVE, NOW, SampleMonitor, sample_monitor


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("first sync", "Data flows. The first sync is at 71 %, about 4 minutes to go."),
        ("flowing", "Data flows. Jira has 99.9 %."),
        ("begun", f"Data flows. The first sync began {clock_at(NOW - 96)}: about 1 minute to go."),
        ("behind", "Data flows, but late. Jira has 99.9 %."),
        ("broken", "Data does not flow: 12 things that were sent lately are not in Jira. Jira has 99.9 %."),
        ("window", "Your maintenance window Sun 02:00-04:00: no alarm is raised in it. Data flows. Jira has 99.9 %."),
        ("maintenance", "GitLab is in maintenance: nobody is told of alarms until it is over."),
        ("starting", "The first round is under way: both sides are looked at."),
    ],
)
async def test_one_sentence_says_how_the_connection_stands(open_window, state, said):
    bench, _monitor = await watched(open_window, state)
    assert bench.shell.heading.lead.text() == said


async def test_the_tiles_say_how_late_how_far_and_what_ends_next(open_window):
    bench, _monitor = await watched(open_window)
    tiles = bench.page.picture.tiles
    assert tiles.live.accessibleName() == "Live: 3.1 s median, 95 % under 8.4 s, worst 14 s"
    assert tiles.history.accessibleName() == "History: 152 / 214 projects, 20 a minute"
    assert tiles.expiry.accessibleName() == "Next to expire: 12 days GitLab token"
    assert "Jira token 88 days" in tiles.expiry.below.text()


async def test_right_after_a_set_up_the_tiles_say_what_began_and_the_test_is_the_last_arrival(open_window):
    bench, _monitor = await watched(open_window, "begun")
    tiles = bench.page.picture.tiles
    assert tiles.history.accessibleName() == "History: 0 / 61 projects"
    assert tiles.history.below.text() == f"began {clock_at(NOW - 96)}, about 3 minutes for all"
    assert tiles.live.below.text() == f"last arrival {clock_at(NOW - 90)}: the test"


async def test_a_support_that_is_over_does_not_hide_what_ends_next(open_window):
    bench, _monitor = await watched(open_window, "begun")
    assert bench.page.picture.tiles.expiry.accessibleName() == "Next to expire: 12 days GitLab token"
    assert "support of this GitLab version ended" in bench.page.picture.tiles.expiry.below.text()


async def test_the_integration_alone_shows_its_places_and_nothing_of_the_app(open_window):
    bench, _monitor = await watched(open_window, "mentions")
    picture = bench.page.picture
    assert bench.shell.heading.lead.text() == "2 mentions did not arrive."
    assert picture.tiles.mentions.accessibleName().endswith(
        "PLAT-214 mentioned by platform/app c0720355, seen as a link"
    )
    lake = bench.find("monitor.place.project:data/lake").accessibleName()
    assert lake.startswith("data/lake: Commits that mention an issue: on → off")
    standing = "on at 2 places · off at 1 place · 1 place cannot be read"
    assert picture.places.findChildren(PlainLabel)[0].text() == f"Jira issue integration · {standing}"
    of_app = (picture.groups, picture.reasons, picture.tiles.live, picture.tiles.history, picture.charts.coverage)
    assert [one.isVisibleTo(bench.page) for one in (*of_app, bench.page.all)] == [False] * 6


async def test_each_group_and_each_reason_has_its_row(open_window):
    bench, _monitor = await watched(open_window)
    assert (
        bench.find("monitor.group.mobile").accessibleName().startswith("mobile: not all of it yet, 41 of 76 projects")
    )
    assert [row.accessibleName() for row in bench.page.picture.reasons.buttons()] == [
        "1: Jira refused it",
        "7: key unknown in Jira",
        "3: beyond a limit of the first sync",
        "41: no issue key in title or branch",
    ]


async def test_a_group_shows_its_projects_and_a_project_its_things(open_window):
    bench, _monitor = await watched(open_window)
    bench.find("monitor.group.mobile").click()
    await settle(bench)
    rows = [row.accessibleName() for row in bench.page.list.projects.buttons()]
    assert (rows[0], len(rows)) == ("mobile/mail: not all of it yet, 0 of 400, 0 % in Jira", 4)
    bench.find("monitor.project.mobile/mail").click()
    await settle(bench)
    assert (bench.page.list.group, bench.page.list.projects.isHidden()) == ("mobile/mail", True)
    bench.find("monitor.back").click()
    assert not bench.page.picture.isHidden()


async def test_the_bar_says_when_the_last_round_was_and_what_of_the_budget_is_used(open_window):
    bench, _monitor = await watched(open_window)
    assert bench.shell.bar.note.text().endswith("4 of 6 requests a minute used")


async def test_what_a_monitor_tells_is_shown_without_a_press(open_window):
    bench, monitor = await watched(open_window, "flowing")
    monitor.change(live=replace(LIVE, light=Light.BROKEN, missing=1))
    await settle(bench)
    assert "1 thing that was sent lately is not in Jira" in bench.shell.heading.lead.text()


async def test_check_now_makes_a_round_and_pause_ends_them_until_go_on(open_window):
    bench, monitor = await watched(open_window, "flowing")
    await bench.click("monitor.check")
    assert monitor.asked.count("round") == 1
    await bench.click("monitor.pause")
    await settle(bench)
    assert bench.shell.heading.lead.text().startswith("Paused: nobody looks.")
    assert not bench.find("monitor.check").isEnabled()
    assert bench.find("monitor.pause").text() == "Go on"
    await bench.click("monitor.pause")
    await settle(bench)
    assert not monitor.snapshot.paused
    assert bench.find("monitor.check").isEnabled()


async def test_looking_at_everything_says_how_far_it_is_and_can_be_stopped(open_window):
    bench, monitor = await watched(open_window, "flowing")
    monitor.reconciling.clear()
    bench.find("monitor.reconcile").click()
    for _ in range(4):
        await asyncio.sleep(0)
    await settle(bench)
    assert bench.shell.heading.lead.text() == "Everything is looked at: 40 %."
    bench.shell.go("settings")
    bench.shell.go("monitor")
    await settle(bench)
    assert bench.find("monitor.reconcile").text() == "Stop looking"  # another page does not end it
    bench.find("monitor.reconcile").click()
    await settle(bench)
    assert bench.shell.heading.lead.text().startswith("Data flows.")
    assert bench.shell.toast.text.text() == "Stopped. What was looked at so far is kept."
    monitor.reconciling.set()
    await bench.click("monitor.reconcile")
    await settle(bench)
    assert monitor.asked.count("reconcile") == 2
    assert bench.shell.toast.text.text() == "Everything was looked at."


class _Refused(SampleMonitor):
    async def reconcile(self, on_progress):
        raise PortError("http-429", {"host": "acme.atlassian.net"})


async def test_a_look_at_everything_that_a_side_refuses_is_a_card_until_the_next_one(open_window):
    bench, monitor = await watched(open_window, monitor=_Refused("flowing"))
    await bench.click("monitor.reconcile")
    await settle(bench)
    assert len(bench.cards()) == 1
    assert bench.shell.heading.lead.text().startswith("Data flows.")
    monitor.reconcile = lambda progress: SampleMonitor.reconcile(monitor, progress)
    bench.find("monitor.card-0.again").click()
    await settle(bench)
    assert bench.cards() == []


async def test_without_a_connection_the_page_says_how_to_begin_and_begins(open_window):
    bench = await open_window(mode="live", sessions=(sample_values.PROVEN,))
    bench.visit.watching.use(sample_monitor(SampleMonitor()))
    bench.shell.go("monitor")
    await bench.rest()
    assert bench.shell.heading.lead.text() == "No connection is watched now."
    assert bench.find("monitor.watch.0").accessibleName().startswith("Watch gitlab.example.com → acme.atlassian.net")
    await bench.click("monitor.watch.0")
    await settle(bench)
    assert list(bench.visit.watching.connections) == [bench.shell.heading.title.text()]
    assert not bench.page.parts.nothing.isVisible()


async def test_a_connection_that_is_watched_no_longer_leaves_the_page(open_window):
    bench, monitor = await watched(open_window)
    await bench.click("monitor.stop")
    await settle(bench)
    assert not bench.visit.watching.connections
    assert not monitor.running
    assert bench.page.parts.nothing.isVisible()


async def test_a_side_that_cannot_be_reached_is_a_card_and_goes_with_its_cause(open_window):
    bench, monitor = await watched(open_window, "unreachable")
    assert bench.cards() == ["network-name-unknown"]
    monitor.change(error=None)
    await settle(bench)
    assert bench.cards() == []
    assert bench.shell.heading.lead.text().startswith("Nothing was sent lately")


async def test_a_monitor_that_cannot_begin_says_why_and_begins_again(open_window):
    bench = await open_window(mode="live")

    def refused(_desk, _answers):
        raise PortError("secret-missing", {"host": "gitlab.example.com"})

    bench.visit.watching.use(refused)
    bench.shell.go("monitor")
    bench.page.watch(sample_values.ANSWERS)
    await settle(bench)
    assert bench.cards() == ["secret-missing"]
    bench.visit.watching.use(sample_monitor(SampleMonitor("flowing")))
    bench.find("monitor.card-0.again").click()
    await settle(bench)
    assert bench.cards() == []
    assert bench.shell.heading.lead.text().startswith("Data flows.")


async def test_of_several_connections_one_is_shown_and_the_others_are_a_press_away(open_window):
    bench, _monitor = await watched(open_window)
    bench.visit.watching.use(sample_monitor(SampleMonitor("broken")))
    bench.page.watch(sample_values.ANSWERS.with_(gitlab_url="https://git.example.org"))
    await settle(bench)
    assert bench.shell.heading.title.text() == "git.example.org → acme"
    await bench.click("monitor.connection.0")
    await settle(bench)
    assert bench.shell.heading.title.text() == "gitlab.example.com → acme"
    assert "1 alarm" in bench.find("monitor.connection.1").text()


async def test_the_list_of_steps_counts_connections_and_then_alarms(open_window):
    bench, monitor = await watched(open_window, "broken")
    row = bench.shell.lists.way.side["monitor"] if bench.shell.way.step != "start" else bench.find("start-rail.monitor")
    assert row.accessibleName() == "Monitor, 1 alarm"
    monitor.change(alarms=())
    await settle(bench)
    assert row.accessibleName() == "Monitor, 1 connection"


async def test_the_monitor_goes_on_while_other_pages_are_open_and_ends_with_the_window(open_window):
    bench, monitor = await watched(open_window, "flowing")
    bench.shell.go("settings")
    await bench.rest()
    assert monitor.running
    bench.shell.close()
    bench.visit.spawn.cancel()
    await bench.visit.spawn.settled()
    assert not monitor.running


async def test_the_page_is_walked_with_keys(open_window):
    bench, _monitor = await watched(open_window, "flowing")
    bench.find("monitor.check").setFocus()
    met = set()
    for _ in range(60):
        focus = bench.shell.focusWidget()
        met.add(focus.objectName() if focus is not None else "")
        bench.key(Qt.Key.Key_Tab)
    wanted = {"monitor.check", "monitor.reconcile", "monitor.pause", "monitor.group.platform", "monitor.length",
              "monitor.table", "monitor.export", "monitor.stop", f"monitor.reason.{Reason.REJECTED.value}"}  # fmt: skip
    assert wanted <= met


async def test_arrows_go_from_row_to_row_and_tab_comes_back_to_where_one_was(open_window):
    bench, _monitor = await watched(open_window, "flowing")
    bench.find("monitor.group.platform").setFocus()
    for _ in range(5):
        bench.key(Qt.Key.Key_Down)
    assert bench.shell.focusWidget().objectName() == "monitor.group.data"
    bench.key(Qt.Key.Key_Tab)
    assert bench.shell.focusWidget().objectName() == "monitor.reason.rejected"
    bench.key(Qt.Key.Key_Backtab)
    assert bench.shell.focusWidget().objectName() == "monitor.group.data"
    bench.key(Qt.Key.Key_Up)
    bench.key(Qt.Key.Key_Space)
    await settle(bench)
    assert bench.find("monitor.filter.group").text() == "Only mobile"


async def test_the_chart_is_a_table_for_who_asks(open_window):
    bench, _monitor = await watched(open_window, "flowing")
    await bench.click("monitor.table")
    table = bench.find("monitor.lag-table")
    assert table.rowCount() > 5
    assert table.item(0, 1).text().endswith(" s")
    await bench.click("monitor.table")
    assert not table.isVisible()


async def test_a_test_branch_is_chosen_on_the_page_and_watching_goes_on_with_it(open_window):
    bench, monitor = await watched(open_window)
    box = bench.page.canary.box
    assert (box.currentText(), bench.page.canary.isVisible()) == ("none", True)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    await settle(bench)
    (connection,) = bench.visit.watching.connections.values()
    assert (connection.answers.monitor.canary, box.currentText()) == ("daily", "once a day")
    assert (connection.monitor, connection.ended) == (monitor, False)
    monitor.change(test_branches=CanarySeen(NOW + 3_600, NOW, 4.0))
    await settle(bench)
    last = bench.find("monitor.canary.last")
    assert last.text() == f"Test branch: last {clock_at(NOW)}: 4.0 s until Jira · next {clock_at(NOW + 3_600)}"
    assert last.height() < 2 * last.fontMetrics().height()  # it has a line of its own


def test_the_time_line_names_a_setting_by_its_label_and_who_changed_it():
    assert event_words(Event(NOW, "drift-author", "jira_connect_proxy_url", "", "Dana Admin")) == (
        "Who changed it",
        "Jira Connect Proxy URL · Dana Admin",
    )


@pytest.mark.parametrize(("after", "said"), [("3.1", "3.1 s until Jira"), ("lost", "did not arrive")])
def test_the_time_line_says_how_long_a_test_branch_took(after, said):
    assert event_words(Event(NOW, "canary", "PLAT-1-connection-proof-1", "", after)) == (
        "Test branch",
        f"PLAT-1-connection-proof-1 · {said}",
    )


@pytest.mark.parametrize(("days", "said"), [("7", "7 days"), ("0", "today"), ("-1", "ended")])
def test_a_dated_warning_says_in_the_time_line_what_ends_and_when(days, said):
    told = event_words(Event(NOW, "expiry", "gitlab-token", days, "2026-11-30"))
    assert told == ("Ends soon", f"GitLab token · {said} (2026-11-30)")
