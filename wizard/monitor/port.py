"""What can be asked of a monitor: by the window through the engine, by the command, by tests."""

from collections.abc import Callable, Sequence
from typing import Protocol

from wizard.domain.answers import Answers
from wizard.domain.flow import Kind
from wizard.monitor.values import Event, GroupFlow, Missing, Reason, Snapshot

OnSnapshot = Callable[[Snapshot], None]


class WatchedList(Protocol):
    """Which connections were watched last, for the next start of the program."""

    async def read(self) -> tuple[Answers, ...]: ...
    async def write(self, watched: tuple[Answers, ...]) -> None: ...


class Monitor(Protocol):
    """Watches one connection. All methods run in the engine's loop and return immutable values."""

    @property
    def snapshot(self) -> Snapshot: ...

    async def run(self) -> None:
        """Make rounds until cancelled."""
        ...

    async def round(self) -> Snapshot:
        """Make one round now."""
        ...

    async def reconcile(self, on_progress: Callable[[float], None]) -> Snapshot:
        """Look at everything, with a budget of its own."""
        ...

    def listen(self, listener: OnSnapshot) -> Callable[[], None]:
        """Call `listener` after each round and change; returns what ends that."""
        ...

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    async def follow_journal(self) -> None:
        """Take up what this program wrote, or took back, since: that is no drift, and nothing to watch any more."""
        ...

    async def acknowledge(self, code: str, subject: str) -> None: ...
    async def snooze(self, code: str, subject: str, until: float, reason: str) -> None: ...
    async def missing(
        self,
        *,
        reason: Reason | None = None,
        kind: Kind | None = None,
        group: str = "",
        limit: int = 1000,
        skip: int = 0,
    ) -> tuple[Sequence[Missing], int]:
        """Return missing things, the newest first, and how many there are in all."""
        ...

    async def projects(self, group: str) -> Sequence[GroupFlow]:
        """Return the projects of a linked group."""
        ...

    async def lag_over_time(self, since: float) -> Sequence[tuple[float, float, float, float]]:
        """Return (time, median, 95 %, worst) points, seconds."""
        ...

    async def coverage_over_time(self, since: float) -> Sequence[tuple[float, float]]: ...
    async def events(self, since: float, limit: int = 500) -> Sequence[Event]: ...
