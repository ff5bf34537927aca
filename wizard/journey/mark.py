"""How a row stands."""

from enum import StrEnum


class Mark(StrEnum):
    """How a row stands; each has its own shape in the window, never colour alone."""

    WAITING = "waiting"
    RUNNING = "running"
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Not asked, because what it needs does not hold; `after` of the row says which."""
