"""The MonitorHistory port over SQLite, in one worker thread. Several programs may write the same file."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from wizard.adapters.sqlite.history_tables import bring_up
from wizard.adapters.sqlite.opening import make_private, open_sound
from wizard.adapters.sqlite.schema import NewerStore
from wizard.adapters.sqlite.store import code_of, reason_of
from wizard.domain.errors import StoreFailed
from wizard.domain.monitor_history import Happening, Point, Series

T = TypeVar("T")
_MOST_POINTS = 2000
_DAY_S = 86_400.0
_SLICE = 50_000
"""Rows that are let go at once: other work of the thread comes in between."""
_NEWEST = "SELECT code, subject, before, after, at FROM happening WHERE connection = ? AND at >= ?"
_WORST = {Series.LAG: "MAX", Series.COVERAGE: "MIN"}
"""Which of points that lie close together is shown."""


class SqliteHistory:
    """Opens its file when it is first used. Codes of StoreFailed: as of the store, but never store-in-use."""

    def __init__(self, path: Path, *, days: int, megabytes: int) -> None:
        self.path = path
        self._days, self._bytes = days, megabytes * 1_000_000
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="history")
        self._connection: sqlite3.Connection | None = None
        self._numbers: dict[str, int] = {}

    async def add(self, connection: str, points: Sequence[Point], happenings: Sequence[Happening]) -> None:
        await self._run(lambda: self._add(connection, points, happenings))

    async def points(self, connection: str, series: Series, since: float) -> Sequence[Point]:
        return await self._run(lambda: self._points(connection, series, since))

    async def happenings(self, connection: str, since: float, limit: int) -> Sequence[Happening]:
        def read() -> Sequence[Happening]:
            values = (self._number(connection), since, limit)
            found = self._execute(f"{_NEWEST} ORDER BY at DESC, id DESC LIMIT ?", values).fetchall()
            return tuple(Happening(at, code, subject, before, after) for code, subject, before, after, at in found)

        return await self._run(read)

    def memory(self, connection: str) -> "KeptRows":
        return KeptRows(self, connection)

    async def trim(self, now: float) -> None:
        more = True
        while more:  # slice by slice: what else is written comes in between
            more = await self._run(lambda: self._trim(now - self._days * _DAY_S))

    async def close(self) -> None:
        """Close the file; may be called twice."""
        with contextlib.suppress(RuntimeError, sqlite3.Error):
            await asyncio.shield(asyncio.wrap_future(self._worker.submit(self._close)))
        self._worker.shutdown(wait=False)

    async def read(self, connection: str, name: str) -> bytes | None:
        def read() -> bytes | None:
            row = self._execute(
                "SELECT data FROM kept WHERE connection = ? AND name = ?", (self._number(connection), name)
            ).fetchone()
            return None if row is None else bytes(row[0])

        return await self._run(read)

    async def write(self, connection: str, name: str, data: bytes) -> None:
        statement = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
        await self._run(lambda: self._execute(statement, (self._number(connection), name, data)))

    async def forget(self, connection: str, name: str) -> None:
        statement = "DELETE FROM kept WHERE connection = ? AND name = ?"
        await self._run(lambda: self._execute(statement, (self._number(connection), name)))

    async def _run(self, work: Callable[[], T]) -> T:
        # Shielded: a cancelled caller must not leave the thread in the middle of what it wrote.
        try:
            future = self._worker.submit(self._opened, work)
        except RuntimeError:
            raise StoreFailed("store-closed", {"path": str(self.path)}) from None
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except NewerStore as error:
            raise StoreFailed("store-newer", {"path": str(self.path), "version": str(error)}) from None
        except (sqlite3.Error, OSError) as error:
            raise StoreFailed(code_of(error), {"path": str(self.path), "reason": reason_of(error)}) from None

    def _opened(self, work: Callable[[], T]) -> T:
        if self._connection is None:
            make_private(self.path.parent)
            self._connection, _ = open_sound(self.path, bring_up)
        return work()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        if self._connection is None:
            raise sqlite3.ProgrammingError("closed")
        return self._connection.execute(statement, values)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._execute("INSERT OR IGNORE INTO connection (name) VALUES (?)", (name,))
            (self._numbers[name],) = self._execute("SELECT id FROM connection WHERE name = ?", (name,)).fetchone()
        return self._numbers[name]

    def _add(self, connection: str, points: Sequence[Point], happenings: Sequence[Happening]) -> None:
        number = self._number(connection)
        self._execute("BEGIN IMMEDIATE")
        try:
            for point in points:
                a, b, c = (*point.values, None, None, None)[:3]
                # A clock that was set back comes by the same moment again: what was seen last stands.
                self._execute("INSERT OR REPLACE INTO point VALUES (?, ?, ?, ?, ?, ?)",
                              (number, point.series.value, point.at, a, b, c))  # fmt: skip
            for one in happenings:
                values = (number, one.at, one.code, one.subject, one.before, one.after)
                self._execute(
                    "INSERT INTO happening (connection, at, code, subject, before, after) VALUES (?, ?, ?, ?, ?, ?)",
                    values,
                )
            self._execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._execute("ROLLBACK")
            raise

    def _points(self, connection: str, series: Series, since: float) -> Sequence[Point]:
        which = (self._number(connection), series.value, since)
        where = "FROM point WHERE connection = ? AND series = ? AND at >= ?"
        first, last, count = self._execute(f"SELECT MIN(at), MAX(at), COUNT(*) {where}", which).fetchone()
        if count <= _MOST_POINTS:
            found = self._execute(f"SELECT at, a, b, c {where} ORDER BY at", which)
        else:
            wide, worst = (last - first) / (_MOST_POINTS - 1), _WORST[series]
            asked = f"SELECT MAX(at), {worst}(a), {worst}(b), {worst}(c) {where} GROUP BY CAST((at - ?) / ? AS INTEGER)"
            found = self._execute(f"{asked} ORDER BY 1", (*which, first, wide))
        return tuple(
            Point(at, series, tuple(value for value in values if value is not None)) for at, *values in found.fetchall()
        )

    def _trim(self, oldest: float) -> bool:
        """Let one slice go and tell whether there is more to let go."""
        gone = self._drop_before(oldest)
        if not gone and self._size() > self._bytes and (until := self._first_of(_SLICE)) is not None:
            gone = self._drop_before(until)
        self._execute("PRAGMA incremental_vacuum").fetchall()
        return gone

    def _drop_before(self, at: float) -> bool:
        """Remove what is older and tell whether there was anything."""
        points = self._execute("DELETE FROM point WHERE at < ?", (at,)).rowcount
        return points + self._execute("DELETE FROM happening WHERE at < ?", (at,)).rowcount > 0

    def _first_of(self, most: int) -> float | None:
        """Return the time until which so many rows lie at the old end; None where there are not as many."""
        both = "SELECT at FROM point UNION ALL SELECT at FROM happening ORDER BY 1 LIMIT 1 OFFSET ?"
        row = self._execute(both, (most,)).fetchone()
        return None if row is None else float(row[0])

    def _size(self) -> int:
        """Return the bytes in use; pages that are free count for nothing."""
        pages, free, size = (
            self._execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)


class KeptRows:
    """The FlowMemory port for one connection."""

    def __init__(self, history: SqliteHistory, connection: str) -> None:
        self._history, self._connection = history, connection

    async def read(self, name: str) -> bytes | None:
        return await self._history.read(self._connection, name)

    async def write(self, name: str, data: bytes) -> None:
        await self._history.write(self._connection, name, data)

    async def forget(self, name: str) -> None:
        await self._history.forget(self._connection, name)
