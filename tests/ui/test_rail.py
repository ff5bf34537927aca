"""What a row of the list of steps says at its right."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from wizard.ui.rail import StepRow
from wizard.ui.step_state import StepState


@pytest.fixture
def row(qtbot, dressed):
    made = StepRow("gitlab", "GitLab")
    qtbot.addWidget(made)
    return made


def test_a_value_that_does_not_fit_is_cut_in_its_middle_and_told_whole_when_one_points_at_it(row):
    row.change(StepState.DONE, "gitlab.example.com", chosen=False, open_able=True)
    measure = QFontMetrics(QFont(row.font()))
    shown = row.fitting(row.font(), measure.horizontalAdvance("gitlab.…ple.com"))
    assert shown.startswith("gitl")
    assert "…" in shown
    assert shown.endswith("com")
    assert "gitlab.example.com" in row.toolTip()


def test_what_would_tell_nothing_is_not_shown_at_all(row):
    row.change(StepState.DONE, "gitlab.example.com", chosen=False, open_able=True)
    room = QFontMetrics(QFont(row.font())).horizontalAdvance("git…")
    assert row.fitting(row.font(), room) == ""


def test_the_word_of_a_state_is_shown_whole_or_not_at_all(row):
    row.change(StepState.FAILED, "", chosen=False, open_able=True)
    measure = QFontMetrics(QFont(row.font()))
    assert row.fitting(row.font(), measure.horizontalAdvance("failed")) == "failed"
    assert row.fitting(row.font(), measure.horizontalAdvance("faile")) == ""
    assert row.toolTip() == "failed"
