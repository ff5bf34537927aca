"""Two parts in a line: what a layout asks again and again is measured only when a part has changed."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide


class Requests(QObject):
    """Counts how often a widget is told to lay out its children anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def _lay_out():
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents()  # what the first turn asked for above


@pytest.fixture
def parts(qtbot):
    """A title that wraps only where it must, a note, and what holds both."""
    holds = QWidget()
    qtbot.addWidget(holds)
    title, note = PlainLabel("A title of some length", wrap=False), PlainLabel("A note of a few words")
    both = SideBySide(title, note)
    whole = QVBoxLayout(holds)
    whole.addWidget(both)
    whole.addStretch(1)
    holds.resize(600, 100)
    holds.show()
    _lay_out()
    return holds, both, title, note


def test_another_width_that_breaks_nothing_asks_for_no_new_layout(parts):
    holds, both, title, _note = parts
    requests = Requests(both)
    for width in (620, 640, 660):
        holds.resize(width, 100)
        _lay_out()
    assert requests.count == 0
    assert not title.wordWrap()


def test_parts_are_not_measured_again_while_they_stay_the_same(parts, monkeypatch):
    holds, both, _title, note = parts
    measured = []
    wanted = both._wanted
    monkeypatch.setattr(both, "_wanted", lambda part: measured.append(part) or wanted(part))
    for width in (500, 520, 540):
        holds.resize(width, 100)
        _lay_out()
    both.sizeHint()
    assert measured == []
    note.setText("Another note")
    _lay_out()
    assert len(measured) == 2


def test_a_longer_text_goes_below_and_a_shorter_one_comes_back(parts):
    holds, both, title, _note = parts
    holds.resize(400, 100)
    _lay_out()
    assert not both.stacked()
    title.setText("A title so long that it leaves no room for a note")
    _lay_out()
    assert both.stacked()
    title.setText("A title")
    _lay_out()
    assert not both.stacked()


def test_what_holds_it_is_told_when_the_parts_want_another_width(parts):
    holds, both, _title, note = parts
    before = both.sizeHint().width()
    requests = Requests(holds)
    note.setText("A note")
    _lay_out()
    assert both.sizeHint().width() < before
    assert requests.count > 0


def test_a_title_breaks_where_it_alone_is_too_wide_and_no_more_where_it_is_not(parts):
    holds, _both, title, _note = parts
    holds.resize(title.sizeHint().width(), 100)
    _lay_out()
    assert title.wordWrap()
    holds.resize(600, 100)
    _lay_out()
    assert not title.wordWrap()
