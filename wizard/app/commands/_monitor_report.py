"""What `monitor` prints: one document for machines, lines for people.

Shape: `{"connection", "at", "round", "live": {...}, "history": {...}, "alarms": [...], "expiries": [...], "findings":
[FINDING], "test_branches", "used": {host: n}, "maintenance", "window", "error"}`.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from wizard.app import printing
from wizard.app.commands._rows_said import counted
from wizard.app.ends import Exit, of_findings
from wizard.monitor.begun import first_sync_s
from wizard.monitor.values import Alarm, AlarmState, CanarySeen, Integration, Lag, Light, Snapshot

_FIRST_SAID_S, _SAID_EVERY_S = 1.0, 2.0
"""Who waits is told how far it is, after the first second and then so often."""
_SETTLED = (AlarmState.ACKNOWLEDGED, AlarmState.SNOOZED)


class HowFar:
    """Says how far a look at everything is, while it lasts."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._say_at = clock() + _FIRST_SAID_S

    def __call__(self, snapshot: Snapshot) -> None:
        done, now = snapshot.history.progress, self._clock()
        if done is not None and now >= self._say_at:
            self._say_at = now + _SAID_EVERY_S
            printing.say(f"  {snapshot.connection}: {done * 100:.0f} % of everything is looked at")


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
        "window": snapshot.window,
        "error": None if snapshot.error is None else printing.finding(snapshot.error),
        "app": snapshot.app,
        "test_branches": msgspec.to_builtins(snapshot.test_branches),
        "integration": None if snapshot.integration is None else _integration(snapshot.integration),
    }


def _integration(seen: Integration) -> dict[str, Any]:
    made = msgspec.to_builtins(seen)
    return {"state": made.pop("light"), **seen.standing()._asdict(), **made}


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
    seen = [_app(snapshot)] if snapshot.app else []
    if snapshot.integration is not None:
        seen.append(_mentions(snapshot.integration))
    alarms = len(snapshot.alarms)
    told = "; ".join([*seen, "no alarm" if not alarms else "1 alarm" if alarms == 1 else f"{alarms} alarms"])
    printing.say(f"{_stamp(snapshot.at)} UTC  {snapshot.connection}: {told}")
    if snapshot.test_branches is not None:
        printing.say(f"  test branches: {_test_branches(snapshot.test_branches)}")
    for one in snapshot.expiries:
        if abs(one.days) <= SOON_DAYS:  # what ended long ago is no news
            when = f"ends in {counted(one.days, 'day')}" if one.days >= 0 else f"ended on {_stamp(one.at)[:10]}"
            printing.say(f"  {when}: {one.what}  [{one.code}]")
    printing.say_findings(tuple(one.finding for one in snapshot.alarms))


def _app(snapshot: Snapshot) -> str:
    live, history = snapshot.live, snapshot.history
    last = ""
    if live.last_arrived_at is not None:
        last = f", last arrival {_stamp(live.last_arrived_at)} UTC" + " (the test)" * live.proven
    covered = "-" if history.coverage is None else f"{history.coverage:.1%}"
    how_far = f"{covered} there"
    if history.began_at is not None and history.eta_s is not None:
        began = _stamp(history.began_at)[11:16]
        takes = round(first_sync_s(history.projects) / 60)
        how_far = f"first sync began {began} UTC, about {takes} min for {history.projects} projects, {covered} there"
    jobs = ""
    if live.queue_waiting:
        stand = "for Jira under way (Sidekiq's log)" if live.queue_source == "log" else "in GitLab's queues"
        jobs = f", {counted(live.queue_waiting, 'job')} {stand}"
    return f"live {live.light.value}, lag {_seconds(live.lag)}{jobs}{last}; history {history.light.value}, {how_far}"


def _mentions(seen: Integration) -> str:
    """Return how the Jira issue integration stands: its places, and the newest mention."""
    standing, changed = seen.standing(), sum(bool(one.changed) for one in seen.places)
    places = f"on at {standing.on} of {counted(len(seen.places), 'place')}"
    for word, number in (("changed", changed), ("off", standing.off), ("cannot be read", standing.unreadable)):
        places += f", {word} at {number}" if number else ""
    last = "no mention was seen lately"
    if seen.last is not None:
        one = seen.last
        last = f"last mention {one.key} by {one.project} {one.id}, {_stamp(one.at)} UTC, seen as a {one.shown_as}"
    missing = f"; did not arrive: {seen.missing}" if seen.missing else ""
    return f"mentions {seen.light.value}, {places}; {last}{missing}"


def _test_branches(seen: CanarySeen) -> str:
    """Return how the last one came out, and when the next one is due."""
    if seen.last_at is None or seen.next_at is None:
        return "none was made yet; the first one comes after a round of a monitor that stays"
    took = "did not arrive" if seen.lost else "arrived" if seen.lag_s is None else f"arrived after {seen.lag_s:.1f} s"
    return f"the last one, {_stamp(seen.last_at)} UTC, {took}; the next one is due {_stamp(seen.next_at)} UTC"


def _seconds(lag: Lag) -> str:
    return "-" if lag.median_s is None else f"{lag.median_s:.0f} s"


def _stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")


SOON_DAYS = 30


def code_of(snapshots: Sequence[Snapshot]) -> Exit:
    """Return how a look that is made once ends: 3 where a side cannot be reached, 1 with an alarm, else 0."""
    open_alarms = [one for snapshot in snapshots for one in snapshot.alarms if one.state not in _SETTLED]
    errors = [snapshot.error for snapshot in snapshots if snapshot.error is not None]
    code = of_findings([*errors, *(one.finding for one in open_alarms)])
    broken = any(snapshot.live.light is Light.BROKEN for snapshot in snapshots)
    return Exit.BLOCKED if code is Exit.DONE and (open_alarms or errors or broken) else code
