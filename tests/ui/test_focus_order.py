"""Tab goes as one reads; what gets the focus is in sight; Return presses what has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from wizard.ui import sample_values
from wizard.ui.bottom_bar import BottomBar
from wizard.ui.controls import button
from wizard.ui.focus_order import put_in_order
from wizard.ui.own_room import OwnRoom


def _stops(window: QWidget) -> list[str]:
    stops = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        stops.append(focus.objectName() if focus is not None else "")
    return stops


class Window(QWidget):
    """Two areas; the first one gets a button after the second one has got its own."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.bar = QWidget(), QWidget()
        across = QVBoxLayout(self)
        for area in (self.page, self.bar):
            QVBoxLayout(area)
            across.addWidget(area)

    def put(self, area: QWidget, identifier: str) -> QPushButton:
        made = button(identifier, identifier, lambda: None)
        layout = area.layout()
        assert layout is not None
        layout.addWidget(made)
        made.show()
        return made

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 (Qt's names)
        put_in_order((self.page, self.bar))
        return super().focusNextPrevChild(next)


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.put(made.page, "first")
    made.put(made.bar, "verb")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_what_came_later_in_a_room_of_its_own_has_its_stop_where_it_stands(window):
    room = OwnRoom()
    QVBoxLayout(room.inside).addWidget(button("in the room", "in the room", lambda: None))
    window.page.layout().addWidget(room)
    room.show()
    window.put(window.page, "below")
    window.findChild(QPushButton, "first").setFocus()
    assert _stops(window)[:3] == ["in the room", "below", "verb"]


def test_what_came_later_has_its_stop_where_it_stands(window):
    window.put(window.page, "later")
    window.page.findChild(QWidget, "first").setFocus()
    assert _stops(window) == ["later", "verb", "first", "later"]


def test_what_is_hidden_is_no_stop(window):
    window.put(window.page, "later").hide()
    window.page.findChild(QWidget, "first").setFocus()
    assert _stops(window) == ["verb", "first", "verb", "first"]


def test_return_presses_the_button_with_the_focus(qtbot):
    pressed = []
    one = button("Check again", "again", lambda: pressed.append("again"))
    qtbot.addWidget(one)
    QTest.keyClick(one, Qt.Key.Key_Return)
    assert pressed == ["again"]


async def test_tab_comes_from_the_page_to_its_verb_and_not_to_the_list_of_steps(open_window):
    bench = await open_window()
    bench.shell.activateWindow()
    QTest.keyClick(bench.find("start.connect"), Qt.Key.Key_Space)
    await bench.rest()
    bench.find("gitlab.url").setFocus()
    stops = _stops(bench.shell)
    assert stops[:4] == ["bar.help", "bar.copy", "bar.back", "bar.verb"]


async def test_what_gets_the_focus_from_outside_is_scrolled_into_sight(open_window):
    bench = await open_window()
    bench.shell.activateWindow()
    bench.shell.go("jira")
    await bench.rest()
    area = bench.shell.stack.currentWidget()
    bench.page.setMinimumHeight(3 * bench.shell.height())
    QApplication.sendPostedEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    site = bench.find("jira.site")
    bench.find("bar.verb").setFocus()
    assert area.verticalScrollBar().value() > 0
    site.setFocus()
    assert area.viewport().rect().contains(site.mapTo(area.viewport(), site.rect().center()))


async def test_what_goes_away_with_the_focus_leaves_it_to_the_page(open_window):
    bench = await open_window()
    bench.shell.activateWindow()
    bench.shell.go("jira")
    await bench.rest()
    bench.page.show_findings((sample_values.UNREACHABLE,), lambda: None)
    QApplication.sendPostedEvents()
    bench.find("jira.card-0.again").setFocus()
    bench.page.show_findings(())
    assert QApplication.focusWidget() is bench.shell.stack.currentWidget()
    assert _stops(bench.shell)[0] == "jira.site"


def test_the_focus_waits_for_the_verb_and_does_not_go_on_to_cancel(qtbot):
    bar = BottomBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    bar.change("Test connection", enabled=True, back=True, cancel="Cancel")
    bar.verb_button.setFocus()
    bar.change("Test connection", enabled=False, back=True, cancel="Cancel")
    assert not bar.cancel_button.hasFocus()
    bar.change("Next", enabled=True, back=True, cancel="Cancel")
    assert bar.verb_button.hasFocus()
