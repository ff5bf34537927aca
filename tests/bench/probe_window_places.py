"""The window over a running lab while the Jira issue integration of a thousand projects is planned and made on screen.

Called with the lab's ready file. Prints how late the window's loop was on each of the two pages.
"""

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.answers import many_places
from tests.bench.closing import close_for_good
from tests.bench.lateness import Lateness
from tests.bench.memory import resident_mib
from tests.bench.over_lab import watch_over_lab
from tests.bench.painted import FirstPaint
from wizard.ui.shell import Shell

_SETTLE_MS = 2000
_PARTS = ("review", "apply")
_BEFORE = "integration"
"""The page that people come from; it has read what it needs when they go on."""


class Watch(QObject):
    """Waits for the desk, lets Review plan and Apply write, and closes the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.desk_is_up = False
        self.numbers: dict[str, dict[str, object]] = {}
        self._lateness = Lateness(self)
        self._listening = FirstPaint(app, lambda: self._looking.start())
        self._looking = QTimer(self, interval=50)
        self._looking.timeout.connect(self._look)
        self._part = ""
        self._come = False
        """Whether the page of the part was reached."""
        self._shell: Shell | None = None

    def _look(self) -> None:
        if not self.desk_is_up:
            return
        if not self._part:
            self._part = _PARTS[0]
            QTimer.singleShot(_SETTLE_MS, self._begin)
        elif self._shell is not None and self._shell.page.step == _BEFORE:
            self._go_on(self._shell)
        elif self._shell is not None:
            here = self._shell.page.step == self._part
            self._come = self._come or here
            # A page that is done may go on to the next by itself.
            if self._come and not (here and self._shell.page.working()):
                self._ended(self._shell)

    def _begin(self) -> None:
        shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
        shell.visit.start_over(many_places())
        shell.go(_BEFORE)
        QTimer.singleShot(_SETTLE_MS, lambda: setattr(self, "_shell", shell))

    def _go_on(self, shell: Shell) -> None:
        if not shell.page.working():
            self._lateness.start()
            shell.go(self._part)

    def _ended(self, shell: Shell) -> None:
        self.numbers[self._part] = {**self._lateness.stop(), "mib": resident_mib()}
        if self._part == _PARTS[-1]:
            self.numbers[self._part]["went_on_to"] = shell.page.step
            self._looking.stop()
            close_for_good(shell)
            return
        self._part, self._come = _PARTS[-1], False
        self._lateness.start()
        shell.bar.verb_button.click()


def main() -> None:
    app = QApplication(sys.argv[:1])
    watch = Watch(app)
    watch_over_lab(watch, sys.argv[1], lambda: watch.numbers)


main()
