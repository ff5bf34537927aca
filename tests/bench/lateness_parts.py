"""How late the loop of a window is in each part of a measurement, and the figures of that."""

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from tests.bench.figure import Figure
from tests.bench.lateness import TICK_MS, p99

_WORST_GOAL_MS = 50.0


class LatenessByPart(QObject):
    """Counts from the first `begin` to `stop`."""

    def __init__(self, parent: QObject, *parts: str) -> None:
        super().__init__(parent)
        self.part = ""
        self.late: dict[str, list[float]] = {part: [] for part in parts}
        self.took: dict[str, float] = {}
        self._last = self._begun = 0.0
        self._ticks = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    def begin(self, part: str) -> None:
        """End the part before, and begin another one."""
        now = time.perf_counter()
        if self.part:
            self.took[self.part] = (now - self._begun) * 1000
        else:
            self._last = now
            self._ticks.start()
        self.part, self._begun = part, now

    def stop(self) -> None:
        self.begin(self.part)
        self._ticks.stop()

    def numbers(self) -> dict[str, object]:
        """Return all that was counted. Units: milliseconds."""
        return {"late_ms": self.late, "took_ms": self.took}

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late[self.part].append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now


def figures_of(what: str, seen: Mapping[str, Any]) -> list[Figure]:
    """Return the worst lateness of each part as a figure."""
    return [
        Figure(
            f"{what}-{part}-worst",
            max(late),
            "ms",
            _WORST_GOAL_MS,
            {
                "ticks": len(late),
                "p99_ms": round(p99(late), 2),
                "took_ms": round(seen["took_ms"][part]),
                "rows": seen["rows"],
            },
        )
        for part, late in seen["late_ms"].items()
    ]
