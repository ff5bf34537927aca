"""The window on the page of groups over a lab with ten thousand of them; called with the lab's ready file.

A precise timer of 5 ms ticks in the window's thread; what a tick comes later than that is the lateness, kept apart for
reading the groups, for typing into the search field, and for scrolling through all rows.
"""

import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.answers import example
from tests.bench.closing import close_for_good
from tests.bench.over_lab import watch_over_lab
from tests.bench.painted import FirstPaint
from wizard.ui.pages.groups import GroupsPage
from wizard.ui.shell import Shell

_TICK_MS = 5
_KEY_EVERY_MS = 120
_TYPED = "mobile labs"
_SCROLL_EVERY_MS = 15
_STEPS = 150


class Watch(QObject):
    """Waits for the desk, reads, types, scrolls, and closes the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.desk_is_up = False
        self.late: dict[str, list[float]] = {"reading": [], "typing": [], "scrolling": []}
        self.rows = 0
        self._part = "reading"
        self._typed = self._step = 0
        self._listening = FirstPaint(app, lambda: self._looking.start())
        self._looking = QTimer(self, interval=50)
        self._looking.timeout.connect(self._look)
        self._ticks = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        self._acting = QTimer(self)
        self._acting.timeout.connect(self._act)

    def _look(self) -> None:
        if self.desk_is_up:
            self._looking.stop()
            self._shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
            self._shell.visit.start_over(example())
            self._shell.go("groups")
            self._last = time.perf_counter()
            self._ticks.start()
            self._acting.start(50)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late[self._part].append(max(0.0, (now - self._last) * 1000 - _TICK_MS))
        self._last = now

    def _act(self) -> None:
        page = self._shell.page
        if not isinstance(page, GroupsPage):
            raise TypeError("not on the page of groups")
        if self._part == "reading":
            if not page.working():
                self.rows = page.model.everything()
                self._part = "typing"
                page.search.setFocus()
                self._acting.start(_KEY_EVERY_MS)
        elif self._part == "typing":
            self._type(page)
        else:
            self._scroll(page)

    def _type(self, page: GroupsPage) -> None:
        if self._typed < len(_TYPED):
            QTest.keyClicks(page.search, _TYPED[self._typed])
            self._typed += 1
            return
        page.search.clear()
        page.search.textEdited.emit("")
        self._part = "scrolling"
        self._acting.start(_SCROLL_EVERY_MS)

    def _scroll(self, page: GroupsPage) -> None:
        bar = page.table.verticalScrollBar()
        self._step += 1
        bar.setValue(bar.maximum() * self._step // _STEPS)
        if self._step == _STEPS:
            self._acting.stop()
            self._ticks.stop()
            close_for_good(self._shell)


def main() -> None:
    app = QApplication(sys.argv[:1])
    watch = Watch(app)
    watch_over_lab(watch, sys.argv[1], lambda: {"late_ms": watch.late, "rows": watch.rows})


main()
