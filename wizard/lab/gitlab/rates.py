"""Limits of the API by the instance's own settings: headers for whoever is counted, 429 for whoever is over.

A self-managed GitLab counts nobody until its administrator switches a throttle on; GitLab.com has both on.
Windows begin at whole periods of the epoch, as Rack::Attack makes them.
"""

from dataclasses import dataclass
from email.utils import formatdate
from typing import Final

from starlette.datastructures import Headers

from wizard.lab.gitlab.instance import Instance

KNOWN, UNKNOWN = "throttle_authenticated_api", "throttle_unauthenticated_api"
OF_GITLAB_COM: Final = {
    f"{KNOWN}_enabled": True,
    f"{KNOWN}_requests_per_period": 2000,
    f"{KNOWN}_period_in_seconds": 60,
    f"{UNKNOWN}_enabled": True,
    f"{UNKNOWN}_requests_per_period": 500,
    f"{UNKNOWN}_period_in_seconds": 60,
}
"""Settings of GitLab.com."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One request in its window."""

    throttle: str
    limit: int
    observed: int
    reset: int
    """Seconds since the epoch."""
    now: float

    @property
    def refused(self) -> bool:
        return self.observed > self.limit

    @property
    def retry_after_s(self) -> int:
        return max(1, self.reset - int(self.now))

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Name": self.throttle,
            "RateLimit-Observed": str(self.observed),
            "RateLimit-Remaining": str(max(0, self.limit - self.observed)),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-ResetTime": formatdate(self.reset, usegmt=True),
        }


class Rates:
    """Requests of the running windows: by user, or by address where nobody signed in."""

    def __init__(self, gitlab: Instance) -> None:
        self._gitlab = gitlab
        self._window: dict[str, int] = {}
        self._seen: dict[str, dict[str, int]] = {}

    def count(self, request: Headers, address: str) -> Counted | None:
        """Count one request of the API; None where the throttle for this caller is off."""
        who, throttle = self._caller(request, address)
        now = self._gitlab.now()
        if not self._setting(f"{throttle}_enabled"):
            return None
        period = max(1, self._setting(f"{throttle}_period_in_seconds"))
        window = int(now // period)
        if self._window.get(throttle) != window:
            self._window[throttle], self._seen[throttle] = window, {}
        seen = self._seen[throttle]
        seen[who] = seen.get(who, 0) + 1
        limit = self._setting(f"{throttle}_requests_per_period")
        return Counted(throttle, limit, seen[who], (window + 1) * period, now)

    def _setting(self, name: str) -> int:
        return int(self._gitlab.setting(name))

    def _caller(self, request: Headers, address: str) -> tuple[str, str]:
        scheme, _, bearer = request.get("authorization", "").partition(" ")
        text = request.get("private-token") or (bearer.strip() if scheme.lower() == "bearer" else "")
        token = self._gitlab.tokens.find(text) if text else None
        if token is None:
            return address, UNKNOWN
        return str(token.user.id), KNOWN
