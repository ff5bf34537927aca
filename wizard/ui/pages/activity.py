"""Activity: every request and every record of the log of this run, to be filtered, sorted, copied and saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from wizard.evidence.activity import Asked, PatternWrong, Sort
from wizard.ui.activity_filters import ActivityFilters
from wizard.ui.activity_model import COLUMNS, ActivityModel, as_line
from wizard.ui.activity_table import ActivityTable
from wizard.ui.controls import button
from wizard.ui.detail_switch import DetailSwitch
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr, trn
from wizard.ui.paged_rows import PAGE_ROWS
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.purpose_words import purpose_words
from wizard.ui.saving import SAVING, ask_where
from wizard.ui.spawn import loop_runs

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from wizard.evidence.activity import ActivityRow
    from wizard.evidence.exchange import Exchange
    from wizard.ui.visit import Visit

GROW_EVERY = 250
_MOST_WAITING = 3
"""Pages of rows that are fetched for a table that is scrolled fast; the others are out of sight again."""


class ActivityPage(Page):
    step = "activity"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._asked: Asked | None = None
        self._total = 0
        self._recorded = ""
        self._turn = 0
        self._waiting: list[int] = []
        self._fetching = False
        self._end: Callable[[], None] | None = None
        self.model = ActivityModel()
        self.model.wanted.connect(self._want)
        self.table = ActivityTable(self.model, self.show_request)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(lambda row, _before: self._chosen(row.row()))
        self._sorted: tuple[Sort, bool] = (Sort.AT, False)
        self.filters = ActivityFilters(self.ask_again)
        self.detail = DetailSwitch(visit)
        self._grow = QTimer(self, interval=GROW_EVERY, singleShot=True)
        self._grow.timeout.connect(lambda: self.quietly(self.grow(), "rows that came"))
        self.body.addWidget(self.filters)
        self.body.addWidget(self._empty())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._actions())
        self.fill_with_body()

    def _empty(self) -> QWidget:
        """What stands above a table without rows: why there are none, and what brings some."""
        self.none, self._why_none = Flow(), PlainLabel("", "muted", wrap=False)
        self.all = button(tr("Show all rows"), "activity.all", self.filters.clear, "small")
        self.none.add(self._why_none)
        self.none.add(self.all)
        self.none.hide()
        return self.none

    def _say_none(self, asked: Asked) -> None:
        narrowed = replace(asked, sort=Sort.AT, down=False) != Asked()
        said = tr("No row fits what is chosen above.") if narrowed else tr("Nothing was sent or noted yet.")
        self._why_none.setText(said)
        self.all.setVisible(narrowed)
        self.none.setVisible(not self._total)

    def _actions(self) -> QWidget:
        row = Flow()
        row.add(button(tr("Show request"), "activity.show", self.show_request, "small", "lines"))
        row.add(button(tr("Copy rows"), "activity.copy", self.copy_rows, "small", "copy"))
        row.add(button(tr("Save as HAR…"), "activity.har", partial(self._save, "har"), "small", "file"))
        row.add(button(tr("Save as JSON lines…"), "activity.jsonl", partial(self._save, "jsonl"), "small", "file"))
        row.add(self.detail)
        return row

    def _save(self, form: str) -> None:
        ask_where(self, tr("Save what is listed"), f"activity.{form}", partial(self.save_to, form=form))

    async def save_to(self, path: Path, form: str) -> None:
        """Let the engine write the rows that are listed, and say how that went."""
        try:
            written = await self.ask(lambda desk: desk.evidence.save(path, form))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            said = tr("{name} could not be written: {reason}. Choose another folder.", name=path.name, reason=reason)
            self.notices.say(SAVING, "error", said, dismiss=partial(self.notices.take_away, SAVING))
            return
        self.notices.take_away(SAVING)
        self.said.emit(trn("{n} row is saved.", "{n} rows are saved.", written))

    def lead(self) -> str:
        return tr("Every request of this run with its answer, and what the program noted. No secret was recorded.")

    def bar_note(self) -> str:
        rows = trn("{n} row", "{n} rows", self._total)
        return f"{rows} · {self._recorded}" if self._recorded else rows

    def press(self) -> None:
        """Nothing: each row has its own buttons."""

    def first_field(self) -> QWidget | None:
        return self.filters.search

    def enter(self) -> None:
        self._asked = None
        self.quietly(self._listen(), "listen to what is sent")
        self.ask_again()

    def leave(self) -> None:
        super().leave()
        self._grow.stop()
        self._fetching = False
        self._waiting.clear()
        if self._end is not None:
            self._end()
            self._end = None

    async def _listen(self) -> None:
        came = self.visit.asking.relay(self._came)
        end = await self.visit.asking.look(lambda desk: desk.evidence.listen(came))
        self._end = end

    def _came(self, _exchanges: Sequence[Exchange]) -> None:
        if not self._grow.isActive():
            self._grow.start()

    def ask_again(self) -> None:
        """Ask for the rows of the filters, in the order of the heads."""
        sort, down = self._sorted
        asked = replace(self.filters.asked(), sort=sort, down=down)
        if asked == self._asked:
            return
        self._asked = asked
        self._turn += 1
        self.quietly(self._look(asked, self._turn), "look for rows")

    async def _look(self, asked: Asked, turn: int) -> None:
        answers = self.visit.answers
        checks = await self.visit.asking.look(lambda desk: tuple(desk.checks(answers)))
        names = await self.ask(lambda desk: desk.evidence.names())
        words = purpose_words(self.visit.learnt, checks, names.steps)
        named = replace(asked, words=words)
        try:
            total = await self.ask(lambda desk: desk.evidence.look(named))
        except PatternWrong as error:
            self.filters.refuse(str(error))
            return
        if turn != self._turn:
            return
        self.filters.accept()
        self._recorded = _where_recorded(await self.visit.asking.look(lambda desk: desk.evidence.recording()))
        self._count(total)
        self._waiting.clear()
        self.model.call_purposes(words)
        self.model.begin(total)
        self._stand_at_the_end()
        self.filters.load(names, words)

    async def grow(self) -> None:
        """Let rows that came meanwhile follow."""
        turn = self._turn
        total = await self.ask(lambda desk: desk.evidence.grow())
        if turn != self._turn or total == self._total:
            return
        self._count(total)
        if self._sorted == (Sort.AT, False):
            self.model.grow(total)
        else:
            at = self.table.verticalScrollBar().value()
            self.model.begin(total)
            self.table.verticalScrollBar().setValue(at)
        self._stand_at_the_end()

    def _count(self, total: int) -> None:
        self._total = total
        if self._asked is not None:
            self._say_none(self._asked)
        self.changed.emit()

    def _stand_at_the_end(self) -> None:
        sort, down = self._sorted
        if self.filters.follows() and sort is Sort.AT:
            if down:
                self.table.scrollToTop()
            else:
                self.table.scrollToBottom()

    def _sort_by(self, column: int) -> None:
        sort, down = self._sorted
        wanted = COLUMNS[column]
        self._sorted = (wanted, not down) if wanted is sort else (wanted, False)
        order = Qt.SortOrder.DescendingOrder if self._sorted[1] else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order)
        self.ask_again()

    def _want(self, number: int) -> None:
        """A page of rows is on screen and not here; the newest wish comes first."""
        if number in self._waiting or not loop_runs():
            return  # what is still missing is asked for with the next paint
        self._waiting.append(number)
        del self._waiting[:-_MOST_WAITING]
        if not self._fetching:
            self._fetching = True
            self.quietly(self._fetch(), "rows on screen")

    async def _fetch(self) -> None:
        try:
            while self._waiting:
                number, turn = self._waiting[-1], self._turn
                rows = await self._rows(number)
                if number in self._waiting:
                    self._waiting.remove(number)
                if turn == self._turn:
                    self.model.fill(number, rows)
        finally:
            self._fetching = False

    async def _rows(self, number: int) -> Sequence[ActivityRow]:
        return await self.ask(lambda desk: desk.evidence.page(number * PAGE_ROWS, PAGE_ROWS))

    def show_request(self) -> None:
        """Show the chosen row's exchange in the evidence."""
        row = self.model.row_at(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        if row is not None:
            self.quietly(self._show(row), "request of a row")

    def _chosen(self, place: int) -> None:
        """Let evidence that is open already go along with the rows."""
        row = self.model.row_at(place) if place >= 0 else None
        if row is not None:
            self.quietly(self._follow(row), "request of the row that is chosen")

    async def _show(self, row: ActivityRow) -> None:
        exchange = await self.ask(lambda desk: desk.evidence.exchange(row.number))
        if exchange is None:
            self.said.emit(tr("This is a record of the log; it has no request."))
        else:
            self.exchange_wanted.emit(exchange)

    async def _follow(self, row: ActivityRow) -> None:
        exchange = await self.ask(lambda desk: desk.evidence.exchange(row.number))
        if exchange is not None:
            self.exchange_chosen.emit(exchange)

    def copy_rows(self) -> None:
        """Copy the chosen rows as lines, those that were on screen."""
        rows = [row for row in map(self.model.row_at, self.table.chosen()) if row is not None]
        self.copy("\n".join(map(as_line, rows)))


def _where_recorded(recording: str) -> str:
    if recording == "file":
        return tr("recorded in a file")
    if recording == "memory":
        return tr("recorded in memory only")
    return tr("the recording ended: {reason}", reason=recording)
