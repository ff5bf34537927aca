"""Time that was lost between two rounds: the computer slept, the program stood still, or somebody set the clock."""

from dataclasses import dataclass

_SET_S = 90.0
"""So far may the two clocks drift apart between two rounds: what corrects a clock slowly stays below."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`kind` is asleep (time went by without us), set-forward or set-back."""

    kind: str
    seconds: float


class Rounds:
    """Compares the time of day with the time that only grows, round by round."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._last: tuple[float, float] | None = None

    def begin(self, now: float, monotonic: float) -> Gap | None:
        """Take note of a round that begins and return the gap before it; None where there is none."""
        last, self._last = self._last, (now, monotonic)
        if last is None:
            return None
        passed, went_by = now - last[0], monotonic - last[1]
        if passed < went_by - _SET_S:
            return Gap("set-back", went_by - passed)
        late = 3 * self._every_s + _SET_S
        if went_by > late:
            return Gap("asleep", went_by - self._every_s)
        # A sleeping computer's growing clock stands still on some systems: then the time of day has jumped.
        return Gap("set-forward", passed - went_by) if passed > went_by + _SET_S else None

    def ended(self, now: float, monotonic: float) -> None:
        """Take note of a round's end: one that took long is no gap."""
        self._last = (now, monotonic)
