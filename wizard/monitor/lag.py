"""How long after GitLab Jira showed things. A lag is an upper bound: between two looks nobody knows the moment."""

from collections import deque
from collections.abc import Sequence
from math import ceil

from wizard.monitor.values import Lag

WINDOW_S = 86_400.0
_RECENT_S = 1800.0
_MOST = 5000


class Lags:
    """Samples of the last day."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque(maxlen=_MOST)

    def add(self, at: float, seconds: float) -> None:
        self._samples.append((at, max(0.0, seconds)))

    def value(self, now: float) -> Lag:
        """Return median, 95 % and worst of the last day."""
        while self._samples and self._samples[0][0] < now - WINDOW_S:
            self._samples.popleft()
        ordered = sorted(seconds for _, seconds in self._samples)
        if not ordered:
            return Lag()
        return Lag(at_share(ordered, 0.5), at_share(ordered, 0.95), ordered[-1], len(ordered))

    def recent(self, now: float) -> float | None:
        """Return the median of the last half hour; None without samples."""
        ordered = sorted(seconds for at, seconds in self._samples if at >= now - _RECENT_S)
        return at_share(ordered, 0.5) if ordered else None

    def samples(self) -> list[tuple[float, float]]:
        return list(self._samples)


def at_share(ordered: Sequence[float], share: float) -> float:
    """Return the value that this share of all does not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
