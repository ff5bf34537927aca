"""The Store port over SQLite, in one worker thread: a method that wrote returns when the data is synced."""

import asyncio
import contextlib
import json
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from wizard.adapters.sqlite.instance_lock import InstanceLock, StoreInUse
from wizard.adapters.sqlite.opening import make_private, open_sound
from wizard.adapters.sqlite.schema import NewerStore
from wizard.domain.clock import Clock
from wizard.domain.errors import StoreFailed
from wizard.domain.journal import Row, Session, State

T = TypeVar("T")
_INSERT = "INSERT INTO journal (session, at, kind, subject, state, data) VALUES "
_VALUES = "(?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class _Append:
    """Rows of one caller on their way to the disk."""

    values: Sequence[tuple[object, ...]]
    first: asyncio.Future[int]
    """Number of the first; set in the loop of the caller, once they are on disk."""


class SqliteStore:
    """Opens its file when it is first used.

    Codes of StoreFailed: store-in-use, store-newer, store-full, store-failed, store-closed.
    """

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.path = path
        self.set_aside: Path | None = None
        """Where a damaged file was put when this store was opened."""
        self._now = clock.now if clock is not None else time.time
        self._lock = InstanceLock(path.with_name(path.name + ".lock"))
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._connection: sqlite3.Connection | None = None
        self._appends: deque[_Append] = deque()
        """Rows of the journal that wait for the worker."""
        self._asked = False
        """Whether the worker will look at them: a thread that is woken for each of many rows slows the loop down."""

    async def open(self) -> None:
        """Open the file now, to learn early whether it can be used; it is made if it is not there."""
        await self._run(lambda: None)

    async def begin(self, session: Session) -> None:
        values = (session.id, session.started_at, session.world, session.answers, session.page)
        await self._run(lambda: self._execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", values))

    async def update(self, session: Session) -> None:
        values = (session.answers, session.page, session.id)
        await self._run(lambda: self._execute("UPDATE session SET answers = ?, page = ? WHERE id = ?", values))

    async def sessions(self, world: str) -> Sequence[Session]:
        query = (
            "SELECT id, started_at, world, answers, page FROM session WHERE world = ? ORDER BY started_at DESC, id DESC"
        )
        found = await self._run(lambda: self._execute(query, (world,)).fetchall())
        return tuple(Session(*values) for values in found)

    async def append(self, row: Row) -> Row:
        return (await self.append_all((row,)))[0]

    async def append_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        at = self._now()
        # A cancelled caller takes nothing back: its rows go along all the same.
        mine = _Append([_values(row, at) for row in rows], asyncio.get_running_loop().create_future())
        self._appends.append(mine)
        self._ask()
        first = await mine.first
        return [replace(row, seq=number, at=at) for number, row in enumerate(rows, first)]

    async def rows(self, session: str) -> Sequence[Row]:
        query = "SELECT session, kind, subject, state, data, seq, at FROM journal WHERE session = ? ORDER BY seq"
        found = await self._run(lambda: self._execute(query, (session,)).fetchall())
        return tuple(map(row_of, found))

    async def close(self) -> None:
        """Close the file and let another program have it; may be called twice."""
        with contextlib.suppress(StoreFailed, sqlite3.Error):
            closed = asyncio.wrap_future(self._submitted(self._close))
            self._worker.shutdown(wait=False)  # what is asked for from now on must not open the file again
            await asyncio.shield(closed)

    async def _run(self, work: Callable[[], T]) -> T:
        # Shielded: a cancelled caller must not leave the thread in the middle of what it wrote, nor lose that it did.
        future = self._submitted(lambda: self._opened(work))
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except (StoreInUse, NewerStore, sqlite3.Error, OSError) as error:
            raise self._failed(error) from None

    def _ask(self) -> None:
        """Let the worker write the rows that wait, if it will not do so anyway."""
        if self._asked:
            return
        self._asked = True
        try:
            asked = self._submitted(self._append_all)
        except StoreFailed:
            self._asked = False
            self._appends.clear()  # it is closed: those who asked before have their rows
            raise
        asyncio.wrap_future(asked).add_done_callback(self._appended)

    def _submitted(self, work: Callable[[], T]) -> Future[T]:
        try:
            return self._worker.submit(work)
        except RuntimeError:
            raise StoreFailed("store-closed", {"path": str(self.path)}) from None

    def _failed(self, error: Exception) -> Exception:
        path = str(self.path)
        if isinstance(error, StoreInUse):
            return StoreFailed("store-in-use", {"path": path})
        if isinstance(error, NewerStore):
            return StoreFailed("store-newer", {"path": path, "version": str(error)})
        if isinstance(error, sqlite3.Error | OSError):
            return StoreFailed(code_of(error), {"path": path, "reason": reason_of(error)})
        return error

    def _opened(self, work: Callable[[], T]) -> T:
        if self._connection is None:
            self._open()
        return work()

    def _open(self) -> None:
        make_private(self.path.parent)
        self._lock.take()
        try:
            self._connection, self.set_aside = open_sound(self.path)
        except BaseException:
            self._lock.release()
            raise

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        try:
            if connection is not None:
                connection.close()
        finally:
            self._lock.release()

    def _append_all(self) -> tuple[Sequence[_Append], int, Exception | None]:
        """Write what waits, in the worker; return it with the number of the first row, or with what failed."""
        self._asked = False  # before it looks: what comes later asks again
        waiting = [self._appends.popleft() for _ in range(len(self._appends))]
        rows = [row for one in waiting for row in one.values]
        try:
            return waiting, self._opened(lambda: self._inserted(rows)) if rows else 0, None
        except Exception as error:  # noqa: BLE001 (told to each who waits)
            return waiting, 0, error

    def _inserted(self, rows: Sequence[tuple[object, ...]]) -> int:
        """Write rows in their order by one statement, which is one sync: all are there after it, or none."""
        values = [value for row in rows for value in row]
        last = self._execute(_INSERT + ", ".join([_VALUES] * len(rows)), values).lastrowid or 0
        # Only this connection writes, so that the numbers of one statement follow each other.
        return last - len(rows) + 1

    def _appended(self, done: asyncio.Future[tuple[Sequence[_Append], int, Exception | None]]) -> None:
        waiting, number, error = done.result()
        for one in waiting:
            if one.first.done():  # its caller was cancelled
                pass
            elif error is None:
                one.first.set_result(number)
            else:
                one.first.set_exception(self._failed(error))
            number += len(one.values)

    def _execute(self, statement: str, values: Sequence[object] | Mapping[str, object]) -> sqlite3.Cursor:
        """Run one statement; outside a transaction SQLite commits and syncs it before this returns."""
        if self._connection is None:
            raise sqlite3.ProgrammingError("closed")
        return self._connection.execute(statement, values)


def row_of(kept: tuple[str, str, str, str, str, int, float]) -> Row:
    """Return one line of the journal as it was read."""
    owner, kind, subject, state, data, seq, at = kept
    return Row(owner, kind, subject, State(state), json.loads(data), seq, at)


def _values(row: Row, at: float) -> tuple[object, ...]:
    data = json.dumps(dict(row.data), ensure_ascii=True, allow_nan=False)
    return row.session, at, row.kind, row.subject, row.state.value, data


def code_of(error: sqlite3.Error | OSError) -> str:
    """Return the code of StoreFailed for what a file met."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in (28, 122)
    return "store-full" if full else "store-failed"


def reason_of(error: sqlite3.Error | OSError) -> str:
    """Return the name of an error as people can look it up."""
    return str(getattr(error, "sqlite_errorname", "") or type(error).__name__)
