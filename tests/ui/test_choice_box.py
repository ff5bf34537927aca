"""A drop-down list tells what a person chooses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.ui.choice_box import ChoiceBox


@pytest.fixture
def box(qtbot, dressed):
    picked = []
    made = ChoiceBox("a.box", "What", {"one": "First", "two": "Second"}, picked.append)
    made.picked = picked
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_a_person_chooses_is_told_and_what_the_program_chooses_is_not(box):
    box.choose("two")
    assert (box.value(), box.picked) == ("two", [])
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert (box.value(), box.picked) == ("one", ["one"])
