"""Lists of the page Monitor: changed in place, made few at a time, in the order of what they show."""

import pytest
import shiboken6
from PySide6.QtCore import Qt

from wizard.monitor.values import Event, GroupFlow, Light
from wizard.ui.monitor_rows import EventRows, GroupRows


@pytest.fixture
def groups(dressed):
    opened = []
    made = GroupRows(opened.append)
    made.opened = opened
    made.show()
    yield made
    shiboken6.delete(made)


def _flows(*names, done=1):
    return [GroupFlow(one, Light.BEHIND, 4, done, 100, 25 * done) for one in names]


def _names(rows):
    return [row.accessibleName().partition(":")[0] for row in rows.buttons()]


def test_a_row_that_stays_is_changed_and_not_made_anew(groups):
    groups.load(_flows("a", "b"))
    before = groups.buttons()
    groups.load(_flows("a", "b", done=3))
    assert groups.buttons() == before
    assert before[0].accessibleName() == "a: not all of it yet, 3 of 4 projects, 75 % in Jira"


def test_rows_that_come_and_go_leave_the_others_in_their_order(groups):
    groups.load(_flows("b", "d"))
    groups.load(_flows("a", "b", "c"))
    assert _names(groups) == ["a", "b", "c"]
    groups.buttons()[2].click()
    assert groups.opened == ["c"]


def test_tab_comes_to_one_row_of_the_list_also_when_that_one_has_gone(groups):
    groups.load(_flows("a", "b", "c"))
    stops = [row for row in groups.buttons() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [row.objectName() for row in stops] == ["monitor.group.a"]
    groups.load(_flows("b", "c"))
    stops = [row for row in groups.buttons() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [row.objectName() for row in stops] == ["monitor.group.b"]


def test_many_rows_come_a_few_at_a_time_and_the_rest_is_counted(groups, qtbot):
    groups.load(_flows(*(f"group-{number:03d}" for number in range(60))))
    assert len(groups.buttons()) == 4
    qtbot.waitUntil(lambda: len(groups.buttons()) == 40)
    assert _names(groups) == [f"group-{number:03d}" for number in range(40)]
    assert groups._rest.text() == "and 20 more groups"
    groups.load(_flows("a"))
    assert (_names(groups), groups._rest.text()) == (["a"], "")


def test_a_list_without_rows_says_so_until_there_is_one(groups):
    groups.load(())
    assert groups._nothing.text() == "No linked group was seen yet."
    assert groups._nothing.isVisible()
    groups.load(_flows("a"))
    assert not groups._nothing.isVisible()


def test_events_stand_with_the_newest_first(dressed):
    rows = EventRows()
    rows.load([Event(10.0, "started", "", "", ""), Event(20.0, "light-live", "", "unknown", "ok")])
    rows.load([Event(10.0, "started", "", "", ""), Event(30.0, "gap", "", "", "sleep")])
    shown = [rows._rows.itemAt(at).widget().accessibleName() for at in range(rows._rows.count())]
    assert [one.split(" ", 2)[-1] for one in shown] == ["Nobody looked sleep", "The monitor began"]
    shiboken6.delete(rows)
