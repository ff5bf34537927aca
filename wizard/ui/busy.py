"""The line that says what we wait for: nothing at first, then a word, then how long, then for what."""

from collections.abc import Callable
from math import ceil
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.ui.i18n import tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import line
from wizard.ui.look import less_motion
from wizard.ui.plain import PlainLabel
from wizard.ui.timings import PHASE_AFTER, SPINNER_AFTER, STILL_AFTER

_LOOK_EVERY_MS = 75


def waiting_text(phase: str, waited_ms: float) -> str:
    """Return what to say after so long; empty while it is too early to say anything."""
    if waited_ms < SPINNER_AFTER:
        return ""
    seconds = int(waited_ms / 1000)
    if waited_ms >= STILL_AFTER:
        return tr("Still waiting, {seconds} s: {phase} Cancel ends it.", seconds=seconds, phase=phase)
    return tr("{phase} {seconds} s", phase=phase, seconds=seconds) if waited_ms >= PHASE_AFTER else phase


class BusyLine(QWidget):
    """Shown by `begin`, gone with `end`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock, self._phase, self._since = clock, "", 0.0
        self._pause, self._pause_ends = "", 0.0
        self._icon, self.text = Icon("arc", "accent"), PlainLabel("", "muted")
        row = line(self, 10, (2, 6, 0, 6))
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def begin(self, phase: str) -> None:
        """Start to wait for `phase`, a sentence with its full stop."""
        self._phase, self._since = phase, self._clock()
        self._pause = ""
        self._timer.start()

    def pause(self, host: str, seconds: float) -> None:
        """Say that a host is asked again only after so long: it wished that, or it did not answer."""
        self._pause, self._pause_ends = host, self._clock() + seconds

    def look(self) -> None:
        """Say what is to be said now."""
        said = waiting_text(self._phase, (self._clock() - self._since) * 1000)
        left = ceil(self._pause_ends - self._clock())
        if said and self._pause and left > 0:
            again = trn(
                "{host} is asked again in {n} second.", "{host} is asked again in {n} seconds.", left, host=self._pause
            )
            said = f"{said} {again}"
        self.text.setText(said)
        self._icon.setVisible(not less_motion())
        self.setVisible(bool(said))

    def end(self) -> None:
        """The wait is over."""
        self._timer.stop()
        self.hide()
