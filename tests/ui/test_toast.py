"""The short notice: it waits while somebody is at it, offers one thing to do, and is kept."""

import asyncio

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from wizard.ui.timings import TOAST


def _focus(toast, kind):
    QApplication.sendEvent(toast.action, QFocusEvent(kind, Qt.FocusReason.TabFocusReason))


async def test_it_goes_by_itself_and_waits_while_the_focus_is_on_it(open_window):
    bench = await open_window()
    toast = bench.shell.toast
    toast.say("plan.md is saved.", "Show", lambda: None)
    assert toast._timer.isActive()
    assert toast._timer.interval() == TOAST
    _focus(toast, QEvent.Type.FocusIn)
    assert not toast._timer.isActive()
    _focus(toast, QEvent.Type.FocusOut)
    assert toast._timer.isActive()
    toast._timer.timeout.emit()
    assert toast.isHidden()


async def test_what_was_said_is_kept_and_a_plain_notice_has_no_button(open_window):
    bench = await open_window()
    bench.page.said.emit("Copied.")
    assert bench.shell.toast.action.isHidden()
    assert [text for _at, text in bench.shell.toast.told] == ["Copied."]


async def test_changes_that_end_behind_another_page_are_told_with_the_way_back(open_window):
    bench = await open_window("hanging")
    bench.desk.hang_on = "apply"
    await bench.open("review")
    bench.shell.press()
    for _ in range(8):
        await asyncio.sleep(0)
    page = bench.page
    bench.shell.go("settings")
    bench.desk.troubles.clear()
    page.press()
    page.press()
    for _ in range(60):
        await asyncio.sleep(0)
    toast = bench.shell.toast
    assert (toast.text.text(), toast.action.text()) == ("The changes have stopped.", "Show")
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert bench.page.step == "apply"
    assert toast.isHidden()
    await bench.press()
    assert bench.page.title() == "The changes are made"
