"""The MonitorHistory port: what a monitor has seen over time, and what it remembers over a restart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from wizard.domain.flow_memory import FlowMemory


class Series(StrEnum):
    LAG = "lag"
    """Median, 95 %, worst. Units: seconds."""
    COVERAGE = "coverage"
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Point:
    at: float
    series: Series
    values: tuple[float, ...]
    """Three at most."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the time line."""

    at: float
    code: str
    subject: str = ""
    before: str = ""
    after: str = ""


class MonitorHistory(Protocol):
    """Of any number of connections, each known by its name. What a crash may cost is the last moments, never the rest.

    Raises: StoreFailed.
    """

    async def add(self, connection: str, points: Sequence[Point], happenings: Sequence[Happening]) -> None: ...
    async def points(self, connection: str, series: Series, since: float) -> Sequence[Point]:
        """Return points in the order of time, 2,000 at most: of many that lie close together the worst one."""
        ...

    async def happenings(self, connection: str, since: float, limit: int) -> Sequence[Happening]:
        """Return what happened, the newest first."""
        ...

    def memory(self, connection: str) -> FlowMemory:
        """Return the rows that are kept by name for one connection."""
        ...

    async def trim(self, now: float) -> None:
        """Let go what is older, or more, than was chosen; the oldest first."""
        ...

    async def close(self) -> None: ...


class _Rows:
    """Implements FlowMemory for one run of the program."""

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    async def read(self, name: str) -> bytes | None:
        return self._rows.get(name)

    async def write(self, name: str, data: bytes) -> None:
        self._rows[name] = data

    async def forget(self, name: str) -> None:
        self._rows.pop(name, None)


class NoHistory:
    """Keeps what one run of the program sees: for a look that is made once, and for tests."""

    def __init__(self) -> None:
        self._points: list[tuple[str, Point]] = []
        self._happenings: list[tuple[str, Happening]] = []
        self._memories: dict[str, FlowMemory] = {}

    async def add(self, connection: str, points: Sequence[Point], happenings: Sequence[Happening]) -> None:
        self._points += [(connection, one) for one in points]
        self._happenings += [(connection, one) for one in happenings]

    async def points(self, connection: str, series: Series, since: float) -> Sequence[Point]:
        found = [one for owner, one in self._points if owner == connection and one.series is series]
        return tuple(one for one in found if one.at >= since)[-2000:]

    async def happenings(self, connection: str, since: float, limit: int) -> Sequence[Happening]:
        found = [one for owner, one in reversed(self._happenings) if owner == connection and one.at >= since]
        return tuple(found[:limit])

    def memory(self, connection: str) -> FlowMemory:
        return self._memories.setdefault(connection, _Rows())

    async def trim(self, now: float) -> None:
        self._points = [pair for pair in self._points if pair[1].at > now - 86_400]

    async def close(self) -> None:
        """There is nothing to close."""
