"""The window on the page of what happened over as many rows as the argument says.

A precise timer of 5 ms ticks in the window's thread; what a tick comes later than that is the lateness, kept apart for
opening the page, scrolling through all rows, narrowing them by words, and sorting them.
"""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.closing import close_for_good
from tests.bench.lateness_parts import LatenessByPart
from tests.bench.painted import FirstPaint
from wizard.journey.desk_port import Desk
from wizard.ui.pages.activity import ActivityPage
from wizard.ui.shell import Shell
from wizard.ui.window import start_window

_LOOK_EVERY_MS = 20
_SCROLL_EVERY_MS = 15
_STEPS = 150
_BATCH = 5000
_MS_COLUMN = 5


class Watch(QObject):
    """Opens the page, then does one thing after the other, each when the one before has come to rest."""

    def __init__(self, app: QApplication, rows: int) -> None:
        super().__init__()
        self.desk_is_up = False
        self.rows = rows
        self.lateness = LatenessByPart(self, "opening", "scrolling", "narrowing", "sorting")
        self._step = self._orders = 0
        self._listening = FirstPaint(app, lambda: self._looking.start())
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def _begin(self, part: str) -> None:
        self.lateness.begin(part)
        self._orders = 0

    def _look(self) -> None:
        if not self.desk_is_up:
            return
        if not self.lateness.part:
            self._shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
            self._begin("opening")
            self._shell.go("activity")
            self._page().model.modelReset.connect(self._ordered)
            return
        go_on = {"opening": self._open, "scrolling": self._scroll, "narrowing": self._narrow, "sorting": self._sort}
        go_on[self.lateness.part]()

    def _page(self) -> ActivityPage:
        page = self._shell.page
        if not isinstance(page, ActivityPage):
            raise TypeError("not on the page of what happened")
        return page

    def _ordered(self) -> None:
        self._orders += 1

    def _open(self) -> None:
        if self._page().model.rowCount() >= self.rows:
            self._begin("scrolling")
            self._looking.setInterval(_SCROLL_EVERY_MS)

    def _scroll(self) -> None:
        bar = self._page().table.verticalScrollBar()
        self._step += 1
        bar.setValue(bar.maximum() * self._step // _STEPS)
        if self._step == _STEPS:
            self._begin("narrowing")
            self._page().filters.search.setText("projects/77")

    def _narrow(self) -> None:
        if self._orders:
            self._begin("sorting")
            self._page().filters.search.clear()
            self._page().table.horizontalHeader().sectionClicked.emit(_MS_COLUMN)

    def _sort(self) -> None:
        if self._orders and self._page().model.rowCount() >= self.rows:
            self._looking.stop()
            self.lateness.stop()
            close_for_good(self._shell)


@contextlib.asynccontextmanager
async def _filled_desk(rows: int, folder: Path) -> AsyncIterator[Desk]:
    """Give the example's desk over an index with this many rows."""
    from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
    from wizard.evidence.activity import ActivityRow, Kind
    from wizard.evidence.logs import LogFile
    from wizard.evidence.recorder import Recorder
    from wizard.evidence.redact import Redactor
    from wizard.journey.evidence_desk import RecordedEvidence
    from wizard.ui.sample_desk import SampleDesk

    index = SqliteActivityIndex(folder)

    def row(number: int) -> ActivityRow:
        said, ms = f"GET /api/v4/projects/{number}", float(number * 7919 % 1000)
        return ActivityRow(0, 1e9 + number, Kind.EXCHANGE, "info", 200, "check", "gitlab.example.com", said, ms, False)

    for first in range(0, rows, _BATCH):
        index.put([(row(number), b"") for number in range(first, min(first + _BATCH, rows))])
        await index.page(0, 0)
    log = LogFile(folder / "log.jsonl", Redactor())
    evidence = RecordedEvidence(Recorder(), log, lambda: index)
    desk = SampleDesk()
    desk.evidence = evidence
    try:
        yield desk
    finally:
        await evidence.close()
        log.close()


def main() -> None:
    app = QApplication(sys.argv[:1])
    watch = Watch(app, int(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="bench-rows-") as folder:

        @contextlib.asynccontextmanager
        async def desk() -> AsyncIterator[Desk]:
            async with _filled_desk(watch.rows, Path(folder)) as filled:
                asyncio.get_running_loop().call_later(1.0, lambda: setattr(watch, "desk_is_up", True))
                yield filled

        status = start_window(desk, mode="lab")
    sys.stdout.write(json.dumps({**watch.lateness.numbers(), "rows": watch.rows}))
    sys.exit(status)


main()
