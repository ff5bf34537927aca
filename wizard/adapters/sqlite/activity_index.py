"""The index of all that happened: a private file that ends with the program, asked by a thread of its own.

Who wants nothing recorded on disk gets it in memory.

A question puts the numbers of its rows in order once; then each page is found by its place, however many rows there
are. The other direction is the same order read from its end.
"""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from wizard.domain.errors import StoreFailed
from wizard.evidence.activity import TROUBLE, ActivityRow, Asked, Kind, Names, Sort, matcher

T = TypeVar("T")
_SCHEMA = """
CREATE TABLE happened (
    number INTEGER PRIMARY KEY, at REAL, kind TEXT, level TEXT, status INTEGER, step TEXT, source TEXT, message TEXT,
    ms REAL, writes INTEGER
);
CREATE TABLE behind (number INTEGER PRIMARY KEY, raw BLOB);
CREATE TEMP TABLE shown (place INTEGER PRIMARY KEY, number INTEGER);
CREATE TEMP TABLE called (step TEXT PRIMARY KEY, word TEXT);
"""
_COLUMNS = "number, at, kind, level, status, step, source, message, ms, writes"
_PUT = "INSERT INTO happened (at, kind, level, status, step, source, message, ms, writes) VALUES (?,?,?,?,?,?,?,?,?)"
_MOST_NAMES = 200
_RANK = "CASE level WHEN 'debug' THEN 0 WHEN 'info' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END"
"""How grave a level is; among the same the status counts."""
_ORDER = {
    Sort.AT: "at, number",
    Sort.LEVEL: f"{_RANK}, status, number",
    Sort.STEP: "coalesce((SELECT word FROM called WHERE called.step = happened.step), lower(step)), number",
    Sort.SOURCE: "source, number",
    Sort.MESSAGE: "message, number",
    Sort.MS: "ms, number",
}


class SqliteActivityIndex:
    """Implements `wizard.evidence.activity.ActivityIndex`."""

    def __init__(self, folder: Path | None = None, *, on_disk: bool = True) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="gitlab-jira-activity-", dir=folder) if on_disk else None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="activity")
        self._connection: sqlite3.Connection | None = None
        self._asked = Asked()
        self._turn = 0
        self._ordering = False
        self._newest = 0
        """Number of the newest row that the order knows."""

    def put(self, rows: Sequence[tuple[ActivityRow, bytes]]) -> None:
        with contextlib.suppress(RuntimeError):  # closed meanwhile
            self._worker.submit(self._put, tuple(rows))

    async def look(self, asked: Asked) -> int:
        self._turn += 1
        turn = self._turn
        if self._ordering and self._connection is not None:
            self._connection.interrupt()
        return await self._run(lambda: self._look(asked, turn))

    async def grow(self) -> int:
        return await self._run(self._grow)

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]:
        return await self._run(lambda: self._page(first, count))

    async def behind(self, number: int) -> bytes:
        return await self._run(lambda: self._behind(number))

    async def names(self) -> Names:
        return await self._run(lambda: Names(self._distinct("source"), self._distinct("step")))

    def close(self) -> None:
        """End the thread and delete the file."""
        if self._ordering and self._connection is not None:
            self._connection.interrupt()
        with contextlib.suppress(RuntimeError):
            self._worker.submit(self._close).result()
        self._worker.shutdown()
        if self._folder is not None:
            self._folder.cleanup()

    async def _run(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.wrap_future(self._worker.submit(work))
        except sqlite3.Error as error:
            path = self._folder.name if self._folder is not None else "memory"
            raise StoreFailed("store-failed", {"path": path, "reason": type(error).__name__}) from None

    # on the worker

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            # What is in it is in recordings and log too, and it ends with the program: nothing need be synced. But an
            # insert may be interrupted, and without any journal nothing could be taken back.
            self._connection = sqlite3.connect(self._place(), isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = MEMORY")
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._connection.executescript(_SCHEMA)
        return self._connection

    def _place(self) -> str:
        if self._folder is None:
            return ":memory:"
        path = Path(self._folder.name) / "activity.db"
        path.touch(0o600)
        return str(path)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _put(self, rows: Sequence[tuple[ActivityRow, bytes]]) -> None:
        try:
            self._insert(rows)
        except sqlite3.OperationalError:
            # A newer question meant to interrupt the order before us, which had ended just then.
            self._insert(rows)

    def _insert(self, rows: Sequence[tuple[ActivityRow, bytes]]) -> None:
        """Put all rows or none."""
        connection = self._open()
        connection.execute("BEGIN")
        try:
            for row, raw in rows:
                values = (
                    row.at, row.kind.value, row.level, row.status, row.step, row.source, row.message, row.ms,
                    row.writes,
                )  # fmt: skip
                number = connection.execute(_PUT, values).lastrowid
                if raw:
                    connection.execute("INSERT INTO behind VALUES (?, ?)", (number, raw))
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            connection.rollback()
            raise

    def _look(self, asked: Asked, turn: int) -> int:
        if turn != self._turn:
            return 0  # another question came while this one waited
        self._asked, self._newest = asked, 0
        connection = self._open()
        connection.execute("DELETE FROM shown")
        connection.execute("DELETE FROM called")
        connection.executemany(
            "INSERT INTO called VALUES (?, ?)", [(step, asked.place_of(step)) for step in asked.words]
        )
        return self._order()

    def _grow(self) -> int:
        if self._asked.sort is not Sort.AT:
            self._open().execute("DELETE FROM shown")
            self._newest = 0
        return self._order()

    def _order(self) -> int:
        """Put the rows above the newest known one in order, after those that are in it."""
        connection = self._open()
        where, values = _where(self._asked)
        if self._asked.pattern and self._asked.text:
            connection.create_function("hits", 1, matcher(self._asked.text), deterministic=True)
        newest = connection.execute("SELECT max(number) FROM happened").fetchone()[0] or 0
        self._ordering = True
        try:
            connection.execute(
                f"INSERT INTO shown (number) SELECT number FROM happened WHERE number > ? AND number <= ? {where} "  # noqa: S608 (columns of ours; values are bound)
                f"ORDER BY {_ORDER[self._asked.sort]}",
                (self._newest, newest, *values),
            )
            self._newest = newest
        except sqlite3.OperationalError:
            # A newer question interrupted this one; it begins anew.
            connection.execute("DELETE FROM shown")
            self._newest = 0
        finally:
            self._ordering = False
        return self._count()

    def _count(self) -> int:
        return int(self._open().execute("SELECT max(place) FROM shown").fetchone()[0] or 0)

    def _page(self, first: int, count: int) -> Sequence[ActivityRow]:
        low, high = first + 1, first + count
        if self._asked.down:
            total = self._count()
            low, high = total - first - count + 1, total - first
        found = self._open().execute(
            f"SELECT {', '.join(f'happened.{name}' for name in _COLUMNS.split(', '))} FROM shown "  # noqa: S608 (columns of ours)
            "JOIN happened USING (number) WHERE place BETWEEN ? AND ? ORDER BY place",
            (low, high),
        )
        rows = [
            ActivityRow(number, at, Kind(kind), level, status, step, source, message, ms, bool(writes))
            for number, at, kind, level, status, step, source, message, ms, writes in found
        ]
        return tuple(reversed(rows) if self._asked.down else rows)

    def _behind(self, number: int) -> bytes:
        found = self._open().execute("SELECT raw FROM behind WHERE number = ?", (number,)).fetchone()
        return bytes(found[0]) if found else b""

    def _distinct(self, column: str) -> tuple[str, ...]:
        found = self._open().execute(
            f"SELECT DISTINCT {column} FROM happened WHERE {column} <> '' ORDER BY 1 LIMIT {_MOST_NAMES}"  # noqa: S608 (a column of ours)
        )
        return tuple(name for (name,) in found)


def _where(asked: Asked) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if asked.trouble:
        parts.append(f"level IN ({', '.join('?' * len(TROUBLE))})")
        values += TROUBLE
    if asked.writes:
        parts.append("writes")
    for column, wanted in (("kind", asked.kind), ("source", asked.source), ("step", asked.step)):
        if wanted:
            parts.append(f"{column} = ?")
            values.append(wanted)
    if asked.text and asked.pattern:
        parts.append("hits(message)")
    elif asked.text:
        called = asked.steps_called(asked.text)
        among = f" OR step IN ({', '.join('?' * len(called))})" if called else ""
        parts.append(f"(instr(lower(message), ?) OR instr(lower(source), ?) OR instr(step, ?){among})")
        values += [*[asked.text.lower()] * 3, *called]
    return "".join(f"AND {part} " for part in parts), values
