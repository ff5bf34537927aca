"""The store on disk: sessions and their journal."""

from wizard.adapters.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
