"""The line that says what we wait for: nothing at first, then a word, then how long, then for what."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.pause import Pause
from wizard.ui.announce import announce
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import line
from wizard.ui.look import less_motion
from wizard.ui.own_room import OwnRoom
from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide
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


class BusyLine(OwnRoom):
    """Shown by `begin`, gone with `end`; while a read of the page pauses, with what goes on at once or stops."""

    def __init__(
        self,
        page: str,
        retry: Callable[[], object],
        stop: Callable[[], object],
        to_see: Callable[[QWidget], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._clock, self._phase, self._since = clock, "", 0.0
        self._retry, self._to_see = retry, to_see
        self._pauses: dict[int, tuple[Pause, float]] = {}
        """Reads that failed and are not over, by number, and when the pause of each ends."""
        self._told = False
        """Whether this wait has brought its buttons into sight and said so."""
        self._icon, self.text = Icon("arc", "accent"), PlainLabel("", "muted")
        self.retry_button = button(tr("Retry now"), f"{page}.retry-now", self._retry_now, "small", "again")
        self.stop_button = button(tr("Stop"), f"{page}.stop-retrying", stop, "small")
        self._buttons = Flow()
        self._buttons.add(self.retry_button)
        self._buttons.add(self.stop_button)
        row = line(self.inside, 10, (2, 6, 0, 6))
        row.addWidget(self._icon)
        self._parts = SideBySide(self.text, self._buttons, 10, first_grows=True, second_whole=True)
        row.addWidget(self._parts, 1)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._buttons.hide()
        self._shown: QWidget = self
        """What comes and goes: all of it, or what is in a room that is kept."""
        self.hide()

    def keep_room(self) -> None:
        """Let nothing on the page move when the line comes and goes: for a page that asks again and again."""
        self._shown = self.inside
        self.text.setText(" ")  # a text without a character has no height
        self.inside.hide()
        self.show()

    def begin(self, phase: str) -> None:
        """Start to wait for `phase`, a sentence with its full stop."""
        self._phase, self._since = phase, self._clock()
        self._pauses.clear()
        self._told = False
        self._timer.start()

    def pause(self, pause: Pause) -> None:
        """Take note that a read pauses before it is sent again, or that such a read is over."""
        if pause.over:
            self._pauses.pop(pause.read, None)
        elif self._timer.isActive():
            self._pauses[pause.read] = (pause, self._clock() + pause.seconds)

    def _retry_now(self) -> None:
        now = self._clock()
        self._pauses = {read: (replace(pause, seconds=0), now) for read, (pause, _ends) in self._pauses.items()}
        self.look()
        self._retry()

    def look(self) -> None:
        """Say what is to be said now; of several reads that pause, of the one that keeps the page longest."""
        said = waiting_text(self._phase, (self._clock() - self._since) * 1000)
        left = 0
        pausing = bool(said and self._pauses)
        if pausing:
            pause, ends = max(self._pauses.values(), key=lambda one: one[1])
            left = ceil(ends - self._clock())
            said = f"{said} {show(pause.words(left))}"
        if said:
            self.text.setText(said)
        self._icon.setVisible(not less_motion())
        self._shown.setVisible(bool(said))
        self._offer(retry=pausing and left > 0, stop=pausing)

    def _offer(self, *, retry: bool, stop: bool) -> None:
        """Show the buttons that mean something now; a focus that one of them loses waits at this line."""
        if (self.retry_button.hasFocus() and not retry) or (self.stop_button.hasFocus() and not stop):
            self.setFocus()
        if self.retry_button.isHidden() is retry or self._buttons.isHidden() is stop:
            self.retry_button.setVisible(retry)
            self._buttons.setVisible(stop)
            self._parts.arrange()
        if stop and not self._told:
            self._told = True
            self._to_see(self)
            announce(self, self.text.text())

    def end(self) -> None:
        """The wait is over."""
        self._timer.stop()
        self._pauses.clear()
        self._shown.hide()
        self._offer(retry=False, stop=False)
