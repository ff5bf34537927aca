"""The three limits of Jira Cloud: points of an app in an hour, calls of an endpoint in a second, writes to one issue.

Source: Atlassian developer, Rate limiting (2026): the numbers, `Retry-After`, `X-RateLimit-*`, `RateLimit-Reason`; a
call of the platform that an API token signs costs no points. That points go by the platform alone, and refill at the
full hour: ours.
"""

import math
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.responses import JSONResponse

from wizard.lab.host import Scope

BURST, ISSUE_WRITES, QUOTA = "jira-burst-based", "jira-per-issue-on-write", "jira-quota-global-based"
_A_SECOND = {"GET": 100, "HEAD": 100, "POST": 100, "PUT": 50, "DELETE": 50}
_ISSUE_WINDOWS = ((2.0, 20), (30.0, 100))
_POINTS_AN_HOUR = 65_000
_HOUR_S = 3600.0
_NEAR = 0.2
_MOST_PLACES = 2_000
_WRITES = ("POST", "PUT", "DELETE")
_ISSUE = re.compile(r"/rest/api/(?:2|3|latest)/issue/([^/]+)(?:/.*)?")
_PLATFORM = re.compile(r"/rest/api/(?:2|3|latest)(/.*)")
_OF_PEOPLE = ("/user", "/group", "/groups", "/permissions", "/mypermissions", "/permissionscheme", "/myself")
_CLOSED_S = 30.0
"""What is said where nothing at all is let through."""


@dataclass(frozen=True, slots=True)
class Count:
    """How one limit stands after a call."""

    reason: str
    limit: int
    remaining: int
    """Below zero for a call that is one too many."""
    reset_s: float
    """Until it may be tried again, or until all of it is there again."""

    @property
    def near(self) -> bool:
        return self.remaining < self.limit * _NEAR


USED_UP = Count("jira-quota-tenant-based", _POINTS_AN_HOUR, -1, _HOUR_S)
"""The points of all of a site for this hour; that they bind people too is what a fault makes of it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit as a fault has made it: so many calls in so many seconds."""

    reason: str
    calls: int
    period_s: float


@dataclass(slots=True)
class _Bucket:
    """Calls that are left; they come back evenly."""

    left: float
    at: float


@dataclass(slots=True)
class Limits:
    """All counts of one site. A call that is refused counts nowhere."""

    _buckets: dict[tuple[str, str, int], _Bucket] = field(default_factory=dict)
    _writes: dict[str, deque[float]] = field(default_factory=dict)
    _points: dict[str, tuple[int, int]] = field(default_factory=dict)
    """App -> (hour, points that it used in it)."""

    def counts(self, scope: Scope, app: str, now: float, budget: Budget | None = None) -> list[Count]:
        """Return how each limit that concerns this call stands; the first that is used up ends the list."""
        found: list[Count] = []
        for count in self._each(scope, app, now, budget):
            found.append(count)
            if count.remaining < 0:
                break
        return found

    def _each(self, scope: Scope, app: str, now: float, budget: Budget | None) -> Iterator[Count]:
        method, path = scope["method"], scope["path"]

        def of(reason: str, calls: int, period_s: float) -> Budget:
            return budget if budget is not None and budget.reason == reason else Budget(reason, calls, period_s)

        yield self._burst(method, path, now, of(BURST, _A_SECOND.get(method, 100), 1.0))
        issue = _ISSUE.fullmatch(path)
        if issue is not None and method in _WRITES:
            for period_s, calls in _ISSUE_WINDOWS:
                yield self._issue(issue[1], now, of(ISSUE_WRITES, calls, period_s))
            self._writes[issue[1]].append(now)
        cost = _cost(method, path)
        if app and cost:
            yield self._quota(app, cost, now, of(QUOTA, _POINTS_AN_HOUR, _HOUR_S))

    def _burst(self, method: str, path: str, now: float, limit: Budget) -> Count:
        place = (method, _endpoint(path), limit.calls)
        _forget_all_of_too_many(self._buckets)
        if limit.calls <= 0:
            return Count(BURST, 0, -1, _CLOSED_S)
        bucket = self._buckets.setdefault(place, _Bucket(limit.calls, now))
        pace = limit.calls / limit.period_s
        bucket.left, bucket.at = min(limit.calls, bucket.left + (now - bucket.at) * pace), now
        if bucket.left < 1:
            return Count(BURST, limit.calls, -1, (1 - bucket.left) / pace)
        bucket.left -= 1
        return Count(BURST, limit.calls, int(bucket.left), (limit.calls - bucket.left) / pace)

    def _issue(self, issue: str, now: float, limit: Budget) -> Count:
        _forget_all_of_too_many(self._writes)
        times = self._writes.setdefault(issue, deque(maxlen=max(calls for _, calls in _ISSUE_WINDOWS)))
        inside = [at for at in times if at > now - limit.period_s]
        reset_s = inside[0] + limit.period_s - now if inside else limit.period_s
        return Count(ISSUE_WRITES, limit.calls, limit.calls - len(inside) - 1, reset_s)

    def _quota(self, app: str, cost: int, now: float, limit: Budget) -> Count:
        hour = int(now // limit.period_s)
        begun, used = self._points.get(app, (hour, 0))
        used = used if begun == hour else 0
        reset_s = (hour + 1) * limit.period_s - now
        if used + cost > limit.calls:
            return Count(QUOTA, limit.calls, -1, reset_s)
        self._points[app] = (hour, used + cost)
        return Count(QUOTA, limit.calls, limit.calls - used - cost, reset_s)


def _forget_all_of_too_many(counts: dict[Any, Any]) -> None:
    """Keep what strangers can name from growing for ever."""
    if len(counts) > _MOST_PLACES:
        counts.clear()


def refusal(count: Count, now: float) -> JSONResponse:
    """Return the answer to a call that is one too many."""
    told = {"Retry-After": str(max(1, math.ceil(count.reset_s))), "RateLimit-Reason": count.reason}
    return JSONResponse({"errorMessages": ["Rate limit exceeded."], "errors": {}}, 429, {**told, **headers(count, now)})


def headers(count: Count, now: float) -> Mapping[str, str]:
    """Return what a call is told of a limit that is nearly, or wholly, used up."""
    reset = datetime.fromtimestamp(now + count.reset_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "X-RateLimit-Limit": str(count.limit),
        "X-RateLimit-Remaining": str(max(0, count.remaining)),
        "X-RateLimit-Reset": reset,
        "X-RateLimit-NearLimit": "true",
    }


def budget_of(params: Mapping[str, Any]) -> Budget:
    """Return the limit that the parameters of the fault name."""
    return Budget(params["limit"], params["budget"], params["period_s"])


def _endpoint(path: str) -> str:
    """Return a path with one mark for each part that names one thing among many."""
    head, parts = path.split("/")[:4], path.split("/")[4:]
    return "/".join([*head, *("*" if any(letter.isdigit() for letter in part) else part for part in parts)])


def _cost(method: str, path: str) -> int:
    """Return the points of a call; none for what is no part of the platform API."""
    platform = _PLATFORM.fullmatch(path)
    if platform is None:
        return 0
    of_people = any(platform[1] == place or platform[1].startswith(f"{place}/") for place in _OF_PEOPLE)
    return 2 if method in _WRITES or of_people else 1
