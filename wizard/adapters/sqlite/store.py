"""The Store port over SQLite, in one worker thread: a method that wrote returns when the data is synced."""

import asyncio
import contextlib
import json
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
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
_INSERT = "INSERT INTO journal (session, at, kind, subject, state, data) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class _Append:
    """A row on its way to the disk."""

    values: tuple[object, ...]
    seq: int = 0
    over: bool = False
    error: sqlite3.Error | None = None


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
        at = self._now()
        data = json.dumps(dict(row.data), ensure_ascii=True, allow_nan=False)
        mine = _Append((row.session, at, row.kind, row.subject, row.state.value, data))
        self._appends.append(mine)
        try:
            seq = await self._run(lambda: self._appended(mine))
        except StoreFailed:
            with contextlib.suppress(ValueError):
                self._appends.remove(mine)  # nobody waits for it any more: it must not go along with a later one
            raise
        return replace(row, seq=seq, at=at)

    async def rows(self, session: str) -> Sequence[Row]:
        query = "SELECT session, kind, subject, state, data, seq, at FROM journal WHERE session = ? ORDER BY seq"
        found = await self._run(lambda: self._execute(query, (session,)).fetchall())
        return tuple(
            Row(owner, kind, subject, State(state), json.loads(data), seq, at)
            for owner, kind, subject, state, data, seq, at in found
        )

    async def close(self) -> None:
        """Close the file and let another program have it; may be called twice."""
        with contextlib.suppress(RuntimeError, sqlite3.Error):
            await asyncio.shield(asyncio.wrap_future(self._worker.submit(self._close)))
        self._worker.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        # Shielded: a cancelled caller must not leave the thread in the middle of what it wrote, nor lose that it did.
        try:
            future = self._worker.submit(self._opened, work)
        except RuntimeError:
            raise StoreFailed("store-closed", {"path": str(self.path)}) from None
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except StoreInUse:
            raise StoreFailed("store-in-use", {"path": str(self.path)}) from None
        except NewerStore as error:
            raise StoreFailed("store-newer", {"path": str(self.path), "version": str(error)}) from None
        except (sqlite3.Error, OSError) as error:
            raise StoreFailed(code_of(error), {"path": str(self.path), "reason": reason_of(error)}) from None

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

    def _appended(self, mine: "_Append") -> int:
        """Return the number of a row once it is on disk; whoever comes first takes all that wait along."""
        if not mine.over:
            self._append_all([self._appends.popleft() for _ in range(len(self._appends))])
        if mine.error is not None:
            raise mine.error
        return mine.seq

    def _append_all(self, rows: Sequence["_Append"]) -> None:
        """Write rows in their order with one sync for all of them: all are there after it, or none."""
        several = len(rows) > 1
        error: sqlite3.Error | None = None
        try:
            if several:
                self._execute("BEGIN", ())
            for row in rows:
                row.seq = self._execute(_INSERT, row.values).lastrowid or 0
            if several:
                self._execute("COMMIT", ())
        except sqlite3.Error as failure:
            error = failure
            with contextlib.suppress(sqlite3.Error):
                self._execute("ROLLBACK", ())
        for row in rows:
            row.over, row.error = True, error

    def _execute(self, statement: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        """Run one statement; outside a transaction SQLite commits and syncs it before this returns."""
        if self._connection is None:
            raise sqlite3.ProgrammingError("closed")
        return self._connection.execute(statement, values)


def code_of(error: sqlite3.Error | OSError) -> str:
    """Return the code of StoreFailed for what a file met."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in (28, 122)
    return "store-full" if full else "store-failed"


def reason_of(error: sqlite3.Error | OSError) -> str:
    """Return the name of an error as people can look it up."""
    return str(getattr(error, "sqlite_errorname", "") or type(error).__name__)
