"""All checks on the page: their lines in two parts, brought up to date a few times a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wizard.domain.findings import Finding, Severity, blocks
from wizard.domain.text import T
from wizard.journey.values import CheckRow, Mark
from wizard.ui.check_line import CheckLine, waiting_for
from wizard.ui.check_verdict import UNASKED
from wizard.ui.controls import button
from wizard.ui.effects import Effects, FoldedEffects, Key, effects_of
from wizard.ui.handing_over import hand_over_button
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty, laid_out_once
from wizard.ui.marks import MARKS
from wizard.ui.plain import PlainLabel
from wizard.ui.row_news import RowNews, with_problems
from wizard.ui.skipping import SkipDialog
from wizard.ui.timings import ROWS_EVERY, ROWS_PAUSE

if TYPE_CHECKING:  # types only
    from wizard.ui.mending_tasks import MendingTasks
    from wizard.ui.pages._base import Page
    from wizard.ui.skipped_findings import SkippedFindings

ROWS_AT_ONCE = 1
"""Rows that change before other events are served. With layout and paint a turn takes 5 ms of work, twice that where
the engine wants its turns too; four rows at once made one turn in thirty later than 10 ms, all at once 35 ms late."""

_LEFT_OUT = T("not asked: the run ended before")


class CheckTable(QWidget):
    """Shows rows as they arrive; `again` asks one check anew, `skip` takes a reason for what it found."""

    def __init__(
        self,
        page: Page,
        skips: SkippedFindings,
        tasks: MendingTasks,
        *,
        again: Callable[[str], object],
        skip: Callable[[CheckRow, str], object],
    ) -> None:
        super().__init__()
        self._page, self._skips, self._tasks, self._again, self._skip = page, skips, tasks, again, skip
        self.lines: dict[str, CheckLine] = {}
        self._effects: Effects = {}
        self._folded: dict[str, str] = {}
        """Checks that are shown in the line of another, for which they wait."""
        self.left_out: set[str] = set()
        """Checks that a stop or a failure left without an answer."""
        self._arrived: dict[str, CheckRow] = {}
        """Rows that wait for the next look; each as it stands last."""
        self._look = QTimer(self, singleShot=True)
        self._look.timeout.connect(self._show_some)
        self.news = RowNews(self, self._counted)
        self._required, self._advised = column(spacing=0), column(spacing=0)
        self._advised_title = PlainLabel(tr("Advised"), "small")
        whole = self._whole = column(self, 12)
        whole.addLayout(_part(PlainLabel(tr("Required"), "small"), self._required))
        whole.addLayout(_part(self._advised_title, self._advised))

    def rows(self) -> list[CheckRow]:
        """Return all rows as they are shown."""
        return [one.shown for one in self.lines.values()]

    def blockers(self) -> list[CheckLine]:
        """Return the lines whose check found what blocks, without those whose card is folded below its cause."""
        blocked = [one for one in self.lines.values() if blocks(one.shown.findings)]
        return [one for one in blocked if one.first_card() is not None] or blocked

    def waits_for_what_holds(self) -> bool:
        """Tell whether checks were not asked because of one that blocks no more."""
        return any(not blocks(self.lines[check].shown.findings) for check in waiting_for(self.rows()))

    def forget_arrived(self) -> None:
        """Drop what waits to be shown: it belongs to a run that ended."""
        self._look.stop()
        self._arrived.clear()

    async def lay_out(self, rows: tuple[CheckRow, ...]) -> None:
        """Give each check its line. Lines cost milliseconds: they are kept, and made one a turn of the loop."""
        self.left_out.clear()
        if [row.id for row in rows] != list(self.lines):
            self.lines.clear()
            self._effects, self._folded = {}, {}
            empty(self._required)
            empty(self._advised)
            self._advised_title.setVisible(any(row.advised for row in rows))
            show_requests = self._page.evidence.emit if self._page.shows_requests() else None
            for row in rows:
                made = CheckLine(row, show_requests)
                self.lines[row.id] = made
                (self._advised if row.advised else self._required).addWidget(made)
                await self._page.visit.wait(0)
        for at in range(0, len(rows), ROWS_AT_ONCE):
            self._put_together(rows[at : at + ROWS_AT_ONCE])
            await self._page.visit.wait(0)
        self._fold()
        self._page.changed.emit()

    def take(self, row: CheckRow) -> None:
        """Take a row; checks answer in bursts, and each change lays out the whole page."""
        made = self.lines.get(row.id)
        if made is not None and made.shown == row and row.id not in self._arrived:
            return
        self._arrived[row.id] = row
        if not self._look.isActive():
            self._look.start(ROWS_EVERY)

    def show_arrived(self) -> None:
        """Show all that has come since the last look."""
        while self._arrived:
            self._show_some()
        self._look.stop()

    async def catch_up(self) -> None:
        """Show all that has come, a few rows a turn of the loop."""
        while self._arrived:
            self._show_some()
            await self._page.visit.wait(0)

    def _show_some(self) -> None:
        """Show the first of what has come; the window serves other events before the rest."""
        self._put_together(self._first_arrived())
        self._fold()
        if self._arrived:
            self._look.start(ROWS_PAUSE)
        else:
            self._page.changed.emit()  # heading and bar are told once what came together

    def _first_arrived(self) -> Iterator[CheckRow]:
        """Give the first rows that have come and that are not shown yet."""
        given = 0
        for check in list(self._arrived):
            if given == ROWS_AT_ONCE:
                return
            row = self._arrived.pop(check)
            if row.id in self.lines and self.lines[row.id].shown != row:
                given += 1
                yield row

    def settle(self, before: Mapping[str, CheckRow]) -> None:
        """Leave no row that seems to be asked when nobody asks any more; `before` are answers that still hold."""
        if not any(row.mark in UNASKED for row in (*self.rows(), *self._arrived.values())):
            return
        self.show_arrived()
        self.news.forget()
        unasked = [row for row in self.rows() if row.mark in UNASKED]
        self.left_out |= {row.id for row in unasked if row.id not in before}
        self._put_together([before.get(row.id) or replace(row, mark=Mark.SKIPPED, note=_LEFT_OUT) for row in unasked])

    def _counted(self) -> str:
        rows = self.rows()
        done = sum(row.mark not in UNASKED for row in rows)
        problems = sum(row.mark in (Mark.WARNING, Mark.FAILED) for row in rows)
        return with_problems(tr("{done} of {all} checks done", done=done, all=len(rows)), problems)

    def _fold(self) -> None:
        """Show one line for all checks that wait for the same one, instead of theirs."""
        waiting = waiting_for(self.rows(), self._folded)
        self._folded = {row.id: root for root, rows in waiting.items() for row in rows}
        with laid_out_once(self._whole):
            for check, made in self.lines.items():
                made.setHidden(check in self._folded)
                made.put_waiting(waiting.get(check, ()))

    def put(self, row: CheckRow) -> None:
        """Show a row and the cards of what it found, those of effects below the card of their root."""
        self._put_together((row,))

    def _put_together(self, rows: Iterable[CheckRow]) -> None:
        """Show rows, and look only once what follows from what."""
        for row in rows:
            self._put(row)
        effects = effects_of({key: one for row in self.rows() for key, one in self._to_show(row).items()})
        if effects == self._effects:
            return
        before, self._effects = self._effects, effects
        for check in {check for one in (before, effects) for root in one for check, _number in (root, *one[root])}:
            self._put(self.lines[check].shown)

    def _to_show(self, row: CheckRow) -> dict[Key, Finding]:
        """Return what is told in cards of what a check found."""
        if self._skips.reason(row):
            return {}
        # Before a set-up most advice is about what the set-up will do; who checks what exists came to read it.
        only_looking = self._page.visit.check_only
        found = [one for one in row.findings if one.severity is not Severity.ADVICE or only_looking]
        return {(row.id, number): one for number, one in enumerate(found)}

    def _put(self, row: CheckRow) -> None:
        made = self.lines.get(row.id)
        if made is None:
            return
        if made.shown.mark in UNASKED and row.mark not in UNASKED:
            self.news.ended(show(row.title), show(MARKS[row.mark][2]))
        reason = self._skips.reason(row)
        own = {key: one for key, one in self._to_show(row).items() if not self._root_of(key)}
        note = tr("skipped: {reason}", reason=reason) if reason else show(row.note)
        made.put(row, note if own or reason else self._from_where(row) or note)
        made.put_skipped(partial(self._skip, row, "") if reason else None)
        if row.mark in UNASKED and not own:
            made.put_away()
            return
        alone = not any(key in self._effects or finding.task for key, finding in own.items())
        if alone and made.bring_back(tuple(own.values())):
            return
        made.put_cards([card for key, finding in own.items() for card in self._cards(row, key, finding)])
        for task in dict.fromkeys(finding.task for finding in own.values() if finding.task):
            self._page.quietly(self._offer(made, task), f"task {task}")

    def _root_of(self, key: Key) -> Key | None:
        """Return the root below which a finding is folded; None for none."""
        return next((root for root, effects in self._effects.items() if key in effects), None)

    def _from_where(self, row: CheckRow) -> str:
        """Return from what all that a check found follows; empty when it found nothing."""
        root = next((root for key in self._to_show(row) if (root := self._root_of(key))), None)
        if root is None:
            return ""
        cause = self._to_show(self.lines[root[0]].shown)[root]
        return tr("follows from “{finding}”", finding=show(cause.title))

    def _cards(self, row: CheckRow, key: Key, finding: Finding) -> list[QWidget]:
        """Return the card of a finding, and the line below it for all that follows from it."""
        effects = self._effects.get(key, {})
        below = [self._card(self.lines[one[0]].shown, one[1], effect) for one, effect in effects.items()]
        own = self._card(row, key[1], finding)
        return [own, FoldedEffects(f"checks.effects.{key[0]}-{key[1]}", below)] if below else [own]

    def _card(self, row: CheckRow, number: int, finding: Finding) -> QWidget:
        identifier = f"checks.card.{row.id}-{number}"
        more: list[QPushButton] = []
        if not self._page.visit.check_only:
            more.append(hand_over_button(self._page, f"{identifier}.hand-over", finding.task))
            if not blocks(row.findings) and number == 0:
                ask = partial(self._ask_why, row.id, finding)
                more.append(button(tr("Skip…"), f"{identifier}.skip", ask, "small", "dash"))
        again = partial(self._again, row.id)
        return self._page.card(identifier, finding, again, tr("Check again"), more=more)

    async def _offer(self, line: CheckLine, task: str) -> None:
        """Put the by-hand task that mends a finding below its card."""
        row = line.shown
        seen = await self._tasks.look(task)
        if line.shown is row:
            line.cards.addWidget(self._tasks.card(seen))

    def _ask_why(self, check: str, finding: Finding) -> None:
        SkipDialog(self.window(), finding, partial(self._skip, self.lines[check].shown)).open()


def _part(title: PlainLabel, rows: QVBoxLayout) -> QVBoxLayout:
    made = column(spacing=0)
    made.addWidget(title)
    made.addLayout(rows)
    return made
