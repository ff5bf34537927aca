"""What one connection leaves on disk: its points, its time line, and what its rounds remember."""

from collections.abc import Sequence

from wizard.checks import trouble
from wizard.domain.errors import StoreFailed
from wizard.domain.findings import Finding, SeenFrom
from wizard.domain.monitor_history import Happening, MonitorHistory, Series
from wizard.monitor import remembered
from wizard.monitor.remembered import Remembered
from wizard.monitor.round import points
from wizard.monitor.values import Event, Snapshot

_TRIM_EVERY = 360
"""Rounds between two looks at the size of the history."""


class Kept:
    """A disk that is full or gone stops no round."""

    def __init__(self, history: MonitorHistory, connection: str) -> None:
        self._history, self._connection = history, connection
        self._memory = history.memory(connection)

    async def read(self) -> Remembered:
        """Return what an earlier run remembered."""
        try:
            return await remembered.read(self._memory)
        except StoreFailed:
            return Remembered()

    async def remember(self, rounds: Remembered) -> None:
        """Keep what somebody said to an alarm. Raises: StoreFailed."""
        await remembered.write(self._memory, rounds)

    async def write(self, shown: Snapshot, events: Sequence[Event], rounds: Remembered) -> Finding | None:
        """Write a round down and return what was in the way; None where nothing was."""
        happenings = [Happening(one.at, one.code, one.subject, one.before, one.after) for one in events]
        try:
            await self._history.add(self._connection, points(shown), happenings)
            await remembered.write(self._memory, rounds)
            if shown.round % _TRIM_EVERY == 1:
                await self._history.trim(shown.at)
        except StoreFailed as failed:
            return trouble.finding_of(failed, "history", SeenFrom.COMPUTED)
        return None

    async def lag(self, since: float) -> Sequence[tuple[float, float, float, float]]:
        """Return when, the median, 95 % and the worst."""
        found = await self._history.points(self._connection, Series.LAG, since)
        return [(one.at, one.values[0], one.values[1], one.values[2]) for one in found]

    async def coverage(self, since: float) -> Sequence[tuple[float, float]]:
        found = await self._history.points(self._connection, Series.COVERAGE, since)
        return [(one.at, one.values[0]) for one in found]

    async def events(self, since: float, limit: int) -> Sequence[Event]:
        found = await self._history.happenings(self._connection, since, limit)
        return [Event(one.at, one.code, one.subject, one.before, one.after) for one in found]
