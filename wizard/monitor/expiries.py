"""What ends on a day that is known, and when that is said: 30 days, 7 days and 1 day before.

Source: Atlassian RFC-129 (Connect, December 2026); Atlassian support, Manage API tokens (a year at most).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from wizard.checks.era_notice import CONNECT_ENDS
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Metadata, TokenInfo
from wizard.domain.network import TlsReport
from wizard.domain.release_calendar import supported_until
from wizard.domain.token_day import day_of
from wizard.monitor.values import Event, Expiry

SAID_AT_DAYS = (30, 7, 1)
_DAY_S = 86_400.0
_TLS = "probe.tls:"
_OFFICIAL = "connect-official"
_GITLAB_COM = "gitlab.com"
"""Is always of the newest version."""


def expiries(answers: Answers, overheard: Mapping[str, Any], host: str, now: float) -> tuple[Expiry, ...]:
    """Return what ends, the next first; `overheard` holds the newest answers of both sides."""
    found: list[tuple[str, str, float]] = []
    token, metadata = overheard.get("gitlab.token"), overheard.get("gitlab.metadata")
    if isinstance(token, TokenInfo) and token.expires_at is not None:
        found.append(("gitlab-token", f"{token.name}, {host}", _first_moment(token.expires_at)))
    for name, report in overheard.items():
        if name.startswith(_TLS) and isinstance(report, TlsReport) and report.chain:
            of = name.removeprefix(_TLS)
            found.append((f"certificate:{of}", of, report.chain[0].not_after.timestamp()))
    if isinstance(metadata, Metadata) and host != _GITLAB_COM:
        until = supported_until(metadata.version)
        named = f"GitLab {metadata.version.major}.{metadata.version.minor}"
        found += [("gitlab-support", named, _first_moment(until))] if until is not None else []
    found += _noted(answers)
    found += _end_of_connect(answers, now)
    made = (Expiry(code, what, at, _days(code, at, now), code == _OFFICIAL) for code, what, at in found)
    return tuple(sorted(made, key=lambda one: (one.harmless, one.at)))


def _days(code: str, at: float, now: float) -> int:
    """Return in how many days something ends; of a token of GitLab, whose day alone is known, as its check counts."""
    whole = (at - now) // _DAY_S
    return int(whole) if code != "gitlab-token" or at <= now else int(-((now - at) // _DAY_S))


def _noted(answers: Answers) -> list[tuple[str, str, float]]:
    """Return when the tokens of Atlassian end, as somebody noted it: with the last second of that day."""
    noted = {
        "jira-token": day_of(answers.jira.token_expires) if not on_route.integration_alone(answers) else None,
        "integration-token": day_of(answers.integration.token_expires) if answers.integration.wanted else None,
    }
    return [
        (code, answers.jira.url, _first_moment(ends) + _DAY_S - 1) for code, ends in noted.items() if ends is not None
    ]


def _end_of_connect(answers: Answers, now: float) -> list[tuple[str, str, float]]:
    """Return what the end of Connect means: an end for an app of one's own, also for who stands behind its proxy;
    none for the app of the Marketplace, which is a Forge app, and nothing to know any more once it has come.
    """
    at = CONNECT_ENDS.timestamp()
    if on_route.own_app(answers) or on_route.leaf(answers):
        return [("connect-support", "Atlassian Connect", at)]
    if on_route.official_app(answers) and now < at:
        return [(_OFFICIAL, "Atlassian Connect; the app from the Marketplace goes on, nothing to do", at)]
    return []


def dated(found: Iterable[Expiry], said: Mapping[str, int], now: float) -> tuple[Sequence[Event], Mapping[str, int]]:
    """Return what is to be said now, and what has been said by then: code -> the days of the last warning."""
    events: list[Event] = []
    known: dict[str, int] = {}
    for one in found:
        due = [days for days in SAID_AT_DAYS if one.days <= days]
        if not due or one.harmless:
            continue
        known[one.code] = min(due)
        if said.get(one.code) != min(due):
            day = datetime.fromtimestamp(one.at, UTC).date().isoformat()
            events.append(Event(now, "expiry", one.code, str(one.days), day))
    return events, known


def _first_moment(day: date) -> float:
    """Return when a token of GitLab ends: at the beginning of its day, by UTC."""
    return datetime.combine(day, time(), UTC).timestamp()
