"""One round: what was seen of a connection, and the snapshot that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.monitor_history import Point, Series
from wizard.domain.url import Url
from wizard.monitor import authors, drift
from wizard.monitor.authors import Author
from wizard.monitor.begun import Begun
from wizard.monitor.flow import Look as Flowing
from wizard.monitor.health import HealthSeen
from wizard.monitor.values import Event, Light, Snapshot

MAINTENANCE = "gitlab-maintenance"
_UNREACHED = ("network-", "tls-", "gitlab-token-invalid", "jira-token-invalid")


@dataclass(frozen=True, slots=True)
class Place:
    """Which connection is watched."""

    name: str
    """`gitlab.example.com -> acme.atlassian.net`."""
    answers: Answers
    gitlab: Url
    confirmed: Mapping[str, Any] = field(default_factory=dict)
    """Application settings as the journal of this program confirmed them last."""
    app: bool = True
    """Whether the app is watched, or the Jira issue integration alone."""
    begun: Begun = field(default_factory=Begun)
    taken_back: bool = False
    """Whether this program has undone the connection, as the journal said when it was read last."""

    def drifted(self, state: drift.State) -> tuple[Finding, ...]:
        """Return what is not as this program left it."""
        return drift.from_journal(self.confirmed, state, self.gitlab.host)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one round saw."""

    health: HealthSeen
    flowing: Flowing
    flow_told: bool
    """Whether the flow could be looked at in this round."""
    state: drift.State
    error: Finding | None = None
    authors: Mapping[str, Author] = field(default_factory=dict)
    """Setting -> who gave it its value, as far as that was asked."""

    def asked(self) -> frozenset[str]:
        return self.health.asked | {"computer", "flow", "round"}

    def told(self) -> frozenset[str]:
        """Return what gave an answer: only that may clear an alarm."""
        more = {"computer"} | ({"flow"} if self.flow_told else set()) | ({"round"} if self.error is None else set())
        return self.health.told | more

    def findings(self, place: Place) -> tuple[Finding, ...]:
        """Return all that is wrong or worth knowing, whoever saw it."""
        of_flow = tuple(one if one.check else replace(one, check="flow") for one in self.flowing.findings)
        others = drift.differing(place.confirmed, self.state)
        known = [self.authors[name] for name in others if name in self.authors]
        drifted = authors.named(place.drifted(self.state), known)
        of_round = (self.error,) if self.error is not None else ()
        return (*of_round, *drifted, *drift.explained(self.health.findings, drifted), *of_flow)


def out_of_reach(findings: Sequence[Finding]) -> bool:
    """Tell whether a side cannot be asked at all, so that nobody need wait for its answers."""
    return any(one.severity is Severity.BLOCKER and one.code.startswith(_UNREACHED) for one in findings)


def points(shown: Snapshot) -> Sequence[Point]:
    """Return what of a snapshot is kept over time."""
    lag, found = shown.live.lag, []
    if lag.median_s is not None and lag.p95_s is not None and lag.worst_s is not None:
        found.append(Point(shown.at, Series.LAG, (lag.median_s, lag.p95_s, lag.worst_s)))
    if shown.history.coverage is not None:
        found.append(Point(shown.at, Series.COVERAGE, (shown.history.coverage,)))
    return found


def lights(before: Snapshot, now: Snapshot) -> Sequence[Event]:
    """Return what changed at the two lights."""
    pairs: tuple[tuple[str, Light, Light], ...] = (
        ("light-live", before.live.light, now.live.light),
        ("light-history", before.history.light, now.history.light),
    )
    return [Event(now.at, code, "", was.value, light.value) for code, was, light in pairs if was is not light]
