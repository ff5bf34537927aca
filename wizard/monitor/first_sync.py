"""How far a first sync is, how fast it goes, and when it will be through.

Source: GitLab docs, GitLab for Jira Cloud app: batches of 20 projects a minute, by the ids of the projects.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

PROJECTS_PER_MINUTE = 20
_STILL_S = 600.0
"""Nothing moved for so long: a first sync is through, or stands."""
_MOST_POINTS = 240
_Z = 1.959964
_FEWEST = 3
_SLACK = 0.05
"""Part of all by which a measure may go back without a new beginning."""


@dataclass(frozen=True, slots=True)
class Eta:
    seconds: float
    margin_s: float
    """It ends within so much of it, with the confidence of `sampling`."""
    per_minute: float


class FirstSync:
    """Points of (time, place reached, projects in all) of one connection."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self.total = 0
        self._lost = False
        """Whether less is there than was, and nothing has come since."""

    def reached(self, at: float, place: float, total: int) -> None:
        """Note the place that the sync has come to: how many projects, in its order, it has been at."""
        back = bool(self.points) and place < self.points[-1][1] - _SLACK * total
        self._lost = back or (self._lost and place <= self.points[-1][1])
        if total != self.total or back:
            self.points.clear()
        self.total = total
        self.points.append((at, place))
        if len(self.points) > _MOST_POINTS:
            del self.points[1::2]

    def moves(self, now: float) -> bool:
        """Tell whether it was seen to go on lately, and is not through."""
        return self._grown_at() > now - _STILL_S and self.points[-1][1] < self.total

    def stands(self, now: float) -> bool:
        """Tell whether it was watched for long enough to say that it does not go on, or what was there is gone."""
        if self._lost:
            return True
        return bool(self.points) and max(self._grown_at(), self.points[0][0]) <= now - _STILL_S

    def _grown_at(self) -> float:
        grown = [at for (_, before), (at, place) in pairwise(self.points) if place > before]
        return grown[-1] if grown else 0.0

    def eta(self, now: float) -> Eta | None:
        """Return when it will be through, by a straight line through the points since it began to move."""
        points = self._moving()
        if len(points) < _FEWEST:
            return None
        count = len(points)
        middle = sum(at for at, _ in points) / count
        level = sum(place for _, place in points) / count
        spread = sum((at - middle) ** 2 for at, _ in points)
        slope = sum((at - middle) * (place - level) for at, place in points) / spread if spread else 0.0
        if slope <= 0:
            return None
        rest = sum((place - level - slope * (at - middle)) ** 2 for at, place in points)
        error = sqrt(rest / max(1, count - 2) / spread)
        end = middle + (self.total - level) / slope
        left = max(0.0, end - now)
        return Eta(left, _Z * error / slope * (end - middle), slope * 60)

    def _moving(self) -> list[tuple[float, float]]:
        """Return the points from the last before it first moved on."""
        for place, ((_, before), (_, after)) in enumerate(pairwise(self.points)):
            if after > before:
                return self.points[place:] if before > 0 else self.points[place + 1 :]
        return []
