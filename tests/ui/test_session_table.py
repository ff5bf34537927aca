"""The list of set-ups keeps what a set-up is about readable, however large the text."""

import pytest

from wizard.domain.text import Text
from wizard.journey.values import SessionCard
from wizard.ui.session_table import SessionTable

NOTHING = Text("")
CARD = SessionCard(
    "s1",
    "https://gitlab.example.com",
    "https://acme.atlassian.net",
    "by-hand",
    1_790_000_000.0,
    NOTHING,
    False,
    False,
    3,
)


@pytest.fixture
def table(qtbot, dressed):
    made = SessionTable(lambda _card: None)
    qtbot.addWidget(made)
    made.load([CARD] * 8)
    made.show()
    return made


def _needed_beside_the_first(table):
    return sum(table.sizeHintForColumn(column) for column in range(1, 4))


def test_columns_go_before_the_sides_of_a_set_up_are_cut_to_a_few_letters(table):
    least = table.fontMetrics().horizontalAdvance("0") * 16
    table.resize(_needed_beside_the_first(table) + least - 4, 300)
    assert table.isColumnHidden(2)
    assert not table.isColumnHidden(3)
    assert table.columnWidth(0) >= least - 4


def test_columns_come_back_when_there_is_room(table):
    table.resize(_needed_beside_the_first(table) - 40, 300)
    table.resize(1000, 300)
    assert [table.isColumnHidden(column) for column in range(4)] == [False] * 4


def test_rows_are_shown_whole(table):
    rows = table.viewport().height() / table.verticalHeader().defaultSectionSize()
    assert rows == pytest.approx(6, abs=0.1)
