"""How late the loop of a window is: a precise timer ticks in its thread; what a tick comes later is the lateness."""

import statistics
import time
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class Lateness(QObject):
    """Counts from `start` to `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ticks = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    def start(self) -> None:
        self._late: list[float] = []
        self._own: list[float] = []
        self._began = self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._ticks.start()

    def stop(self) -> dict[str, object]:
        """Return the lateness of each tick, and what the thread itself worked before it.

        Units: milliseconds, and seconds for the whole.
        """
        self._ticks.stop()
        return {"late_ms": self._late, "own_ms": self._own, "seconds": time.perf_counter() - self._began}

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        worked, self._last = self._worked, now
        self._worked = time.thread_time()
        self._own.append((self._worked - worked) * 1000)


def shown(seen: Mapping[str, Any]) -> dict[str, object]:
    """Return what stands beside a figure: the rest of a late tick is waiting for the computer."""
    late, own = seen["late_ms"], seen["own_ms"]
    return {
        "ticks": len(late),
        "worst_ms": round(max(late), 1),
        "own_work_p99_ms": round(p99(own), 2),
        "own_work_worst_ms": round(max(own), 1),
        "seconds": round(seen["seconds"], 1),
    }


def p99(milliseconds: Sequence[float]) -> float:
    return statistics.quantiles(milliseconds, n=100)[98]
