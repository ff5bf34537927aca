"""The strip at the bottom: it says what holds, follows the settings at once, and leads to their place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from wizard.domain.settings import Settings
from wizard.ui.icons import Icon
from wizard.ui.look import put_on
from wizard.ui.status_strip import proxy_words, recording_words, world_words
from wizard.ui.tokens import WINDOW_LEAST


@pytest.mark.parametrize(
    ("settings", "mode", "said"),
    [
        (Settings(), "live", "Proxy: as the system says"),
        (Settings(proxy="none"), "live", "Proxy: none"),
        (Settings(proxy="manual", proxy_url="http://proxy.example.com:3128"), "live", "Proxy: proxy.example.com"),
        (Settings(proxy="manual", proxy_url="http://dana:hunter2@proxy.example.com"), "live",
         "Proxy: proxy.example.com"),
        (Settings(proxy="manual"), "live", "Proxy: as the system says"),
        (Settings(proxy="manual", proxy_url="http://[half"), "live", "Proxy: as the system says"),
        (Settings(proxy="none", proxy_url="http://proxy.example.com"), "live", "Proxy: none"),
        (Settings(proxy="manual", proxy_url="http://proxy.example.com"), "lab", "Proxy: none in the lab"),
    ],
)  # fmt: skip
def test_the_proxy_is_said_by_its_host_and_never_with_a_password(settings, mode, said):
    assert proxy_words(settings, mode) == said


def test_each_world_has_its_own_words():
    assert len({world_words("live"), world_words("lab"), world_words("replay")}) == 3


def test_a_change_of_the_recording_is_said_with_the_time_from_which_it_holds():
    assert recording_words(True, True) == "Requests: recorded"
    assert recording_words(True, False) == "Requests: recorded until the next start"
    assert recording_words(False, True) == "Requests: recorded from the next start on"
    assert recording_words(False, False) == "Requests: in memory only"


async def test_it_follows_a_change_of_the_settings_at_once(open_window):
    bench = await open_window(mode="live")
    settings = bench.visit.settings
    settings.use(replace(settings.now, proxy="none", recording=False))
    assert bench.find("strip.proxy").text() == "Proxy: none"
    assert bench.find("strip.proxy").accessibleName() == "Proxy: none"
    assert bench.find("strip.recording").text() == "Requests: recorded until the next start"


@pytest.mark.parametrize(("part", "setting"), [("strip.proxy", "proxy"), ("strip.recording", "recording")])
async def test_a_part_leads_to_its_setting_also_from_within_the_settings(open_window, part, setting):
    bench = await open_window(mode="live")
    await bench.open("review")
    for _ in range(2):
        await bench.click(part)
        assert bench.page.step == "settings"
        assert bench.shell.focusWidget() is bench.find(f"settings.{setting}")
        bench.find("settings.search").setFocus()
    await bench.click("bar.back")
    assert bench.page.step == "review"


async def test_tab_comes_to_it_after_the_bar(open_window):
    bench = await open_window(mode="live")
    await bench.open("review")
    bench.find("bar.cancel").setFocus()
    bench.key(Qt.Key.Key_Tab)
    assert bench.shell.focusWidget() is bench.find("strip.proxy")
    bench.key(Qt.Key.Key_Tab)
    assert bench.shell.focusWidget() is bench.find("strip.recording")


async def test_messages_are_counted_and_listed_newest_first_and_esc_leads_back(open_window, qtbot):
    bench = await open_window()
    await bench.open("review")
    count = bench.find("strip.messages")
    assert not count.isVisible()
    bench.shell.say("plan.md is saved.")
    assert count.text() == "1 message"
    bench.shell.say("Copied.")
    assert count.text() == "2 messages"
    count.setFocus()
    QTest.keyClick(count, Qt.Key.Key_Space)
    listed = bench.shell.findChild(QListWidget, "messages.list")
    lines = [listed.item(row).text() for row in range(listed.count())]
    assert [line[10:] for line in lines] == ["Copied.", "plan.md is saved."]
    assert all(line[2] == line[5] == ":" for line in lines)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is listed)
    dialog = bench.find("messages")
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert bench.shell.isVisible()
    assert bench.page.step == "review"


async def test_messages_outlive_a_change_of_the_language(open_window):
    bench = await open_window()
    bench.shell.say("plan.md is saved.")
    bench.shell._build()
    assert bench.find("strip.messages").text() == "1 message"


async def test_where_its_words_need_two_lines_icons_stand_for_them_with_names_and_words_come_back(open_window, dressed):
    bench = await open_window()
    await bench.open("review")
    shell, strip = bench.shell, bench.find("strip")
    shell.say("Copied.")
    shell.resize(*WINDOW_LEAST)
    one_line = strip.sizeHint().height()
    assert bench.find("strip.proxy").text() == "Proxy: none in the lab"
    put_on(dressed, "light", grow=2)
    try:
        assert [bench.find(f"strip.{one}").text() for one in ("proxy", "recording", "messages")] == ["", "", "1"]
        assert bench.find("strip.proxy").accessibleName() == "Proxy: none in the lab"
        assert bench.find("strip.proxy").toolTip() == "Proxy: none in the lab"
        assert bench.find("strip.world").isVisible()
        assert bench.find("strip.world").toolTip() == "Lab on this computer"
        icon = bench.find("strip.world").findChild(Icon)
        assert icon.contentsRect() == icon.rect(), "an icon is never cut"
        assert not strip.world.isVisible()
        shell.say("Saved.")
        assert bench.find("strip.messages").text() == "2"
        assert bench.find("strip.messages").accessibleName() == "2 messages"
        assert strip.heightForWidth(strip.width()) < 2 * one_line
    finally:
        put_on(dressed, "light")
    assert bench.find("strip.proxy").text() == "Proxy: none in the lab"
    assert bench.find("strip.messages").text() == "2 messages"
    assert bench.find("strip.proxy").icon().isNull()
    assert strip.world.isVisible()
    assert not bench.find("strip.world").isVisible()
