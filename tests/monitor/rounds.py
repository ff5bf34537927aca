"""Findings and looks as the tests of the rounds make them."""

from collections.abc import Iterable

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.monitor.alarms import Alarms, Look
from wizard.monitor.roots import fold
from wizard.monitor.values import Event


def finding(
    code: str,
    check: str = "",
    *,
    severity: Severity = Severity.BLOCKER,
    host: str = "gitlab.example.com",
    root: str = "",
) -> Finding:
    """Return a finding of a check; without a name the check is called as the code."""
    facts = {"host": host} if host else {}
    return Finding(
        code, severity, T("It is wrong"), T("Because"), T("Mend it"), "-", facts, check=check or code, root=root
    )


class Told:
    """Alarms that hear of rounds a minute apart."""

    def __init__(self) -> None:
        self.alarms = Alarms()
        self.at = 0.0
        self.events: list[Event] = []

    def round(
        self,
        *found: Finding,
        asked: Iterable[str] = ("a", "b", "c"),
        told: Iterable[str] | None = None,
        maintenance: bool = False,
        quiet: bool = False,
        after_gap: bool = False,
    ) -> list[str]:
        """Make one round and return the codes of its events."""
        self.at += 60.0
        seen = fold(found, {})
        asked_now = frozenset(asked)
        look = Look(
            self.at, seen, asked_now, asked_now if told is None else frozenset(told),
            maintenance=maintenance, quiet=quiet, after_gap=after_gap,
        )  # fmt: skip
        news = self.alarms.judge(look)
        self.events += news
        return codes(news)

    def codes(self) -> list[str]:
        return [alarm.code for alarm in self.alarms.now]


def codes(events: Iterable[Event]) -> list[str]:
    return [one.code for one in events]
