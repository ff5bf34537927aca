"""How sure a part of all tells of all.

Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
"""

from dataclasses import dataclass
from math import sqrt

CONFIDENCE = 0.95
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A share of all, from a sample: it lies within `margin` of `value` with the confidence above."""

    value: float
    margin: float


def wilson(hits: int, asked: int, of: int | None = None) -> Share:
    """Return the share of hits; `of` is how many there are in all, where the sample may be most of them."""
    if asked == 0:
        return Share(0.5, 0.5)
    seen = hits / asked
    if of is not None and asked >= of:
        return Share(seen, 0.0)
    shrunk = sqrt((of - asked) / (of - 1)) if of is not None and of > 1 else 1.0
    z = _Z * shrunk
    squared = z * z / asked
    middle = (seen + squared / 2) / (1 + squared)
    half = z * sqrt(seen * (1 - seen) / asked + squared / (4 * asked)) / (1 + squared)
    return Share(middle, half)
