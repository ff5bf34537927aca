"""The window over a running lab: its memory when it idles, then how late its loop is while checks run without pause.

Called with the lab's ready file, and with what becomes of the lab: `busy`, `stalled` or `killed`. The checks are those
of the checks page on screen; they are started again as soon as the page has come to rest, so that engine, lab and page
have work all the time. Over a lab that does not answer they are cancelled and started again.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from tests.bench.answers import example
from tests.bench.closing import close_for_good
from tests.bench.memory import resident_mib
from tests.bench.over_lab import watch_over_lab
from tests.bench.painted import FirstPaint
from wizard.ui.shell import Shell

TICK_MS = 5
LOAD_S = 5.0
_SETTLE_MS = 2000
_CANCEL_EVERY_S = 0.25
_ENDS = {"stalled": signal.SIGSTOP, "killed": signal.SIGKILL}


class Watch(QObject):
    """Waits for the desk, reads the memory, loads the window, and closes it."""

    def __init__(self, app: QApplication, lab: int, becomes: str) -> None:
        super().__init__()
        self._lab, self._becomes = lab, becomes
        self._cancelled: list[float] = []
        self.desk_is_up = False
        self.numbers: dict[str, object] = {}
        self._listening = FirstPaint(app, self._painted)
        self._late: list[float] = []
        self._own: list[float] = []
        """What the window's thread itself worked between two ticks; the rest of a late tick is waiting for its turn."""
        self._rounds = 0
        self._ticks = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._looking = QTimer(self, interval=50)
        self._looking.timeout.connect(self._look)

    def _painted(self) -> None:
        self._looking.start()

    def _look(self) -> None:
        if self.desk_is_up:
            self._looking.stop()
            QTimer.singleShot(_SETTLE_MS, self._idle)

    def _idle(self) -> None:
        self.numbers["idle_mib"] = resident_mib()
        self._shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
        self._shell.visit.start_over(example())
        began = time.perf_counter()
        self._shell.go("checks")
        self.numbers["open_page_ms"] = (time.perf_counter() - began) * 1000
        again = self._shell.findChild(QPushButton, "checks.again")
        if again is None:
            raise LookupError("checks.again")
        self._again = again
        self._ticks.timeout.connect(self._warm)
        self._ticks.start()

    def _warm(self) -> None:
        """The first round makes the connections; it is not counted."""
        if not self._shell.page.working():
            self._ticks.timeout.disconnect()
            self._ticks.timeout.connect(self._tick)
            if self._becomes in _ENDS:
                os.kill(self._lab, _ENDS[self._becomes])
            self._until = time.perf_counter() + LOAD_S
            self._last = self._began = time.perf_counter()
            self._worked = time.thread_time()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now
        worked, self._worked = self._worked, time.thread_time()
        self._own.append((self._worked - worked) * 1000)
        if now >= self._until:
            self._end()
        elif not self._shell.page.working():
            self._rounds += 1
            self._began = now
            self._again.click()
        elif self._becomes in _ENDS and now - self._began > _CANCEL_EVERY_S:
            self._began = time.perf_counter()
            self._shell.page.cancel_work()
            self._cancelled.append((time.perf_counter() - self._began) * 1000)

    def _end(self) -> None:
        self._ticks.stop()
        self.numbers |= {"late_ms": self._late, "own_ms": self._own, "rounds": self._rounds}
        self.numbers["loaded_mib"] = resident_mib()
        self.numbers["cancel_ms"] = self._cancelled
        if self._becomes == "stalled":
            os.kill(self._lab, signal.SIGCONT)
        close_for_good(self._shell)


def main() -> None:
    app = QApplication(sys.argv[:1])
    watch = Watch(app, json.loads(Path(sys.argv[1]).read_text())["pid"], sys.argv[2])
    watch_over_lab(watch, sys.argv[1], lambda: watch.numbers)


main()
