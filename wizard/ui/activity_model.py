"""The rows of the Activity page: only those that were on screen are here; others come when they are seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from wizard.evidence.activity import Kind, Sort
from wizard.ui.i18n import tr
from wizard.ui.paged_rows import NOWHERE, PAGE_ROWS, Index, PagedRows
from wizard.ui.plain import visible
from wizard.ui.purpose_words import word_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.activity import ActivityRow

_ROLE = Qt.ItemDataRole
_OF_NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LONGEST = 400
COLUMNS = (Sort.AT, Sort.LEVEL, Sort.MESSAGE, Sort.STEP, Sort.SOURCE, Sort.MS)


def clock_of(at: float) -> str:
    """Return the time of day on this computer, to the millisecond; empty for a record without a time."""
    if not at:
        return ""
    return f"{time.strftime('%H:%M:%S', time.localtime(at))}.{int(at % 1 * 1000):03d}"


def _words() -> Mapping[str, str]:
    return {"debug": tr("detail"), "info": tr("note"), "warning": tr("warning"), "error": tr("error")}


def answer_words() -> tuple[str, ...]:
    """Return all words that may stand in place of an answer."""
    return (*_words().values(), tr("no answer"))


def _level(row: ActivityRow) -> str:
    if row.kind is Kind.LOG:
        return _words().get(row.level, row.level)
    return str(row.status) if row.status else tr("no answer")


def _took(row: ActivityRow) -> str:
    return f"{row.ms:.0f}" if row.kind is Kind.EXCHANGE else ""


TEXTS: Mapping[Sort, Callable[[ActivityRow], str]] = {
    Sort.AT: lambda row: clock_of(row.at),
    Sort.LEVEL: _level,
    Sort.STEP: lambda row: row.step,
    Sort.SOURCE: lambda row: row.source,
    Sort.MESSAGE: lambda row: row.message,
    Sort.MS: _took,
}


class ActivityModel(PagedRows["ActivityRow"]):
    def __init__(self) -> None:
        heads = (tr("Time"), tr("Answer"), tr("What"), tr("For"), tr("Source"), tr("ms"))
        super().__init__(heads, self._text, COLUMNS.index(Sort.MESSAGE))
        self._purposes: dict[str, str] = {}

    def call_purposes(self, words: Mapping[str, str]) -> None:
        """Show what rows were for in these words; an id that is not among them was first met in a later row."""
        self._purposes = dict(words)
        if self._total:
            column = COLUMNS.index(Sort.STEP)
            self.dataChanged.emit(self.index(0, column), self.index(self._total - 1, column))

    def grow(self, total: int) -> None:
        """Let rows follow at the end."""
        if total <= self._total:
            return
        self._pages.pop(self._total // PAGE_ROWS, None)
        self._last_wanted = -1
        self.beginInsertRows(NOWHERE, self._total, total - 1)
        self._total = total
        self.endInsertRows()

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if across and role == _ROLE.TextAlignmentRole and COLUMNS[section] is Sort.MS:
            return _OF_NUMBERS
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if role == _ROLE.TextAlignmentRole and COLUMNS[index.column()] is Sort.MS:
            return _OF_NUMBERS
        return super().data(index, role)

    def _text(self, row: ActivityRow, column: int) -> str:
        text = TEXTS[COLUMNS[column]](row)
        return visible(self._word(text) if COLUMNS[column] is Sort.STEP else text, _LONGEST)

    def _word(self, purpose: str) -> str:
        if purpose not in self._purposes:
            self._purposes[purpose] = word_of(purpose) if purpose else ""
        return self._purposes[purpose]


def as_line(row: ActivityRow) -> str:
    """Return a row as text, its parts with tabs between them."""
    return "\t".join(visible(TEXTS[column](row)) for column in COLUMNS)
