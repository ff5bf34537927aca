"""Opens the database: private from the first byte, durable, of our version, and sound."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from wizard.adapters.sqlite.schema import bring_up

_BUSY_MS = 5000
_CACHE_KIB = 512
"""Pages kept in memory; the 2,000 KiB that SQLite takes else fill in days of a monitor, and each is read once."""
_COMPANIONS = ("", "-wal", "-shm", "-journal")


class Damaged(Exception):
    """The file is no database, or not a sound one."""


def make_private(folder: Path) -> None:
    """Make the folder, for us alone, before anything is in it.

    Raises: OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def open_sound(
    path: Path, bring_up: Callable[[sqlite3.Connection], None] = bring_up
) -> tuple[sqlite3.Connection, Path | None]:
    """Return the connection, and where a damaged file was set aside; `bring_up` makes the tables.

    Raises: schema.NewerStore, sqlite3.Error, OSError.
    """
    try:
        return _opened(path, bring_up), None
    except Damaged:
        aside = _set_aside(path)
    return _opened(path, bring_up), aside


def _opened(path: Path, bring_up: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    # Made here with its mode: SQLite would make it by the umask and give -wal and -shm the same.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        _check(connection)
        bring_up(connection)
        _sync_folder(path.parent)
    except BaseException as error:
        connection.close()
        if _is_damage(error):
            raise Damaged from None
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged


def _is_damage(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _set_aside(path: Path) -> Path:
    """Rename the file with its companions; nothing is deleted. Returns the new name."""
    mark = datetime.now(UTC).strftime("damaged-%Y%m%d-%H%M%S-%f")
    for companion in _COMPANIONS:
        # The name in front, so that the companions still belong to their file.
        source = path.with_name(path.name + companion)
        if source.exists():
            source.rename(path.with_name(f"{path.name}.{mark}{companion}"))
    return path.with_name(f"{path.name}.{mark}")


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too; systems without it (Windows) need no such step."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
