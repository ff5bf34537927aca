"""The table of groups is used with arrows and Space alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from wizard.domain.text import Text
from wizard.journey.values import GroupRow
from wizard.ui.group_model import LEVEL, GroupModel
from wizard.ui.group_table import GroupTable

NOTHING = Text("")
ROWS = (
    GroupRow(1, "archive", "Archive", 0, False, Text("the Maintainer role is needed")),
    GroupRow(2, "data", "Data", 0, True, NOTHING),
    GroupRow(3, "platform", "Platform", 0, True, NOTHING),
)


@pytest.fixture
def table(qtbot):
    made = GroupTable(GroupModel())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.clearFocus()
    return made


@pytest.mark.parametrize("focus_first", [True, False])
def test_the_focus_stands_on_the_first_group_that_can_be_chosen(table, focus_first):
    if focus_first:
        table.setFocus()
    table.model().load(ROWS)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.model().chosen() == ("data", "platform")


def test_with_no_group_to_choose_space_does_nothing(table):
    table.model().load(ROWS[:1])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.model().chosen() == ()


def test_rows_grow_with_the_text_while_the_table_is_shown(table):
    table.model().load(ROWS)
    large = table.font()
    large.setPointSizeF(3 * large.pointSizeF())
    table.setFont(large)
    assert table.rowHeight(0) >= table.fontMetrics().height() + 12


NESTED = (*ROWS[1:], GroupRow(4, "platform/mobile", "Mobile", 2, True, NOTHING))


def box_of(table, row):
    """Return a point in the box of a row, wherever the style draws it."""
    index = table.model().index(row, 0)
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.rect = table.visualRect(index).adjusted(22 * int(index.data(LEVEL)), 0, 0, 0)
    option.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    return table.style().subElementRect(part, option, table).center()


def test_a_press_on_the_box_chooses_the_row_and_the_cursor_goes_along(table):
    table.model().load(NESTED)
    table.setFocus()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box_of(table, 2))
    assert table.model().chosen() == ("platform/mobile",)
    assert table.currentIndex().row() == 2


def test_the_box_is_indented_with_its_name(table):
    table.model().load(NESTED)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box_of(table, 2) - QPoint(44, 0))
    assert table.model().chosen() == ()


def test_columns_have_titles_and_what_is_cut_is_told_whole(table):
    table.resize(300, 300)
    table.model().load(NESTED)
    model = table.model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert (heads, table.horizontalHeader().isVisible()) == (["Group", "Path", "Note"], True)
    assert not table.isColumnHidden(1)
    model.choose(("platform",))
    assert model.data(model.index(2, 2), Qt.ItemDataRole.ToolTipRole) == "comes with platform"
