"""What is shown at once stands in sight with its margin, and what is in sight already does not move."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wizard.ui.sight import Sight
from wizard.ui.tokens import PAGE_MARGIN

VIEW, PAGE = 300, 2000


@pytest.fixture
def area(qtbot, dressed):
    """Return an area of 300 pixels over a page of 2000."""
    made = QScrollArea()
    qtbot.addWidget(made)
    page = QWidget()
    page.setFixedSize(200, PAGE)
    made.setWidget(page)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFixedSize(260, VIEW)
    made.show()
    qtbot.waitExposed(made)
    return made


def _part(area, top, high):
    made = QWidget(area.widget())
    made.setGeometry(0, top, 100, high)
    return made


def _shown(area, part, scrolled_to=0):
    """Return where a part begins in the view once it was shown from there."""
    area.verticalScrollBar().setValue(scrolled_to)
    Sight(area, area.widget()).show(part)
    return part.mapTo(area.viewport(), QPoint(0, 0)).y()


def test_what_is_below_comes_up_whole_with_the_margin_below_it(area):
    assert _shown(area, _part(area, 1000, 40)) == VIEW - PAGE_MARGIN - 40


def test_what_is_above_comes_down_with_the_margin_above_it(area):
    assert _shown(area, _part(area, 500, 40), scrolled_to=900) == PAGE_MARGIN


def test_what_shows_its_cursor_only_is_shown_whole(area):
    field = _part(area, 1000, 120)
    assert _shown(area, field, scrolled_to=1000 + 60 - VIEW) == VIEW - PAGE_MARGIN - 120


def test_what_is_in_sight_stays_where_it_is(area):
    assert _shown(area, _part(area, 1000, 40), scrolled_to=900) == 100


def test_what_is_higher_than_the_view_is_shown_from_its_beginning(area):
    assert _shown(area, _part(area, 700, VIEW + 200)) == 0


def test_what_just_fits_is_shown_whole_and_shares_what_is_left_of_the_margins(area):
    assert _shown(area, _part(area, 700, VIEW - PAGE_MARGIN)) == PAGE_MARGIN // 2


def test_what_stands_in_a_part_of_the_page_is_found_by_its_place_on_the_page(area):
    inner = QWidget(_part(area, 1200, 200))
    inner.setGeometry(0, 100, 50, 20)
    assert _shown(area, inner) == VIEW - PAGE_MARGIN - 20


def test_what_has_the_focus_stays_in_sight_when_something_above_it_grows(area, qtbot):
    sight, part = Sight(area, area.widget()), _part(area, 600, 40)
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    part.show()
    area.activateWindow()
    part.setFocus()
    qtbot.waitUntil(part.hasFocus)
    sight.show(part)
    part.move(0, 650)
    area.widget().setFixedSize(200, PAGE + 50)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == PAGE + 50 - VIEW)
    assert part.mapTo(area.viewport(), QPoint(0, 40)).y() <= VIEW


def test_who_has_scrolled_away_from_the_focus_is_left_there_when_the_page_grows(area, qtbot):
    sight, part = Sight(area, area.widget()), _part(area, 600, 40)
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    part.show()
    area.activateWindow()
    part.setFocus()
    qtbot.waitUntil(part.hasFocus)
    sight.show(part)
    area.verticalScrollBar().setValue(10)
    area.widget().setFixedSize(200, PAGE + 50)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == PAGE + 50 - VIEW)
    assert area.verticalScrollBar().value() == 10
