"""The log files of a GitLab that this computer can read: a part of the outside that most set-ups do not have."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class LogFile(StrEnum):
    INTEGRATIONS = "integrations"
    """What Jira answered: integrations_json.log."""
    SIDEKIQ = "sidekiq"
    """Background jobs as they begin and end: sidekiq/current of a Linux package, else sidekiq.log."""


@dataclass(frozen=True, slots=True)
class LogPosition:
    """Until where a file was read; one that was rotated away or cut since is told by it."""

    file: tuple[int, int]
    """Device and number of the file on it."""
    at: int
    """Units: bytes."""


class LogTrouble(StrEnum):
    """Why a file could not be read."""

    NO_FOLDER = "no-folder"
    MISSING = "missing"
    DENIED = "denied"
    NO_FILE = "no-file"
    """Something else than a file has its name."""
    SLOW = "slow"
    BROKEN = "broken"
    """The disk or the network that it lies on refuses."""


class LogUnreadable(Exception):
    """A log file cannot be read now."""

    def __init__(self, trouble: LogTrouble, path: str) -> None:
        super().__init__(f"{trouble.value}: {path}")
        self.trouble = trouble
        self.path = path
        """The file, or the folder in which it was looked for."""


@dataclass(frozen=True, slots=True)
class LogLines:
    """Whole lines that came since a position, the oldest first."""

    lines: tuple[bytes, ...]
    until: LogPosition
    gap: bool = False
    """Whether lines between the position and these were left out: too many for one look, or rotated away."""


class GitLabLogs(Protocol):
    async def since(self, file: LogFile, position: LogPosition | None) -> LogLines:
        """Return what was written since a position, without one the end of the file; both are bounded.

        Raises: LogUnreadable.
        """
        ...
