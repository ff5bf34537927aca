"""The table of places on the page of the integration."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.pages.integration_kit import come, type_in
from wizard.ui.look import put_on
from wizard.ui.tokens import WINDOW_LEAST

_CHECKED, _PARTLY, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


async def _looked(open_window, *troubles):
    bench = await open_window(*troubles)
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.look")
    return bench, page


def _press_space(page, row):
    page.places.table.setFocus()
    page.places.table.setCurrentIndex(page.places.model.index(row, 1))
    QTest.keyClick(page.places.table, Qt.Key.Key_Space)


async def test_what_is_set_up_now_is_shown_counted_and_filtered(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    assert not page.places.table.isVisible()
    await bench.click("integration.look")
    assert page.places.count.text() == (
        "3 places, 1 not set up, 1 with own settings, 1 inherited, 1 that differ from above. 3 of them are chosen."
    )
    page.places._only("none")
    assert [row.scope.path for row in page.places.model.shown()] == ["platform/tools"]
    assert page.places.count.text().endswith("3 of them are chosen.")


async def test_space_takes_a_place_out_of_the_answers_and_brings_all_of_them_back(open_window):
    bench, page = await _looked(open_window)
    _press_space(page, 1)
    page.places.settle()
    wanted = bench.visit.answers.integration
    assert (wanted.projects, wanted.groups) == (("platform/app", "platform/tools"), ())
    assert page.where.projects.toPlainText() == "platform/app\nplatform/tools"
    assert page.places.table.isVisible()
    assert page.places.count.text().endswith("2 of them are chosen.")
    assert page.places.all.checkState() is _PARTLY
    _press_space(page, 1)
    page.places.settle()
    wanted = bench.visit.answers.integration
    assert (wanted.projects, wanted.groups) == ((), ("platform",))
    assert page.places.all.checkState() is _CHECKED


async def test_a_press_on_the_box_of_a_row_takes_it_out(open_window):
    _bench, page = await _looked(open_window)
    table = page.places.table
    box = table.visualRect(page.places.model.index(2, 0)).center()
    box.setX(14)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    page.places.settle()
    assert page.places.model.paths() == ("platform/app", "platform/site")
    assert table.currentIndex().row() == 2


async def test_a_filter_keeps_ticks_and_the_box_above_takes_what_is_shown(open_window):
    bench, page = await _looked(open_window)
    _press_space(page, 0)
    page.places._only("none")
    assert page.places.all.checkState() is _CHECKED
    await bench.click("integration.all")
    assert page.places.all.checkState() is _OFF
    page.places._only("")
    assert page.places.all.checkState() is _PARTLY
    assert page.places.model.paths() == ("platform/site",)
    page.places._only("none")
    await bench.click("integration.singly")
    page.places.settle()
    assert bench.visit.answers.integration.projects == ("platform/tools",)


async def test_with_nothing_ticked_the_verb_leads_to_the_table_and_a_tick_goes_on(open_window):
    bench, page = await _looked(open_window)
    await bench.press()
    assert page.verb() == "Next"
    await bench.click("integration.all")
    assert bench.visit.answers.integration.groups == ("platform",), "nothing would choose all where a Jira is left"
    await bench.press()
    assert bench.page is page
    assert bench.shell.focusWidget() is page.places.table
    assert page.places.result.text.text().startswith("No place is ticked.")
    _press_space(page, 2)
    assert not page.places.result.isVisible()
    await bench.press()
    assert bench.page.step == "checks"
    assert bench.visit.answers.integration.projects == ("platform/tools",)


async def test_other_places_by_hand_let_the_table_go(open_window):
    bench, page = await _looked(open_window)
    await type_in(bench, "integration.groups", "mobile")
    assert not page.places.table.isVisible()


async def test_for_groups_only_groups_can_be_ticked(open_window):
    bench = await open_window()
    page = await come(bench)
    page.where.scopes["group"].click()
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.look")
    model = page.places.model
    assert model.tickable() == 0
    assert not page.places.all.isVisible()
    assert not page.places.nothing_ticked()


@pytest.mark.timeout(60)
async def test_ten_thousand_places_are_sorted_ticked_and_counted(open_window):
    bench, page = await _looked(open_window, "many")
    model = page.places.model
    assert model.rowCount() == 10_000
    page.places.table.horizontalHeader().sortIndicatorChanged.emit(0, Qt.SortOrder.DescendingOrder)
    assert model.data(model.index(0, 0)) == "platform/team-96/app-09990"
    for row in range(20):
        _press_space(page, row)
    page.places.settle()
    assert page.places.count.text().endswith("9980 of them are chosen.")
    assert len(bench.visit.answers.integration.projects) == 9980


async def test_no_place_found_is_said_where_the_table_would_be(open_window):
    bench = await open_window("no places")
    page = await come(bench)
    await bench.click("integration.look")
    assert page.places.count.text() == "No place is chosen, or none is seen with this token."
    assert bench.shell.findChild(QWidget, "integration.all").isHidden()


@pytest.mark.parametrize("grow", [1, 2])
async def test_the_last_head_is_whole_in_any_size_of_text(open_window, dressed, qtbot, grow):
    bench, page = await _looked(open_window)
    bench.shell.resize(*WINDOW_LEAST)
    put_on(dressed, "light", grow=grow)
    try:
        table = page.places.table
        across = table.horizontalHeader()
        last = across.count() - 1
        qtbot.waitUntil(lambda: across.sectionSize(last) >= across.sectionSizeHint(last) > 0)
        assert across.length() <= table.viewport().width()
    finally:
        put_on(dressed, "light")
