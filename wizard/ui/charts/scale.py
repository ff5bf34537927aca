"""Round marks for the axes of a chart."""

import math
import time

_STEPS_S = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 14 * 86400, 30 * 86400)


def round_top(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20 ... that is not below a value."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= value * 0.999999)


def time_marks(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """Return where marks stand between two times, and what they say: the hour, or the day where they are days apart."""
    span = max(last - first, 1.0)
    step = next((one for one in _STEPS_S if span / one <= most), _STEPS_S[-1])
    offset = time.localtime(last).tm_gmtoff
    at = float(math.ceil((first + offset) / step) * step - offset)
    marks: list[tuple[float, str]] = []
    while at <= last:
        marks.append((at, time.strftime("%d.%m." if step >= _STEPS_S[7] else "%H:%M", time.localtime(at))))
        at += step
    return marks
