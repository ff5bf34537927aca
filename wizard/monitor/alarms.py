"""When something that is wrong becomes an alarm, and when it is over: two rounds in a row say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wizard.domain.findings import Finding, Severity
from wizard.monitor.alarm_titles import kept
from wizard.monitor.roots import Folded, Key, key_of, subject_of
from wizard.monitor.values import Alarm, AlarmState, Event

ROUNDS = 2
"""So many bad rounds raise an alarm, so many good ones clear it."""
_WORSE = {Severity.ADVICE: 0, Severity.WARNING: 1, Severity.BLOCKER: 2}


@dataclass(frozen=True, slots=True)
class Look:
    """What one round saw."""

    at: float
    seen: Folded
    asked: frozenset[str]
    """Checks that were asked in this round."""
    told: frozenset[str]
    """Those of them that could tell; one that met a failed call could not."""
    quiet: bool = False
    """Whether nobody is told now."""
    maintenance: bool = False
    """Whether what is bad now is expected: it counts for nothing."""
    after_gap: bool = False
    """Whether time was lost since the last round: what was bad before says nothing any more."""


@dataclass(slots=True)
class _Watched:
    finding: Finding
    asked_by: set[str]
    """Checks that have reported it."""
    bad: int = 0
    good: int = 0
    alarm: Alarm | None = None
    folded: bool = False


class Alarms:
    """What is wrong, and how often in a row it was seen."""

    def __init__(self, standing: Iterable[Alarm] = ()) -> None:
        self._watched: dict[Key, _Watched] = {
            (alarm.code, alarm.subject): _Watched(alarm.finding, {alarm.finding.check}, ROUNDS, 0, alarm)
            for alarm in standing
        }

    @property
    def now(self) -> tuple[Alarm, ...]:
        """Alarms that stand, the newest first; effects of another one are named there and not here."""
        standing = [one.alarm for one in self._watched.values() if one.alarm is not None and not one.folded]
        return tuple(sorted(standing, key=lambda alarm: (-alarm.raised_at, alarm.code, alarm.subject)))

    @property
    def open_checks(self) -> frozenset[str]:
        """Checks that have something to say twice: asked anew in the next round."""
        return frozenset(check for one in self._watched.values() for check in one.asked_by)

    @property
    def unsure(self) -> bool:
        """Whether something was seen, or not seen any more, that another round has to confirm."""
        return any((one.alarm is None or one.good > 0) and not one.folded for one in self._watched.values())

    def judge(self, look: Look) -> Sequence[Event]:
        """Take one round in and return what changed by it."""
        for one in self._watched.values():
            one.folded = key_of(one.finding) in look.seen.folded
            if look.after_gap and one.alarm is None:
                one.bad = 0
        events = [event for finding in look.seen.roots for event in self._bad(finding, look)]
        current = {key_of(one) for one in look.seen.roots if alarming(one)} | look.seen.folded
        for key in [key for key in self._watched if key not in current]:
            events += self._good(key, look)
        self._wake(look)
        return events

    def acknowledge(self, code: str, subject: str, at: float) -> None:
        """Take note of an alarm: it stands, and nobody is told again. Raises: KeyError when it does not stand."""
        self._change(code, subject, state=AlarmState.ACKNOWLEDGED, changed_at=at, until=None, reason="")

    def snooze(self, code: str, subject: str, at: float, until: float, reason: str) -> None:
        """Let an alarm rest until a moment. Raises: KeyError when it does not stand."""
        self._change(code, subject, state=AlarmState.SNOOZED, changed_at=at, until=until, reason=reason)

    def _change(self, code: str, subject: str, **parts: object) -> None:
        watched = self._watched[code, subject]
        if watched.alarm is None:
            raise KeyError(code)
        watched.alarm = replace(watched.alarm, **parts)  # type: ignore[arg-type]  # parts of two methods above

    def _bad(self, finding: Finding, look: Look) -> Iterable[Event]:
        if not alarming(finding):
            return
        key = key_of(finding)
        one = self._watched.setdefault(key, _Watched(finding, set()))
        reporters = look.seen.reporters[key]
        one.asked_by |= reporters
        worse = _WORSE[finding.severity] > _WORSE[one.finding.severity]
        one.finding = finding
        if reporters & look.asked:
            one.good = 0
            one.bad += 0 if look.maintenance else 1
        effects = look.seen.effects.get(key, ())
        if one.alarm is not None:
            one.alarm = replace(one.alarm, finding=finding, effects=effects, quiet=look.quiet or look.maintenance)
            if worse:
                one.alarm = replace(one.alarm, state=AlarmState.RAISED, changed_at=look.at, until=None, reason="")
                yield Event(look.at, "alarm-raised", finding.code, kept(finding.title), subject_of(finding))
        elif one.bad >= ROUNDS:
            one.alarm = Alarm(
                finding.code, subject_of(finding), finding, AlarmState.RAISED, look.at, look.at, effects=effects,
                quiet=look.quiet or look.maintenance,
            )  # fmt: skip
            yield Event(look.at, "alarm-raised", finding.code, kept(finding.title), subject_of(finding))

    def _good(self, key: Key, look: Look) -> Iterable[Event]:
        one = self._watched[key]
        if one.asked_by & look.told:
            one.good += 1
            if one.alarm is None:
                del self._watched[key]
            elif one.good >= ROUNDS:
                del self._watched[key]
                yield Event(look.at, "alarm-cleared", key[0], kept(one.alarm.finding.title), key[1])
        if one.alarm is not None:
            one.alarm = replace(one.alarm, quiet=look.quiet or look.maintenance)

    def _wake(self, look: Look) -> None:
        """End the rest of alarms whose time is over."""
        for one in self._watched.values():
            alarm = one.alarm
            if alarm is not None and alarm.until is not None and alarm.until <= look.at:
                one.alarm = replace(alarm, state=AlarmState.RAISED, changed_at=look.at, until=None, reason="")


def alarming(finding: Finding) -> bool:
    """Tell whether a finding is worth an alarm; advice is not."""
    return finding.severity is not Severity.ADVICE
