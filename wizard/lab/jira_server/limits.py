"""The token bucket of a Data Center: each person has one, and every answer below `/rest` tells how full it is.

Source: Atlassian, Improving instance stability with rate limiting. The numbers are ours: administrators choose them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 1_000
"""Max requests: a bucket never holds more."""
FILL = 100
"""Requests allowed: what comes in every interval."""
INTERVAL_S = 10


@dataclass(slots=True)
class _Bucket:
    left: int
    filled: float


class Limits:
    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def take(self, name: str, now: float) -> tuple[bool, Mapping[str, str]]:
        """Tell whether one more call is let through, and what its answer says of the bucket."""
        bucket = self._buckets.setdefault(name, _Bucket(MOST, now))
        intervals = max(0, int((now - bucket.filled) // INTERVAL_S))
        bucket.left = min(MOST, bucket.left + intervals * FILL)
        bucket.filled += intervals * INTERVAL_S
        passes = bucket.left > 0
        bucket.left -= passes
        wait = 0 if bucket.left else max(1, round(bucket.filled + INTERVAL_S - now))
        return passes, {
            "X-RateLimit-Limit": str(MOST),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Interval-Seconds": str(INTERVAL_S),
            "X-RateLimit-FillRate": str(FILL),
            "Retry-After": str(wait),
        }
