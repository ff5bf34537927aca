"""The table of the Activity page: fixed rows, so that a million of them stays quick; a press on a head sorts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from wizard.evidence.activity import Sort
from wizard.ui.activity_model import COLUMNS, ActivityModel, answer_words
from wizard.ui.i18n import tr
from wizard.ui.naming import name
from wizard.ui.row_table import RowTable

_ROW = 26
_AROUND_TEXT = 8
_ROWS_SHOWN = 9
_PADDING = 18
_ANSWER_PADDING = 30
"""Answers are words that must be whole: with what the style puts around them."""
_WIDE = {Sort.AT: 11, Sort.STEP: 16, Sort.SOURCE: 17, Sort.MS: 5}
"""Units: characters."""
_LEAST_WHAT = 20
_GO_FIRST = (Sort.SOURCE, Sort.STEP, Sort.MS)
"""Columns that a narrow table goes without."""


class ActivityTable(RowTable):
    """A view over the rows; `opened` is called when a row is to be shown whole."""

    def __init__(self, model: ActivityModel, opened: Callable[[], object]) -> None:
        self._wide: dict[Sort, int] = {}
        super().__init__(model, rows_shown=_ROWS_SHOWN, opened=lambda _index: opened())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.sort_by_head(column=0)
        self._measure()
        name(self, "activity.table", tr("What was sent, answered and logged"), tr("Return shows the request of a row"))

    def fit(self) -> None:
        """Give the rows the height of their font: less than elsewhere, for there may be a million."""
        high = max(_ROW, self.fontMetrics().height() + _AROUND_TEXT)
        self.verticalHeader().setDefaultSectionSize(high)
        self.be_high(high * self.rows_shown())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        """Give each column what its words take in the font that is shown, which comes after the table was made."""
        measure = self.fontMetrics().horizontalAdvance
        self._wide = {column: measure("0") * wide + _PADDING for column, wide in _WIDE.items()}
        self._wide[Sort.LEVEL] = max(map(measure, answer_words())) + _ANSWER_PADDING
        least = self.horizontalHeader().minimumSectionSize()
        self._wide = {column: max(wide, least) for column, wide in self._wide.items()}
        for column, wide in self._wide.items():
            self.horizontalHeader().resizeSection(COLUMNS.index(column), wide)
        self._give_the_rest_to_what()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._give_the_rest_to_what()

    def _give_the_rest_to_what(self) -> None:
        """Let the column that tells most have what the others leave; where that is too little, some of them go.

        What they say is in the evidence of the row, in its copy and in the filters.
        """
        across, what = self.horizontalHeader(), COLUMNS.index(Sort.MESSAGE)
        least, room = self.fontMetrics().horizontalAdvance("0") * _LEAST_WHAT, self.viewport().width()
        for at, column in enumerate(_GO_FIRST):
            gone = sum(self._wide[one] for one in _GO_FIRST[:at])
            self.setColumnHidden(COLUMNS.index(column), sum(self._wide.values()) - gone + least > room)
        others = sum(across.sectionSize(column) for column in range(len(COLUMNS)) if column != what)
        across.resizeSection(what, max(room - others, least))

    def chosen(self) -> list[int]:
        """Return the rows that are chosen, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
