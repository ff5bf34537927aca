"""The short notice: it waits while somebody is at it, offers one thing to do, and is kept."""

import asyncio

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from wizard.ui.look import use_motion
from wizard.ui.timings import TOAST


@pytest.fixture(params=["full", "less"])
def motion(request):
    """Whether things may move."""
    use_motion(request.param)
    yield request.param
    use_motion("system")


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


async def test_it_has_a_row_between_page_and_bar_and_covers_neither(open_window, motion, qtbot):
    bench = await open_window()
    await bench.open("review")
    stack, toast, bar = bench.shell.stack, bench.shell.toast, bench.shell.bar
    before, at = bar.geometry(), bench.page.mapTo(bench.shell, QPoint(0, 0))
    toast.say("plan.md is saved.", "Show", lambda: None)
    qtbot.waitUntil(lambda: toast.height() >= toast.heightForWidth(toast.width()))
    assert stack.geometry().bottom() < toast.geometry().top()
    assert toast.geometry().bottom() < bar.geometry().top()
    assert bar.geometry() == before
    assert bench.page.mapTo(bench.shell, QPoint(0, 0)) == at
    toast._timer.timeout.emit()
    assert toast.isHidden()


async def test_with_less_motion_it_is_there_at_once(open_window):
    bench = await open_window()
    use_motion("less")
    try:
        bench.shell.toast.say("Copied.")
        assert bench.shell.toast._growing is None
        assert bench.shell.toast.maximumHeight() > bench.shell.height()
    finally:
        use_motion("system")


async def test_a_long_notice_breaks_and_is_read_whole(open_window):
    bench = await open_window()
    use_motion("less")
    try:
        toast = bench.shell.toast
        toast.say("Another folder was chosen for the recordings. " * 6)
        QApplication.sendPostedEvents()
        bench.shell.centralWidget().layout().activate()
        assert toast.text.height() >= toast.text.heightForWidth(toast.text.width())
    finally:
        use_motion("system")


async def test_its_button_that_goes_leaves_the_focus_to_the_page(open_window):
    bench = await open_window()
    await bench.open("review")
    toast = bench.shell.toast
    toast.say("plan.md is saved.", "Show", lambda: None)
    toast.action.setFocus()
    QTest.keyClick(toast.action, Qt.Key.Key_Space)
    assert bench.shell.focusWidget() is bench.shell.stack.areas["review"]
