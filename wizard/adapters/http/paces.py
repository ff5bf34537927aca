"""What answers say of limits, kept by host.

Source: GitLab sends RateLimit-Remaining and RateLimit-Reset (epoch seconds), Jira X-RateLimit-Remaining,
X-RateLimit-NearLimit and X-RateLimit-Reset (a date); both Retry-After with a refusal.
"""

from dataclasses import replace

from wizard.adapters.http.request import Answer
from wizard.adapters.http.waiting import asked_wait
from wizard.domain.pace import HostPace

_LONGEST_S = 86_400.0
_PLAIN_S = 60.0
"""The pause after a 429 that names none."""
_MOST_DIGITS = 9
_LIMITING = frozenset({429, 503})


class Paces:
    """The Pace port, fed by the door; used in the loop of the engine alone."""

    def __init__(self) -> None:
        self._known: dict[str, HostPace] = {}

    def of(self, host: str) -> HostPace:
        return self._known.get(host, HostPace())

    def learn(self, host: str, answer: Answer, now: float) -> None:
        """Keep what an answer says; a host that says nothing any more has no limit any more."""
        headers, before = answer.headers, self.of(host)
        told = headers.get("ratelimit-remaining", headers.get("x-ratelimit-remaining", "")).strip()
        remaining = int(told) if told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS else None
        near = headers.get("x-ratelimit-nearlimit", "").strip().lower() == "true"
        resets = {name: value for name, value in headers.items() if name.endswith("ratelimit-reset")}
        reset = asked_wait(resets, now, cap_s=_LONGEST_S) if remaining is not None else None
        pace = HostPace(remaining, None if reset is None else now + reset, near, before.paused_until, before.reason)
        if answer.status in _LIMITING:
            pace = _refused(pace, answer, now)
        if pace != before:
            self._known[host] = pace


def _refused(pace: HostPace, answer: Answer, now: float) -> HostPace:
    wait = asked_wait(answer.headers, now, cap_s=_LONGEST_S)
    if wait is None:
        if answer.status != 429:
            return pace
        wait = _PLAIN_S
    named = answer.headers.get("ratelimit-reason", answer.headers.get("ratelimit-name", ""))
    reason = "".join(letter for letter in named[:80] if letter.isalnum() or letter in "-_")
    return replace(pace, paused_until=max(pace.paused_until, now + wait), reason=reason)
