"""Alarms: their cards on the page, what takes note of them, and who hears of them outside of the page."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QSystemTrayIcon

from tests.ui.pages.monitor_kit import settle, watched
from wizard.monitor.values import AlarmState
from wizard.ui.monitor_bell import Bell
from wizard.ui.plain import PlainLabel
from wizard.ui.sample_monitor import NOTED, RAISED

ENDS = "gitlab.example.com → acme: something ends soon"


class _Tray(QSystemTrayIcon):
    """A notification area that keeps what it was told."""

    said: list[tuple[str, str]] = []  # noqa: RUF012 (emptied by each test)

    def show(self):
        """The platform of the tests has no notification area to stand in."""

    def showMessage(self, title, text, *_more):  # noqa: N802 (Qt's name)
        self.said.append((title, text))


@pytest.fixture
def tray(monkeypatch):
    _Tray.said.clear()
    monkeypatch.setattr("wizard.ui.monitor_bell.QSystemTrayIcon", _Tray)
    monkeypatch.setattr(_Tray, "isSystemTrayAvailable", staticmethod(lambda: True))
    return _Tray.said


async def test_an_alarm_is_a_card_and_one_that_somebody_noted_is_a_row(open_window):
    bench, _monitor = await watched(open_window, "broken")
    assert bench.cards() == ["flow-live-stopped"]
    said = [label.text() for label in bench.page.alarms.findChildren(PlainLabel)]
    assert any(one.endswith("it explains: 3 things that mention issues are not in Jira") for one in said)
    assert "Quiet until" in bench.find("monitor.alarm.1.unfold").accessibleName()
    await bench.click("monitor.alarm.1.unfold")
    assert bench.cards() == ["flow-live-stopped", "gitlab-token-expires-soon"]


async def test_to_acknowledge_tells_the_monitor_and_folds_the_card(open_window):
    bench, monitor = await watched(open_window, "broken")
    await bench.click("monitor.alarm.0.acknowledge")
    await settle(bench)
    assert monitor.asked[-1] != "round"
    assert "acknowledge flow-live-stopped" in monitor.asked
    assert bench.cards() == []
    assert bench.find("start-rail.monitor").accessibleName() == "Monitor, 1 connection"


async def test_what_mends_an_alarm_is_opened_at_its_own_connection(open_window):
    blank = replace(RAISED.finding, code="gitlab-proxy-url-blank")
    bench, monitor = await watched(open_window, "flowing")
    monitor.change(alarms=(replace(RAISED, code=blank.code, finding=blank),))
    await settle(bench)
    assert bench.visit.answers.gitlab.url == ""  # the set-up that is under way is another one
    await bench.click("monitor.alarm.0.place")
    assert bench.opened == ["https://gitlab.example.com/admin/application_settings/general"]


async def test_the_requests_of_an_alarm_of_the_flow_are_those_of_the_monitor(open_window):
    bench, _monitor = await watched(open_window, "broken")
    asked = []
    bench.page.evidence.connect(asked.append)
    await bench.click("monitor.alarm.0.evidence")
    assert asked == ["monitor"]


async def test_to_snooze_wants_a_reason_and_a_time(open_window):
    bench, monitor = await watched(open_window, "broken")
    await bench.click("monitor.alarm.0.snooze")
    bench.find("snooze.verb").click()
    assert not [one for one in monitor.asked if one.startswith("snooze")]
    bench.shell.findChild(QLineEdit, "snooze.reason").setText("update until noon")
    bench.find("snooze.verb").click()
    await settle(bench)
    assert "snooze flow-live-stopped update until noon" in monitor.asked
    alarm = monitor.snapshot.alarms[0]
    assert alarm.state is AlarmState.SNOOZED
    assert alarm.until == monitor.snapshot.at + 3_600


async def test_an_alarm_that_is_over_leaves_the_page(open_window):
    bench, monitor = await watched(open_window, "broken")
    monitor.change(alarms=())
    await settle(bench)
    assert bench.cards() == []
    assert not bench.page.alarms.isVisible()


async def test_the_title_of_the_window_counts_alarms(open_window):
    bench, monitor = await watched(open_window, "broken")
    assert bench.shell.windowTitle() == "(1 alarm) GitLab–Jira setup"
    monitor.change(alarms=())
    await settle(bench)
    assert bench.shell.windowTitle() == "GitLab–Jira setup"


async def test_the_desktop_is_told_once_of_each_alarm_and_of_its_end(open_window, tray):
    bench, monitor = await watched(open_window, "flowing")
    monitor.change(alarms=(RAISED, NOTED))
    monitor.change(round=400)
    await settle(bench)
    assert [title for title, _text in tray if title != ENDS] == [
        "gitlab.example.com → acme: Changes in GitLab do not arrive in Jira any more"
    ]
    monitor.change(alarms=(NOTED,))
    await settle(bench)
    assert tray[-1] == ("gitlab.example.com → acme: an alarm is over", "flow-live-stopped")


async def test_the_desktop_is_told_once_30_days_7_days_and_1_day_before_something_ends(open_window, tray):
    bench, monitor = await watched(open_window, "flowing")
    token, *others = monitor.snapshot.expiries
    for days in (31, 30, 29, 8, 7, 6, 1, 0):
        monitor.change(expiries=(replace(token, days=days), *others))
        await settle(bench)
    told = [text for title, text in tray if title == ENDS]
    assert told == [f"GitLab token: {days}" for days in ("12 days", "30 days", "7 days", "1 day")]


async def test_a_date_that_falls_into_quiet_hours_is_told_after_them(open_window, tray):
    bench, monitor = await watched(open_window, "flowing")
    bench.page.visit.settings.use(_with(bench, quiet_hours="22-6"))
    tray.clear()
    bench.shell.bell.hour = lambda: 23
    monitor.change(expiries=tuple(replace(one, days=7) for one in monitor.snapshot.expiries[:1]))
    await settle(bench)
    assert tray == []
    bench.shell.bell.hour = lambda: 7
    monitor.change(round=401)
    await settle(bench)
    assert tray == [(ENDS, "GitLab token: 7 days")]


@pytest.mark.parametrize("hour", [23, 3])
async def test_in_quiet_hours_nobody_is_told_and_afterwards_of_what_still_holds(open_window, tray, hour):
    bench, monitor = await watched(open_window, "flowing")
    bench.page.visit.settings.use(_with(bench, quiet_hours="22-6"))
    tray.clear()
    bench.shell.bell.hour = lambda: hour
    monitor.change(alarms=(RAISED,))
    await settle(bench)
    assert tray == []
    bench.shell.bell.hour = lambda: 7
    monitor.change(round=401)
    await settle(bench)
    assert len(tray) == 1


async def test_who_wants_no_notifications_gets_none(open_window, tray):
    bench, monitor = await watched(open_window, "flowing")
    bench.page.visit.settings.use(_with(bench, notify=False))
    tray.clear()
    monitor.change(alarms=(RAISED,))
    await settle(bench)
    assert tray == []
    assert bench.cards() == ["flow-live-stopped"]


async def test_the_newest_alarm_is_shown_and_acknowledged_from_outside(open_window, tray):
    bench, monitor = await watched(open_window, "flowing")
    bench.shell.go("settings")
    await bench.rest()
    monitor.change(alarms=(RAISED,))
    await bench.rest()
    bell: Bell = bench.shell.bell
    bell.acknowledge()
    await bench.rest()
    assert "acknowledge flow-live-stopped" in monitor.asked
    bell.show_page()
    await bench.rest()
    assert bench.page.step == "monitor"


async def test_the_icon_leaves_the_desktop_with_the_last_connection(open_window, tray):
    bench, _monitor = await watched(open_window, "flowing")
    assert bench.shell.bell.tray is not None
    await bench.click("monitor.stop")
    await settle(bench)
    assert bench.shell.bell.tray is None


async def test_a_desktop_without_a_notification_area_has_the_title_alone(open_window):
    bench, _monitor = await watched(open_window, "broken")
    assert bench.shell.bell.tray is None
    assert bench.shell.windowTitle().startswith("(1 alarm)")


def _with(bench, **parts):
    return replace(bench.visit.settings.now, **parts)
