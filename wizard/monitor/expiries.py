"""What ends on a day that is known, and when that is said: 30 days, 7 days and 1 day before.

Source: Atlassian RFC-129 (Connect, December 2026); Atlassian support, Manage API tokens (a year at most).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from wizard.checks.era_notice import CONNECT_ENDS
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.gitlab import TokenInfo
from wizard.domain.network import TlsReport
from wizard.monitor.values import Event, Expiry

SAID_AT_DAYS = (30, 7, 1)
_DAY_S = 86_400.0


def expiries(answers: Answers, overheard: Mapping[str, Any], host: str, now: float) -> tuple[Expiry, ...]:
    """Return what ends, the next first; `overheard` holds the newest answers of both sides."""
    found: list[tuple[str, str, float]] = []
    token, report = overheard.get("gitlab.token"), overheard.get("probe.tls")
    if isinstance(token, TokenInfo) and token.expires_at is not None:
        found.append(("gitlab-token", f"{token.name}, {host}", _first_moment(token.expires_at)))
    if isinstance(report, TlsReport) and report.chain:
        found.append((f"certificate:{host}", host, report.chain[0].not_after.timestamp()))
    ends = _day(answers.integration.token_expires) if answers.integration.wanted else None
    if ends is not None:
        found.append(("integration-token", answers.jira.url, _first_moment(ends) + _DAY_S))
    if on_route.own_app(answers):
        found.append(("connect-support", "Atlassian Connect", CONNECT_ENDS.timestamp()))
    made = (Expiry(code, what, at, int((at - now) // _DAY_S)) for code, what, at in found)
    return tuple(sorted(made, key=lambda one: one.at))


def dated(found: Iterable[Expiry], said: Mapping[str, int], now: float) -> tuple[Sequence[Event], Mapping[str, int]]:
    """Return what is to be said now, and what has been said by then: code -> the days of the last warning."""
    events: list[Event] = []
    known: dict[str, int] = {}
    for one in found:
        due = [days for days in SAID_AT_DAYS if one.days <= days]
        if not due:
            continue
        known[one.code] = min(due)
        if said.get(one.code) != min(due):
            day = datetime.fromtimestamp(one.at, UTC).date().isoformat()
            events.append(Event(now, "expiry", one.code, str(one.days), day))
    return events, known


def _first_moment(day: date) -> float:
    """Return when a token of GitLab ends: at the beginning of its day, by UTC."""
    return datetime.combine(day, time(), UTC).timestamp()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
