"""The table of the Activity page: fixed rows, so that a million of them stays quick; a press on a head sorts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wizard.evidence.activity import Sort
from wizard.ui.activity_model import COLUMNS, ActivityModel, answer_words
from wizard.ui.i18n import tr
from wizard.ui.naming import name

_ROW = 26
_ROWS_SHOWN = 9
_PADDING = 18
_ANSWER_PADDING = 30
"""Answers are words that must be whole: with what the style puts around them."""
_WIDE = {Sort.AT: 11, Sort.STEP: 9, Sort.SOURCE: 10, Sort.MS: 5}
"""Units: characters."""
_LEAST_WHAT = 20
_GO_FIRST = (Sort.SOURCE, Sort.STEP, Sort.MS)
"""Columns that a narrow table goes without."""


class ActivityTable(QTableView):
    """A view over the rows; `opened` is called when a row is to be shown whole."""

    def __init__(self, model: ActivityModel, opened: Callable[[], object]) -> None:
        super().__init__()
        self._opened = opened
        self._wide: dict[Sort, int] = {}
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + 8))
        self.setMinimumHeight(vertical.defaultSectionSize() * _ROWS_SHOWN)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self._measure()
        self.doubleClicked.connect(lambda _index: self._opened())
        name(self, "activity.table", tr("What was sent, answered and logged"), tr("Return shows the request of a row"))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._opened()
            return
        super().keyPressEvent(event)
