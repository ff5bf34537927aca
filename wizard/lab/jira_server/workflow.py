"""Jira's own workflow: from each status only what it leads on to, by the numbers that every old Jira has.

Source: the read-only system workflow `jira`; numbers and names R.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.lab.jira_server.records import CLOSED, OPEN, REOPENED, RESOLVED, STARTED, Status


@dataclass(frozen=True, slots=True)
class Transition:
    id: str
    name: str
    to: Status

    @property
    def resolves(self) -> bool:
        """Tell whether its screen asks for a resolution."""
        return self.to in (RESOLVED, CLOSED)


_START = Transition("4", "Start Progress", STARTED)
_STOP = Transition("301", "Stop Progress", OPEN)
_RESOLVE = Transition("5", "Resolve Issue", RESOLVED)
_CLOSE = Transition("2", "Close Issue", CLOSED)
_CLOSE_RESOLVED = Transition("701", "Close Issue", CLOSED)
_REOPEN = Transition("3", "Reopen Issue", REOPENED)

LEADS_ON: Mapping[Status, tuple[Transition, ...]] = {
    OPEN: (_START, _RESOLVE, _CLOSE),
    STARTED: (_STOP, _RESOLVE, _CLOSE),
    REOPENED: (_RESOLVE, _CLOSE, _START),
    RESOLVED: (_CLOSE_RESOLVED, _REOPEN),
    CLOSED: (_REOPEN,),
}
