"""What `monitor` prints: one document for machines, lines for people.

Shape: `{"connection", "at", "round", "live": {...}, "history": {...}, "alarms": [...], "expiries": [...], "findings":
[FINDING], "used": {host: n}, "maintenance", "error"}`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from wizard.app import printing
from wizard.app.ends import Exit, of_findings
from wizard.monitor.values import Alarm, AlarmState, Light, Snapshot

_SETTLED = (AlarmState.ACKNOWLEDGED, AlarmState.SNOOZED)


def shape(snapshot: Snapshot) -> dict[str, Any]:
    """Return one snapshot as it is printed."""
    live, history = msgspec.to_builtins(snapshot.live), msgspec.to_builtins(snapshot.history)
    return {
        "connection": snapshot.connection,
        "at": snapshot.at,
        "round": snapshot.round,
        "live": {"state": live.pop("light"), **live},
        "history": {"state": history.pop("light"), **history},
        "alarms": [_alarm(one) for one in snapshot.alarms],
        "expiries": msgspec.to_builtins(snapshot.expiries),
        "findings": [printing.finding(one) for one in snapshot.findings],
        "used": dict(snapshot.used),
        "maintenance": snapshot.maintenance,
        "error": None if snapshot.error is None else printing.finding(snapshot.error),
    }


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "code": alarm.code,
        "subject": alarm.subject,
        "state": alarm.state.value,
        "raised_at": alarm.raised_at,
        "until": alarm.until,
        "reason": alarm.reason,
        "effects": list(alarm.effects),
        "finding": printing.finding(alarm.finding),
    }


def say(snapshot: Snapshot) -> None:
    """Tell people how a connection stands."""
    live, history = snapshot.live, snapshot.history
    at = datetime.fromtimestamp(snapshot.at, UTC).strftime("%Y-%m-%d %H:%M:%S")
    covered = "-" if history.coverage is None else f"{history.coverage:.1%}"
    lag = "-" if live.lag.median_s is None else f"{live.lag.median_s:.0f} s"
    printing.say(
        f"{at} UTC  {snapshot.connection}: live {live.light.value}, lag {lag}; history {history.light.value}, "
        f"{covered} there; {len(snapshot.alarms)} alarms"
    )
    for one in snapshot.expiries:
        if one.days <= SOON_DAYS:
            printing.say(f"  ends in {one.days} days: {one.what}  [{one.code}]")
    printing.say_findings(tuple(one.finding for one in snapshot.alarms))


SOON_DAYS = 30


def code_of(snapshots: Sequence[Snapshot]) -> Exit:
    """Return how a look that is made once ends: 3 where a side cannot be reached, 1 with an alarm, else 0."""
    open_alarms = [one for snapshot in snapshots for one in snapshot.alarms if one.state not in _SETTLED]
    errors = [snapshot.error for snapshot in snapshots if snapshot.error is not None]
    code = of_findings([*errors, *(one.finding for one in open_alarms)])
    broken = any(snapshot.live.light is Light.BROKEN for snapshot in snapshots)
    return Exit.BLOCKED if code is Exit.DONE and (open_alarms or errors or broken) else code
