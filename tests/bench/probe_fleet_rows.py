"""The window on the page Prepare offline with a table of as many instances as the argument says.

A precise timer of 5 ms ticks in the window's thread; what a tick comes later than that is the lateness, kept apart for
opening the table until it is judged, scrolling through all rows, and editing cells until they are judged anew.
"""

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
from wizard.ui.prepare_fleet import FleetPart
from wizard.ui.shell import Shell
from wizard.ui.window import start_window

_LOOK_EVERY_MS = 15
_STEPS = 150
_EDITS = 20


class Watch(QObject):
    """Opens the table, then does one thing after the other, each when the one before has come to rest."""

    def __init__(self, app: QApplication, rows: int, table: Path) -> None:
        super().__init__()
        self.rows, self._table = rows, table
        self.lateness = LatenessByPart(self, "opening", "scrolling", "editing")
        self._step = 0
        self._listening = FirstPaint(app, lambda: self._looking.start())
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self.desk_is_up = False

    def _look(self) -> None:
        if not self.desk_is_up:
            return
        if not self.lateness.part:
            self._open()
            return
        go_on = {"opening": self._opened, "scrolling": self._scroll, "editing": self._edit}
        go_on[self.lateness.part]()

    def _open(self) -> None:
        from wizard.ui.pages.prepare import FLEET, PreparePage

        self._shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
        self._shell.go("prepare")
        page = self._shell.page
        if not isinstance(page, PreparePage):
            raise TypeError("not on the page Prepare")
        page.what.choose(FLEET)
        page.choose(FLEET)
        part = page.parts[FLEET]
        if not isinstance(part, FleetPart):
            raise TypeError("not the part with the table")
        self._fleet = part
        self.lateness.begin("opening")
        part.open(self._table)

    def _says(self, words: str) -> bool:
        return words in self._fleet.result.text.text()

    def _opened(self) -> None:
        if self._says("instances can be used"):
            self.lateness.begin("scrolling")

    def _scroll(self) -> None:
        bar = self._fleet.table.verticalScrollBar()
        self._step += 1
        bar.setValue(bar.maximum() * self._step // _STEPS)
        if self._step == _STEPS:
            self._step = 0
            self.lateness.begin("editing")

    def _edit(self) -> None:
        """Make one cell wrong after the other, each once the one before is judged."""
        if self._step and not self._says(f"{self._step} row{'s'[: self._step > 1]} cannot be used"):
            return
        if self._step < _EDITS:
            model = self._fleet.model
            model.setData(model.index(self.rows * self._step // _EDITS, 1), "old")
            self._step += 1
            return
        self._looking.stop()
        self.lateness.stop()
        close_for_good(self._shell)


def main() -> None:
    app = QApplication(sys.argv[:1])
    rows = int(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="bench-fleet-") as folder:
        table = Path(folder) / "fleet.csv"
        table.write_text("url,version\n" + "".join(f"https://g{at}.example.com,17.2\n" for at in range(rows)))
        watch = Watch(app, rows, table)

        @contextlib.asynccontextmanager
        async def desk() -> AsyncIterator[Desk]:
            from wizard.ui.sample_desk import SampleDesk

            watch.desk_is_up = True
            yield SampleDesk()

        status = start_window(desk, mode="live")
    sys.stdout.write(json.dumps({**watch.lateness.numbers(), "rows": watch.rows}))
    sys.exit(status)


main()
