from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.domain.text import Text
from wizard.journey.values import GroupRow
from wizard.ui.group_model import GroupModel


async def test_chosen_groups_and_a_forecast_lead_to_the_checks(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    assert page.count.text() == "3 groups chosen; first sync: 214 projects, about 11 minutes."
    await bench.press()
    assert bench.page.step == "checks"


async def test_space_chooses_the_group_under_the_cursor(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert bench.visit.answers.groups.paths == ("platform", "mobile", "data", "data/lake")


async def test_no_group_is_said_and_the_table_has_the_focus(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(())
    bench.visit.change("groups", groups_paths=())
    await bench.press()
    assert page.count.text() == "Choose at least one group."
    assert bench.shell.focusWidget() is page.table
    assert bench.page.step == "groups"


async def test_a_card_about_the_choice_before_goes_with_the_next_choice(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(())
    bench.visit.change("groups", groups_paths=())
    await bench.press()
    assert bench.cards() == ["groups-empty"]
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert bench.cards() == []


async def test_a_project_found_before_is_called_found_again(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    known = page.project.text()
    for typed in (known, "elsewhere/else", known):
        page.project.setFocus()
        page.project.selectAll()
        QTest.keyClicks(page.project, typed)
        page.issue.setFocus()
        await bench.rest()
    assert page.project_result.text.text() == "Found."


async def test_an_unknown_project_is_said_beside_its_field_and_another_one_finishes(open_window):
    bench = await open_window("project")
    page = await bench.open("groups")
    await bench.press()
    assert page.project.property("wrong") is True
    assert bench.shell.focusWidget() is page.project
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.step == "checks"


async def test_searching_filters_and_keeps_what_was_chosen(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.search.setText("ios")
    page._find()
    await bench.rest()
    assert page.model.rowCount() == 1
    assert page.model.chosen() == ("platform", "mobile", "data")


def test_a_group_that_cannot_be_linked_cannot_be_chosen_and_says_why():
    model = GroupModel()
    model.load([GroupRow(1, "dana", "dana", 0, False, Text("a personal namespace"))])
    assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.data(model.index(0, 2)) == "a personal namespace"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
