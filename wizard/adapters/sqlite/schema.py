"""What the database looks like, and how an older one becomes this one."""

import sqlite3

VERSION = 1
"""In `user_version`. A new one comes with a step in MIGRATIONS; steps are never changed."""

APPLICATION_ID = 0x474A5731
"""Marks the file as ours ("GJW1")."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE session (
            id TEXT PRIMARY KEY,
            started_at REAL NOT NULL,
            world TEXT NOT NULL,
            answers BLOB NOT NULL,
            page TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE journal (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            session TEXT NOT NULL REFERENCES session (id),
            at REAL NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            state TEXT NOT NULL,
            data TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX journal_session ON journal (session, seq)",
        "CREATE INDEX session_world ON session (world, started_at)",
        # The journal is a record: a line once written is neither changed nor removed, whoever asks.
        "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'rows never change'); END",
        "CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'rows never go'); END",
    ),
)


class NewerStore(Exception):
    """The file was written by a newer release."""


def bring_up(connection: sqlite3.Connection) -> None:
    """Make the tables, or bring an older file up to VERSION, in one transaction.

    Raises: NewerStore, sqlite3.Error.
    """
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise NewerStore(str(found))
    if found == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[found:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
