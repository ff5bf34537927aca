"""What the journal of this program says that it has set and not taken back, asked anew where something changed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T

CODE = "connection-taken-back"


@dataclass(frozen=True, slots=True)
class InForce:
    settings: Mapping[str, Any]
    """Application settings as they were confirmed last and not undone."""
    taken_back: bool = False
    """Whether this program set the connection up and has undone all of it."""
    places: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Fields of the Jira issue integration as they were confirmed last and not undone, by place."""
    undone: frozenset[str] = frozenset()
    """Places of the Jira issue integration that were taken back: nobody waits for anything there."""


Journal: TypeAlias = Callable[[], Awaitable[InForce | None]]
"""Gives what is in force now; None where the journal cannot be read."""


async def unread() -> InForce | None:
    """Return nothing: for a monitor that has no journal."""
    return None


def taken_back(host: str) -> Finding:
    """Return what to say of a connection that this program has undone."""
    return Finding(
        "connection-taken-back",
        Severity.ADVICE,
        T("This connection was taken back"),
        T(
            "This program has undone what it had set up on {host}. That is no alarm, and it is looked at no more.",
            host=host,
        ),
        T("Nothing to do. Set it up again to watch it again, or select Stop watching to take it from this page."),
        "Help: Undo and resume",
        {"host": host},
        check="journal",
        seen_from=SeenFrom.COMPUTED,
    )


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> frozenset[str]:
    """Return the settings that this program wrote, or took back, between two readings of the journal."""
    return frozenset(name for name in {*before, *now} if before.get(name) != now.get(name))
