"""Metrics for Prometheus, made from the newest snapshots whenever they are asked for; this computer only.

Source: Prometheus docs, Metric and label naming; Writing exporters (made at each scrape, nothing kept).
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from wizard.monitor.values import AlarmState, Integration, Light, Snapshot

_MINUTE_S = 60.0
_PREFIX = "gitlab_jira"
_HERE = "127.0.0.1"
NAMES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "up": ("1 when the newest round could be made", ()),
    "round_timestamp_seconds": ("When the newest round was made", ()),
    "light_state": ("1 for the state in which a light is", ("light", "state")),
    "lag_seconds": ("How long after GitLab Jira showed things", ("statistic",)),
    "live_missing": ("Things of late that Jira does not show", ("kind",)),
    "history_coverage_ratio": ("How much of the first sync Jira shows", ()),
    "history_eta_seconds": ("When the first sync will be through, from now on", ()),
    "history_eta_margin_seconds": ("How much sooner or later than its eta the first sync may be through", ()),
    "history_projects_per_second": ("Pace of the first sync", ()),
    "history_expected": ("Things that the first sync has to bring", ()),
    "history_present": ("Things of the first sync that Jira shows", ()),
    "history_missing": ("Things of the first sync that Jira does not show, by the reason", ("reason",)),
    "queue_jobs": ("Background jobs of GitLab that wait", ()),
    "queue_latency_seconds": ("Age of the oldest background job that waits", ()),
    "integration_places": ("Places of the Jira issue integration, by how they stand", ("state",)),
    "integration_missing": ("Mentions of the integration that Jira does not show", ()),
    "integration_mention_timestamp_seconds": ("When the newest mention that Jira shows was made in GitLab", ()),
    "alarm_active": ("1 for an alarm that stands", ("code", "subject", "severity", "state")),
    "expiry_timestamp_seconds": ("When something ends", ("code",)),
    "requests_last_minute": ("Requests of the monitor in the last minute", ("host",)),
    "maintenance": ("1 while GitLab is in maintenance mode", ()),
}
"""Name after the prefix -> what it says, and its labels beside `connection`."""


class Shown(Protocol):
    @property
    def snapshot(self) -> Snapshot: ...


def full_name(name: str) -> str:
    return f"{_PREFIX}_{name}"


class SnapshotCollector(Collector):
    """Tells the newest snapshot of each monitor. It is asked from a thread; snapshots never change."""

    def __init__(self, monitors: Sequence[Shown]) -> None:
        self._monitors = monitors

    def collect(self) -> Iterable[GaugeMetricFamily]:
        families = {
            name: GaugeMetricFamily(full_name(name), text, labels=("connection", *labels))
            for name, (text, labels) in NAMES.items()
        }
        for monitor in self._monitors:
            snapshot = monitor.snapshot
            for name, labels, value in _samples(snapshot):
                families[name].add_metric([snapshot.connection, *labels], value)
        return families.values()


def _samples(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, ...], float]]:
    yield "up", (), float(snapshot.error is None and snapshot.round > 0)
    yield "round_timestamp_seconds", (), snapshot.at
    yield "maintenance", (), float(snapshot.maintenance)
    lights = {"live": snapshot.live.light, "history": snapshot.history.light}
    if snapshot.integration is not None:
        lights["integration"] = snapshot.integration.light
        yield from _integration(snapshot.integration)
    for light, now in lights.items():
        for state in Light:
            yield "light_state", (light, state.value), float(state is now)
    yield from _flow(snapshot)
    for alarm in snapshot.alarms:
        if alarm.state is not AlarmState.CLEARED:
            labels = (alarm.code, alarm.subject, alarm.finding.severity.value, alarm.state.value)
            yield "alarm_active", labels, 1.0
    for expiry in (one for one in snapshot.expiries if not one.harmless):  # no rule shall page for those
        yield "expiry_timestamp_seconds", (expiry.code,), expiry.at
    for host, used in snapshot.used.items():
        yield "requests_last_minute", (host,), float(used)


def _flow(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, ...], float]]:
    live, history = snapshot.live, snapshot.history
    known = (
        ("lag_seconds", ("median",), live.lag.median_s),
        ("lag_seconds", ("p95",), live.lag.p95_s),
        ("lag_seconds", ("worst",), live.lag.worst_s),
        ("queue_jobs", (), live.queue_waiting),
        ("queue_latency_seconds", (), live.queue_latency_s),
        ("history_coverage_ratio", (), history.coverage),
        ("history_eta_seconds", (), history.eta_s),
        ("history_eta_margin_seconds", (), history.eta_margin_s),
        ("history_projects_per_second", (), history.per_minute and history.per_minute / _MINUTE_S),
        ("history_expected", (), history.expected),
        ("history_present", (), history.present),
    )
    for name, labels, value in known:
        if value is not None:
            yield name, labels, float(value)
    for kind in live.kinds:
        yield "live_missing", (kind.kind.value,), float(kind.missing)
    for reason, count in history.reasons.items():
        yield "history_missing", (reason.value,), float(count)


def _integration(seen: Integration) -> Iterator[tuple[str, tuple[str, ...], float]]:
    for state, places in {**seen.standing()._asdict(), "unread": seen.unread}.items():
        yield "integration_places", (state,), float(places)
    yield "integration_missing", (), float(seen.missing)
    if seen.last is not None:  # the moment and not its age, which would grow wrong between two rounds
        yield "integration_mention_timestamp_seconds", (), seen.last.at


@contextlib.contextmanager
def served(monitors: Sequence[Shown], port: int) -> Iterator[str]:
    """Serve the metrics on this computer and give their address. Raises: OSError when the port is taken."""
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(monitors))
    server, thread = start_http_server(port, addr=_HERE, registry=registry)
    try:
        yield f"http://{_HERE}:{server.server_port}/metrics"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
