import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyle

from wizard.domain.text import Text
from wizard.journey.values import GroupRow
from wizard.ui.group_model import GroupModel
from wizard.ui.step_state import StepState


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
    page.table.setCurrentIndex(page.model.index(page.model.row_of("platform"), 0))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert bench.visit.answers.groups.paths == ("mobile", "data")
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert bench.visit.answers.groups.paths == ("mobile", "data", "platform")


async def test_no_group_is_said_and_the_table_has_the_focus(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(())
    bench.visit.change("groups", groups_paths=())
    await bench.press()
    assert page.group_result.text.text() == "No group is chosen. Choose at least one group."
    assert not page.count.isVisible(), "it is said once"
    assert bench.shell.focusWidget() is page.table
    assert bench.page.step == "groups"
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert page.count.isVisible()


async def test_what_was_said_about_the_choice_before_goes_with_the_next_choice(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(())
    bench.visit.change("groups", groups_paths=())
    await bench.press()
    assert page.group_result.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert not page.group_result.isVisible()


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


async def test_typing_filters_at_once_keeps_parents_in_sight_and_what_was_chosen(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.search.setFocus()
    QTest.keyClicks(page.search, "ios")
    shown = [page.model.row_at(page.model.index(row, 0)).path for row in range(page.model.rowCount())]
    assert shown == ["mobile", "mobile/ios"]
    assert page.model.chosen() == ("platform", "mobile", "data")
    page.search.clear()
    page._filter()
    assert page.model.rowCount() == page.model.everything()


async def test_a_search_adds_projects_that_cannot_be_linked_and_says_which_group_can(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.search.setFocus()
    QTest.keyClicks(page.search, "app")
    page._find()
    await bench.rest()
    row = page.model.row_of("platform/app")
    assert page.model.data(page.model.index(row, 2)) == "a project: link its group platform"
    assert not page.model.row_at(page.model.index(row, 0)).selectable


async def test_a_reading_that_fails_keeps_what_it_read_and_goes_on_after_it(open_window):
    bench = await open_window("groups")
    page = await bench.open("groups")
    assert page.model.everything() == 2
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    page.findChild(QPushButton, "groups.card-0.again").click()
    await bench.rest()
    assert (page.model.everything() > 2, bench.cards()) == (True, [])


async def test_groups_that_were_read_are_not_read_again_on_the_way_back(open_window):
    bench = await open_window()
    await bench.open("groups")
    asked = bench.desk.asked.count("groups")
    bench.shell.go("method")
    await bench.rest()
    bench.shell.go("groups")
    await bench.rest()
    assert bench.desk.asked.count("groups") == asked


def test_a_group_below_a_chosen_one_says_that_it_comes_with_it():
    model = GroupModel()
    nothing = Text("")
    model.load([GroupRow(1, "a", "a", 0, True, nothing), GroupRow(2, "a/b", "b", 1, True, nothing)])
    model.choose(("a",))
    assert model.data(model.index(1, 2)) == "comes with a"


def test_a_group_that_cannot_be_linked_cannot_be_chosen_and_says_why():
    model = GroupModel()
    model.load([GroupRow(1, "dana", "dana", 0, False, Text("a personal namespace"))])
    assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.data(model.index(0, 2)) == "a personal namespace"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


async def test_without_a_project_some_of_the_chosen_group_are_offered_and_taken_by_one_press(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.project.clear()
    page._project_left()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    page.project_result.first_offer().click()
    await bench.rest()
    assert page.project.text() == "platform/app"
    assert page.project_result.text.text() == "Found."


async def test_a_group_takes_along_what_was_chosen_below_it_and_is_counted_once(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(("mobile/ios", "platform"))
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(page.model.row_of("mobile"), 0))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    await bench.rest()
    assert bench.visit.answers.groups.paths == ("platform", "mobile")
    assert page.count.text().startswith("2 groups chosen; first sync: ")
    below = page.model.index(page.model.row_of("mobile/ios"), 0)
    assert page.model.data(below, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert not page.model.setData(below, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not page.model.flags(below) & Qt.ItemFlag.ItemIsEnabled


async def test_once_project_and_issue_are_found_the_list_of_steps_warns_no_more(open_window):
    bench = await open_window("project")
    page = await bench.open("groups")
    await bench.press()
    assert bench.visit.state("groups") is StepState.ATTENTION
    bench.desk.troubles.clear()
    page._project_left()
    await bench.rest()
    assert (page.project_result.text.text(), bench.visit.state("groups")) == ("Found.", StepState.CURRENT)


async def test_how_many_rows_were_read_is_said_in_words(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    assert page.shown.text() == f"{page.model.everything()} groups and namespaces read."


async def test_the_notes_are_readable_in_a_window_of_common_size(open_window):
    bench = await open_window()
    bench.shell.resize(1000, 700)
    page = await bench.open("groups")
    model, table = page.model, page.table
    notes = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    assert "needs the Maintainer role" in notes
    widest = max(table.fontMetrics().horizontalAdvance(one) for one in notes)
    assert widest + 2 * table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) < table.columnWidth(2)


async def test_a_project_outside_the_chosen_groups_is_said_at_its_field_and_goes_with_another_choice(open_window):
    bench = await open_window()
    page = await bench.open("groups")
    page.model.choose(("data",))
    bench.visit.change("groups", groups_paths=("data",))
    await bench.press()
    assert bench.shell.focusWidget() is page.project
    assert page.project.property("wrong") is True
    assert "inside one of these groups: data." in page.project_result.text.text()
    page.model.choose(("platform",))
    page.model.chosen_changed.emit()
    await bench.rest()
    assert (page.project.property("wrong"), page.project_result.text.text()) == (False, "Found.")
    await bench.press()
    assert bench.page.step == "checks"


@pytest.mark.parametrize(
    ("what", "said_in"), [("search", "shown"), ("project", "project_result"), ("issue", "issue_result")]
)
async def test_a_token_in_a_field_of_the_page_is_removed_unread_and_said(open_window, what, said_in):
    bench = await open_window()
    page = await bench.open("groups")
    field, said_by = getattr(page, what), getattr(page, said_in)
    bench.desk.asked.clear()
    field.setFocus()
    field.selectAll()
    field.insert("glpat-abcdefghij0123456789")
    page.table.setFocus()
    await bench.rest()
    assert field.text() == ""
    said = said_by.text() if callable(said_by.text) else said_by.text.text()
    assert said.startswith("That looked like a token and was removed unread.")
    assert "glpat" not in f"{bench.visit.answers} {bench.desk.asked}"
    page.project.setText("platform/app")
    page.issue.setText("PLAT-214")
    await bench.press()
    assert bench.page.step == "checks"
