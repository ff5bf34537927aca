"""A part in a room of its own: what is around hears of another height, and of nothing else."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from wizard.ui.laid_out import lay_out_all
from wizard.ui.layouts import column
from wizard.ui.own_room import OwnRoom
from wizard.ui.plain import PlainLabel

SENTENCE = "A sentence that takes more than one line in a window as narrow as this one. "


class Around(QWidget):
    """A page with one room in it; counts how often it is to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.room, self.text, self.below = OwnRoom(), PlainLabel("One."), PlainLabel("What stands below.")
        column(self.room.inside).addWidget(self.text)
        inside = column(self)
        inside.addWidget(self.room)
        inside.addWidget(self.below)
        inside.addStretch(1)
        self.resize(300, 400)

    def event(self, event: QEvent) -> bool:
        self.asked += event.type() is QEvent.Type.LayoutRequest
        return super().event(event)


@pytest.fixture
def around(dressed, qtbot) -> QObject:
    made = Around()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    lay_out_all()
    made.asked = 0
    return made


def test_another_text_of_the_same_height_is_no_matter_of_the_page(around):
    around.text.setText("Two.")
    lay_out_all()
    assert around.asked == 0


def test_a_text_that_needs_more_lines_gets_them_and_gives_them_back(around):
    below = around.below.y()
    around.text.setText(SENTENCE * 3)
    lay_out_all()
    assert around.text.height() >= around.text.heightForWidth(around.text.width())
    assert around.below.y() > below
    around.text.setText("One.")
    lay_out_all()
    assert around.below.y() == below


def test_what_changes_while_it_is_not_seen_has_its_room_when_it_is(around):
    around.hide()
    around.text.setText(SENTENCE * 3)
    around.show()
    lay_out_all()
    assert around.text.height() >= around.text.heightForWidth(around.text.width())


def test_what_changed_at_another_width_has_its_room_at_the_width_before(around):
    around.resize(1600, 400)
    lay_out_all()
    around.text.setText(SENTENCE)
    lay_out_all()
    around.resize(300, 400)
    lay_out_all()
    assert around.text.height() >= around.text.heightForWidth(around.text.width())


def test_a_height_that_somebody_asked_for_in_between_is_still_given(around):
    around.text.setText(SENTENCE * 3)
    for width in range(260, 340, 10):
        around.layout().heightForWidth(width)
    lay_out_all()
    assert around.text.height() >= around.text.heightForWidth(around.text.width())
