"""What the rounds need of whoever follows the flow."""

from collections.abc import Callable, Sequence
from typing import Protocol

from wizard.domain.flow import Kind
from wizard.monitor.flow import Look
from wizard.monitor.missing_book import Changes
from wizard.monitor.values import GroupFlow, History, Live, Missing, Reason

NOTHING_SEEN = Look(Live(), History(), (), Changes((), ()))


class FlowSource(Protocol):
    async def look(self) -> Look:
        """Look at what changed since the last time, within the budget of a round. Raises: PortError."""
        ...

    def now(self) -> Look: ...
    async def reconcile(self, on_progress: Callable[[float], None]) -> None:
        """Look at everything; may run beside `look`. Raises: PortError."""
        ...

    def missing(
        self, *, reason: Reason | None, kind: Kind | None, group: str, limit: int, skip: int
    ) -> tuple[Sequence[Missing], int]: ...
    def projects(self, group: str) -> Sequence[GroupFlow]: ...


class NoFlow:
    """For a connection of which only the health is watched: its route sends nothing to the development panel."""

    async def look(self) -> Look:
        return NOTHING_SEEN

    def now(self) -> Look:
        return NOTHING_SEEN

    async def reconcile(self, on_progress: Callable[[float], None]) -> None:
        on_progress(1.0)

    def missing(
        self, *, reason: Reason | None, kind: Kind | None, group: str, limit: int, skip: int
    ) -> tuple[Sequence[Missing], int]:
        return (), 0

    def projects(self, group: str) -> Sequence[GroupFlow]:
        return ()
