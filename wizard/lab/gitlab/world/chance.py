"""Seeded choices: the same seed and name always give the same number, without holding anything."""

import hashlib
import zlib
from datetime import UTC, datetime
from typing import Final

EPOCH: Final = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
"""Before it nothing happened in a generated world."""


def pick(seed: int, *names: object) -> int:
    """Return a number of 32 bits for these names."""
    return zlib.crc32(":".join(map(str, (seed, *names))).encode())


def sha(seed: int, *names: object) -> str:
    """Return 40 hex digits that look like a commit id."""
    text = ":".join(map(str, (seed, *names)))
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def stamp(seconds: float, *, zulu: bool = True) -> str:
    """Return the time as GitLab's API writes it, in milliseconds."""
    text = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z") if zulu else text


NOUNS: Final = (
    "checkout", "search", "billing", "profile", "gateway", "mailer", "catalog", "ledger",
    "router", "scheduler", "console", "reports", "sensors", "archive", "importer", "widgets",
)  # fmt: skip
PHRASES: Final = (
    "fix the login", "add retry to upload", "speed up the list", "remove dead code", "show totals",
    "handle empty answer", "update dependencies", "rename the field", "cache the lookup", "log less",
)  # fmt: skip
