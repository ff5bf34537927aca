"""What people take away from the page Monitor as text: what is missing, how much is there, how late it came."""

import csv
import io
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import msgspec

from wizard.documents.inventory import formula_safe
from wizard.monitor import alarm_titles
from wizard.monitor.values import Event, Integration, Missing, Snapshot

MISSING = ("kind", "project", "id", "key", "reason", "title", "url", "changed", "seen_missing", "jira_said", "count")
LAG = ("time", "median_s", "p95_s", "worst_s")
COVERAGE = ("time", "coverage")


def _stamp(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def _as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([formula_safe(cell) for cell in row])
    return text.getvalue()


def _missing_cells(one: Missing) -> tuple[str, ...]:
    return (
        one.kind.value, one.project, one.id, one.key, one.reason.value, one.title, one.url, _stamp(one.at),
        _stamp(one.seen_at), one.said, str(one.count),
    )  # fmt: skip


def missing_csv(missing: Sequence[Missing]) -> str:
    """Return a line a thing, with a line of titles."""
    return _as_csv(MISSING, map(_missing_cells, missing))


def lag_csv(points: Sequence[tuple[float, float, float, float]]) -> str:
    """Return how late things came, a line a measure. Units: seconds."""
    return _as_csv(LAG, ((_stamp(at), *(f"{value:.3f}" for value in values)) for at, *values in points))


def coverage_csv(points: Sequence[tuple[float, float]]) -> str:
    """Return which part was in Jira, a line a measure. Units: from 0 to 1."""
    return _as_csv(COVERAGE, ((_stamp(at), f"{part:.6f}") for at, part in points))


def picture_json(
    snapshot: Snapshot,
    missing: Sequence[Missing],
    lag: Sequence[tuple[float, float, float, float]],
    coverage: Sequence[tuple[float, float]],
    events: Sequence[Event],
) -> str:
    """Return all of it in one document of format 1."""
    live, history = snapshot.live, snapshot.history
    of_live, of_history = _without(live, "light", "lag"), _without(history, "light", "reasons")
    document = {
        "format": 1,
        "connection": snapshot.connection,
        "at": _stamp(snapshot.at),
        "live": {
            "state": live.light.value, "median_s": live.lag.median_s, "p95_s": live.lag.p95_s,
            "worst_s": live.lag.worst_s, **of_live,
        },
        "history": {
            "state": history.light.value, **of_history,
            "reasons": {reason.value: count for reason, count in history.reasons.items()},
        },
        "expiries": [{**_without(one, "at"), "ends": _stamp(one.at)} for one in snapshot.expiries],
        "test_branches": None if snapshot.test_branches is None else _without(snapshot.test_branches),
        "integration": _integration(snapshot.integration),
        "alarms": [
            {
                "code": one.code, "subject": one.subject, "title": str(one.finding.title), "state": one.state.value,
                "raised": _stamp(one.raised_at),
            }
            for one in snapshot.alarms
        ],
        "events": [_event(one) for one in events],
        "missing": [{**dict(zip(MISSING, _missing_cells(one), strict=True)), "count": one.count} for one in missing],
        "lag": [dict(zip(LAG, (_stamp(at), *values), strict=True)) for at, *values in lag],
        "coverage": [dict(zip(COVERAGE, (_stamp(at), part), strict=True)) for at, part in coverage],
    }  # fmt: skip
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _without(told: object, *names: str) -> dict[str, object]:
    """Return a value as JSON shows it, without some of its parts."""
    return {name: part for name, part in msgspec.to_builtins(told).items() if name not in names}


def _event(one: Event) -> dict[str, str]:
    """Return one line of the time line; an alarm with its code and its title."""
    told = {"time": _stamp(one.at), "event": one.code}
    if one.code in alarm_titles.OF_ALARMS:
        title = alarm_titles.title_of(one)
        return told | {"code": one.subject, "title": str(title or ""), "subject": one.after}
    return told | {"subject": one.subject, "before": one.before, "after": one.after}


def _integration(seen: Integration | None) -> dict[str, object] | None:
    """Return the Jira issue integration as it was seen last; None where it is not watched."""
    if seen is None:
        return None
    return {
        "state": seen.light.value,
        "places": [{**asdict(one), "light": one.light.value} for one in seen.places],
        "last": asdict(seen.last) if seen.last is not None else None,
        "missing": seen.missing,
    }
