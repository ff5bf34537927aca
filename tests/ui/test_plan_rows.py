"""Rows of a plan: one layout for all of them at each width, and nothing of them cut off."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from wizard.ui import sample_values
from wizard.ui.layouts import column
from wizard.ui.plan_rows import diff_row
from wizard.ui.sample_undo import app_row
from wizard.ui.side_by_side import SideBySide

_DESCRIPTOR = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"


def _manual_plan(qtbot, width):
    """Return what holds the rows of a plan whose last one can be undone on a condition, laid out in a width."""
    app = replace(app_row(mode_on=True), shown_before=(), shown_after=(_DESCRIPTOR,))
    rows = [diff_row(at, row, last=False) for at, row in enumerate((*sample_values.PLAN_ROWS[:2], app), 1)]
    holds = QWidget()
    qtbot.addWidget(holds)
    inside = column(holds, 0)
    for row in rows:
        inside.addWidget(row)
    inside.addStretch(1)
    holds.resize(width, 500)
    holds.show()
    for _ in range(3):
        QApplication.sendPostedEvents()
    return holds


@pytest.mark.parametrize(("width", "below"), [(580, True), (640, True), (800, False), (1000, False)])
def test_all_rows_stand_the_same_way_at_each_width(dressed, qtbot, width, below):
    holds = _manual_plan(qtbot, width)
    assert [both.stacked() for both in holds.findChildren(SideBySide)] == [below] * 3


@pytest.mark.parametrize("width", [580, 620, 700, 1000])
def test_no_text_of_a_row_is_cut_off_whatever_the_width(dressed, qtbot, width):
    holds = _manual_plan(qtbot, width)
    labels = [label for label in holds.findChildren(QLabel) if label.text()]
    cut = [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]
    assert "while development mode is on" in [label.text() for label in labels]
    assert cut == []
