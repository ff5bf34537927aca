"""Fewer points for the same picture: of each column of pixels the least and the greatest value."""

from collections.abc import Sequence

Point = tuple[float, float]


def decimated(points: Sequence[Point], columns: int) -> Sequence[Point]:
    """Return at most about two points a column, in their order; peaks and gaps stay where they are."""
    if columns < 1 or len(points) <= 2 * columns:
        return points
    first, last = points[0][0], points[-1][0]
    wide = (last - first) / columns or 1.0
    kept: list[Point] = [points[0]]
    low, high, column = points[0], points[0], 0
    for point in points[1:]:
        its = int((point[0] - first) / wide)
        if its != column:
            _keep(kept, low, high)
            column, low, high = its, point, point
        elif point[1] < low[1]:
            low = point
        elif point[1] > high[1]:
            high = point
    _keep(kept, low, high)
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def _keep(kept: list[Point], low: Point, high: Point) -> None:
    for point in (low, high) if low[0] <= high[0] else (high, low):
        if kept[-1] != point:
            kept.append(point)
