"""A choice whose words break: they begin where the hints below it begin, and a press on them is one on the box."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from wizard.ui.layouts import column
from wizard.ui.look import words_beside_a_box
from wizard.ui.plain import PlainLabel
from wizard.ui.wrapped_choice import WrappedChoice


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_words_and_hints_begin_at_the_same_edge_and_a_press_on_words_chooses(qtbot, kind):
    choice: QAbstractButton = kind("Take the settings of the group above")
    page, hint = QWidget(), PlainLabel("Nothing changes yet.", "small")
    qtbot.addWidget(page)
    whole = column(page)
    hint.setContentsMargins(words_beside_a_box(), 0, 0, 0)
    wrapped = WrappedChoice(choice)
    whole.addWidget(wrapped)
    whole.addWidget(hint)
    page.show()
    assert wrapped.words.mapTo(page, QPoint(0, 0)).x() == hint.mapTo(page, QPoint(0, 0)).x() + words_beside_a_box()
    QTest.mouseClick(wrapped.words, Qt.MouseButton.LeftButton)
    assert choice.isChecked()
