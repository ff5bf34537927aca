"""Collects garbage on the window's thread only: an object of Qt must not die on the engine's."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 100
_AT_THE_LATEST = 200
"""Looks after which all is collected while the window works, too: work may take an hour."""
_PORTION = 20_000
"""New objects after which all is collected before its turn: while a monitor looks at everything, the usual pace would
let them grow until one collection stops the window."""
_LONG_S = 0.008
"""A collection that works longer looked at much that lives on, such as all projects that a monitor knows."""


class Collector(QObject):
    """Takes the place of the automatic collector until it is closed.

    While the window works, only what is young is collected, a little at a time; all of it, which stops the window for
    several milliseconds, when it rests.
    """

    def __init__(self, at_work: Callable[[], bool]) -> None:
        super().__init__()
        self._at_work = at_work
        self._came = 0
        self._limits = gc.get_threshold()
        gc.collect()
        gc.freeze()  # what lives as long as the program is not looked at again
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare(self) -> None:
        """Never look again at what lives now; for when a large part of the program has been loaded."""
        gc.freeze()  # without a collection before it: that would stop the window for as long as it takes

    def look(self) -> None:
        """Collect what is due."""
        young, _middle, old = gc.get_count()
        much = old > self._limits[2] or self._came > _PORTION
        if much and (old > _AT_THE_LATEST or not self._at_work()):
            self._collect_all()
        elif young > self._limits[0]:
            self._came += young
            gc.collect(1)  # with the youngest alone, those in the middle grow until they take as long as all

    def _collect_all(self) -> None:
        self._came = 0
        began = time.thread_time()
        gc.collect()
        if time.thread_time() - began > _LONG_S:
            gc.freeze()  # the next one would take as long, for nothing: what is still there is dropped by its owner

    def close(self) -> None:
        """Give the work back to the automatic collector."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
