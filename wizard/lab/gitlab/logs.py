"""The log files of the instance that its administrator reads: bounded, newest last, never with a secret in them.

Source: gitlab/messages.json, which file has which line; failures.md B1 for the words of a wrong audience.
"""

from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

Lines = deque[dict[str, Any]]

_KEPT: Final = 500
correlation: ContextVar[str] = ContextVar("correlation", default="")
"""Id of the request that is answered; empty in background jobs."""


def _lines() -> Lines:
    return deque(maxlen=_KEPT)


@dataclass(slots=True)
class Logs:
    """The files by name."""

    integrations: Lines = field(default_factory=_lines)
    """integrations_json.log"""
    exceptions: Lines = field(default_factory=_lines)
    """exceptions_json.log"""
    application: Lines = field(default_factory=_lines)
    """application_json.log"""

    def raised(self, when: str, kind: str, message: str) -> None:
        """Add what was raised: its class as Ruby names it, and its words."""
        line = {"severity": "ERROR", "time": when, "correlation_id": correlation.get()}
        self.exceptions.append({**line, "exception.class": kind, "exception.message": message})
