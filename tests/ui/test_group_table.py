"""The table of groups is used with arrows and Space alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.domain.text import Text
from wizard.journey.values import GroupRow
from wizard.ui.group_model import GroupModel
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


def test_a_nested_group_is_heard_without_its_indent():
    model = GroupModel()
    model.load((GroupRow(4, "platform/mobile", "Mobile", 2, True, NOTHING),))
    index = model.index(0, 0)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Mobile"
    assert str(model.data(index, Qt.ItemDataRole.DisplayRole)).startswith("   ")
