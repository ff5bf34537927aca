"""The log files of the instance that its administrator reads: bounded, newest last, never with a secret in them.

Source: gitlab/messages.json, which file has which line; failures.md B1 for the words of a wrong audience.
"""

import json
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_KEPT: Final = 500
correlation: ContextVar[str] = ContextVar("correlation", default="")
"""Id of the request that is answered; empty in background jobs."""


class Lines(deque[dict[str, Any]]):
    """The last lines of one file; all of them from the moment on that a folder is wanted for them."""

    def __init__(self) -> None:
        super().__init__(maxlen=_KEPT)
        self._file: Path | None = None

    def append(self, line: dict[str, Any], /) -> None:
        super().append(line)
        if self._file is not None:
            _write(self._file, [line])

    def into(self, file: Path) -> None:
        """Write what there is, and from now on every line. Raises: OSError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, [*self])
        self._file = file


def _write(file: Path, lines: list[dict[str, Any]]) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as opened:
        opened.writelines(f"{json.dumps(line, separators=(',', ':'))}\n" for line in lines)


@dataclass(slots=True)
class Logs:
    """The files by name."""

    integrations: Lines = field(default_factory=Lines)
    """integrations_json.log"""
    exceptions: Lines = field(default_factory=Lines)
    """exceptions_json.log"""
    application: Lines = field(default_factory=Lines)
    """application_json.log"""
    sidekiq: Lines = field(default_factory=Lines)
    """sidekiq/current: each job that tells Jira something, as it starts and as it ends"""

    def into(self, folder: Path) -> None:
        """Write the files where a Linux package has them below its folder of logs. Raises: OSError."""
        for name, lines in (
            ("integrations", self.integrations),
            ("exceptions", self.exceptions),
            ("application", self.application),
        ):
            lines.into(folder / "gitlab-rails" / f"{name}_json.log")
        self.sidekiq.into(folder / "sidekiq" / "current")

    def raised(self, when: str, kind: str, message: str) -> None:
        """Add what was raised: its class as Ruby names it, and its words."""
        line = {"severity": "ERROR", "time": when, "correlation_id": correlation.get()}
        self.exceptions.append({**line, "exception.class": kind, "exception.message": message})
