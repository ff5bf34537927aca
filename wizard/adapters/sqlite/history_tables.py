"""What the file of the monitor's history looks like.

It is a file of its own: it may be lost, grow, be cut and be removed without the journal, which may not; and a monitor
that runs as a service must not hold the journal's lock. A crash of the program loses nothing, one of the computer the
last moments: that is what a sync for each round would cost.
"""

import sqlite3

from wizard.adapters.sqlite.schema import NewerStore

VERSION = 1
APPLICATION_ID = 0x474A5748
"""Marks the file as a history of ours ("GJWH")."""

_TABLES = (
    "CREATE TABLE connection (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """
    CREATE TABLE point (
        connection INTEGER NOT NULL, series TEXT NOT NULL, at REAL NOT NULL, a REAL, b REAL, c REAL,
        PRIMARY KEY (connection, series, at)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE happening (
        id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, at REAL NOT NULL,
        code TEXT NOT NULL, subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX happening_at ON happening (connection, at)",
    """
    CREATE TABLE kept (
        connection INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (connection, name)
    ) STRICT, WITHOUT ROWID
    """,
)


def bring_up(connection: sqlite3.Connection) -> None:
    """Make the tables where there are none. Raises: NewerStore, sqlite3.Error."""
    connection.execute("PRAGMA synchronous = NORMAL")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise NewerStore(str(found))
    if found == VERSION:
        return
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("VACUUM")  # the file has its first page by now, and only this takes the line above up
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
