"""The checks of the wizard, repeated: each at its own pace, suspects in every round, as many as there is room for."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wizard.checks import Check, trouble
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.monitor import paces
from wizard.monitor.alarms import alarming

_BOTH_SIDES = ("network-name", "network-connect", "jira-site")
"""What tells whether it is one side that cannot be reached, or this computer that reaches none."""
_WORSE_HERE = {"jira-app-missing": Severity.BLOCKER}
"""What is right before a set-up and wrong after it."""
_HINDER = frozenset({Severity.BLOCKER})
_HINTS = frozenset({"jira-app-unreadable"})
"""Advice before a set-up; after it, what could be read and cannot be any more has a cause."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one check said."""

    check: str
    findings: tuple[Finding, ...] = ()
    skipped: bool = False
    """Whether it was not asked, because one that it needs does not hold."""


Ask = Callable[[Collection[str]], Awaitable[Sequence[Answered]]]


@dataclass(frozen=True, slots=True)
class HealthSeen:
    """What holds now, as far as it was seen, and what of it is new."""

    findings: tuple[Finding, ...] = ()
    asked: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    """Checks that got an answer from one of the sides in this round."""


@dataclass(slots=True)
class _Known:
    asked_at: float | None = None
    findings: tuple[Finding, ...] = field(default=())


class Health:
    def __init__(self, checks: Sequence[Check], ask: Ask) -> None:
        self._checks = {one.id: one for one in checks}
        self._ask = ask
        self._known = {name: _Known() for name in self._checks}

    @property
    def needs(self) -> Mapping[str, Sequence[str]]:
        return {name: check.needs for name, check in self._checks.items()}

    async def look(
        self, now: float, *, again: Collection[str] = (), everything: bool = False, room: int = 3
    ) -> HealthSeen:
        """Ask what is due; `again` names checks whose answer has to be confirmed, `room` says how many requests to one
        host are meant for this.
        """
        first = list(self._checks) if everything else self._due(now, again, room)
        answers = {one.check: one for one in await self._ask(first)}
        more = self._below(answers.values()) - set(answers)
        if more:
            answers |= {one.check: one for one in await self._ask(sorted(more))}
        return self._take(now, answers)

    def _due(self, now: float, again: Collection[str], room: int) -> list[str]:
        """Return what is asked in this round: what must be, then what waits for longest, as long as there is room."""
        chosen = [name for name in self._checks if paces.every_s(name) == 0.0 or name in again]
        chosen += [name for name in self._needs_of(set(again)) if name not in chosen]
        left = room - sum(paces.cost(name) for name in chosen if name in again)
        late = {name: self._late(name, now) for name in self._checks if name not in chosen}
        for name in sorted((name for name, by in late.items() if by >= 0), key=lambda name: -late[name]):
            if paces.cost(name) > left and left < room:
                break
            chosen.append(name)
            left -= paces.cost(name)
            if left <= 0:
                break
        return chosen

    def _late(self, name: str, now: float) -> float:
        asked_at = self._known[name].asked_at
        return float("inf") if asked_at is None else now - asked_at - paces.every_s(name)

    def _below(self, answers: Collection[Answered]) -> set[str]:
        """Return what must be asked too to tell the cause of what was just found."""
        bad = {one.check for one in answers if any(_is_bad(finding) for finding in one.findings)}
        unexplained = {name for name in bad if not any(self._hinders(need) for need in self._needs_of({name}))}
        below = self._needs_of(unexplained)
        if any(finding.code.startswith("network-") for one in answers for finding in one.findings):
            below |= {name for name in _BOTH_SIDES if name in self._checks}
        return below

    def _hinders(self, name: str) -> bool:
        return any(finding.severity in _HINDER for finding in self._known[name].findings)

    def _needs_of(self, names: set[str]) -> set[str]:
        below: set[str] = set()
        open_ids = [need for name in names if name in self._checks for need in self._checks[name].needs]
        while open_ids:
            current = open_ids.pop()
            if current in self._checks and current not in below:
                below.add(current)
                open_ids.extend(self._checks[current].needs)
        return below

    def _take(self, now: float, answers: Mapping[str, Answered]) -> HealthSeen:
        asked = {name for name, one in answers.items() if not one.skipped}
        for name in asked:
            self._known[name] = _Known(now, tuple(_as_seen_here(one) for one in answers[name].findings))
        told = {name for name in asked if not any(one.code in trouble.CODES for one in self._known[name].findings)}
        reached = {name for name in told if self._checks[name].seen_from is not SeenFrom.COMPUTED}
        found = tuple(finding for known in self._known.values() for finding in known.findings)
        return HealthSeen(
            tuple(sorted(found, key=lambda one: not alarming(one))),
            frozenset(asked),
            frozenset(told),
            frozenset(reached),
        )


def _is_bad(finding: Finding) -> bool:
    return finding.severity in _HINDER or finding.code in _HINTS


def _as_seen_here(finding: Finding) -> Finding:
    """Return a finding as bad as it is for who only watches: a token that reads is enough."""
    reads = finding.facts.get("missing") == "api" and "read_api" in finding.facts.get("scopes", "").split(", ")
    if finding.code == "gitlab-token-scope-missing" and reads:
        return replace(finding, severity=Severity.ADVICE)
    return replace(finding, severity=_WORSE_HERE.get(finding.code, finding.severity))
