"""Pages beside the way open from anywhere, lose nothing of the page below, and lead back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.ui.step_titles import SIDE

CTRL = Qt.KeyboardModifier.ControlModifier


def _press(bench, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(bench.shell, key, modifier)


@pytest.mark.parametrize("side", list(SIDE))
@pytest.mark.parametrize("page", ["gitlab", "groups", "checks", "review"])
async def test_each_opens_from_the_list_and_back_leads_to_where_one_was(open_window, page, side):
    bench = await open_window()
    await bench.open(page)
    await bench.click(f"rail.{side}")
    assert bench.page.step == side
    await bench.click("bar.back")
    assert bench.page.step == page


@pytest.mark.parametrize("side", list(SIDE))
async def test_each_opens_from_the_start_page_too(open_window, side):
    bench = await open_window()
    await bench.click(f"start-rail.{side}")
    assert bench.page.step == side
    _press(bench, Qt.Key.Key_Escape)
    assert bench.page.step == "start"
    assert bench.shell.isVisible()


async def test_what_was_typed_and_where_stays(open_window):
    bench = await open_window()
    await bench.open("gitlab")
    field = bench.find("gitlab.url")
    field.setFocus()
    field.setText("https://gitlab.exam")
    _press(bench, Qt.Key.Key_L, CTRL)
    await bench.rest()
    assert bench.page.step == "activity"
    _press(bench, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    await bench.rest()
    assert bench.find("gitlab.url").text() == "https://gitlab.exam"
    assert bench.shell.focusWidget() is field


async def test_from_one_beside_the_way_to_another_and_back_to_the_step(open_window):
    bench = await open_window()
    await bench.open("review")
    _press(bench, Qt.Key.Key_Comma, CTRL)
    await bench.rest()
    assert bench.page.step == "settings"
    _press(bench, Qt.Key.Key_L, CTRL)
    await bench.rest()
    assert bench.page.step == "activity"
    _press(bench, Qt.Key.Key_Escape)
    await bench.rest()
    assert bench.page.step == "review"


async def test_the_row_of_the_step_leads_back_too(open_window):
    bench = await open_window()
    await bench.open("groups")
    await bench.click("rail.help")
    await bench.click("rail.groups")
    assert bench.page.step == "groups"


async def test_what_runs_goes_on_below(open_window):
    bench = await open_window("hanging")
    bench.visit.start_over()
    bench.shell.go("method")
    below = bench.page
    assert below.working()
    bench.shell.go("settings")
    assert below.working()
    bench.shell.back()
    assert bench.page is below
    _press(bench, Qt.Key.Key_Escape)
    assert not below.working()


async def test_the_chosen_row_says_that_its_page_is_on_screen(open_window):
    bench = await open_window()
    await bench.open("checks")
    await bench.click("rail.recipes")
    assert bench.find("rail.recipes").accessibleDescription() == "This page is on screen."
    assert not bench.find("rail.settings").accessibleDescription()


async def test_steps_that_do_not_fit_scroll_and_the_focus_is_always_seen(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.shell.setMinimumSize(0, 0)
    bench.shell.resize(880, 420)
    row, area = bench.find("rail.gitlab"), bench.find("rail.steps")
    assert row.height() == row.sizeHint().height()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert area.verticalScrollBar().value() > 0
    row.setFocus()
    assert area.verticalScrollBar().value() == 0
