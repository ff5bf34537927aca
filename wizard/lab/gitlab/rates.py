"""Counts API requests a minute and says so in headers; nothing is refused for it."""

import hashlib

from starlette.datastructures import Headers

from wizard.lab.gitlab.instance import Instance

_LIMIT = 2000
_PERIOD_S = 60


class Rates:
    """Requests by token in the running minute."""

    def __init__(self, gitlab: Instance) -> None:
        self._gitlab = gitlab
        self._minute = 0
        self._seen: dict[str, int] = {}

    def headers(self, request: Headers) -> dict[str, str]:
        """Count one request and return the rate headers of its answer."""
        minute = int(self._gitlab.now() // _PERIOD_S)
        if minute != self._minute:
            self._minute, self._seen = minute, {}
        secret = request.get("private-token") or request.get("authorization") or ""
        who = hashlib.sha256(secret.encode()).hexdigest()
        observed = self._seen[who] = self._seen.get(who, 0) + 1
        return {
            "RateLimit-Limit": str(_LIMIT),
            "RateLimit-Name": "throttle_authenticated_api" if secret else "throttle_unauthenticated_api",
            "RateLimit-Observed": str(observed),
            "RateLimit-Remaining": str(max(0, _LIMIT - observed)),
            "RateLimit-Reset": str((minute + 1) * _PERIOD_S),
        }
