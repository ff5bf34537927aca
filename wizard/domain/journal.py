"""The Store port: sessions and their journal, the durable record of what was meant, sent, answered and confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from wizard.domain.gitlab import Json


class State(StrEnum):
    """How far one row's subject is. Order of a write: intent, sent, answered or unknown, confirmed or failed."""

    NOTED = "noted"
    """A fact without a write: a check ran, a task was seen done, a session began or ended."""
    INTENT = "intent"
    SENT = "sent"
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    """The answer was lost: read back before anything else."""
    CONFIRMED = "confirmed"
    FAILED = "failed"
    LEFT = "left"
    """Not undone, because somebody else changed it since, or it is gone already."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the journal; never changed once written."""

    session: str
    kind: str
    """session, check, skip, plan, change, undo, task, proof, branch, branch-removal, trace, trace-removal."""
    subject: str
    """Id of the check, change, task or hop."""
    state: State
    data: Mapping[str, Json] = field(default_factory=dict)
    """Before and after values, ids, codes. Never a secret."""
    seq: int = 0
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    """Sortable: 20261121-235901-7f3a."""
    started_at: float
    world: str
    """live or lab."""
    answers: bytes
    """The answers file."""
    page: str = "start"
    """Where to resume."""


class Store(Protocol):
    """Durable: a method that wrote returns after the data is synced. Raises `StoreFailed`."""

    @property
    def set_aside(self) -> PurePath | None:
        """Where a damaged journal was put when this one was opened; known after the first call."""
        ...

    async def begin(self, session: Session) -> None: ...
    async def update(self, session: Session) -> None: ...
    async def sessions(self, world: str) -> Sequence[Session]:
        """Return the sessions of a world, newest first."""
        ...

    async def append(self, row: Row) -> Row:
        """Write one row and return it with its number and time."""
        ...

    async def append_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Write rows in their order, all or none, and return them with their numbers and time."""
        ...

    async def rows(self, session: str) -> Sequence[Row]: ...
    async def close(self) -> None: ...
