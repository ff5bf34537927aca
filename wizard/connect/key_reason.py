"""Why an issue key is found otherwise than meant, or not at all, and what to write instead."""

from dataclasses import dataclass

from wizard.domain.findings import Severity
from wizard.domain.text import Text


@dataclass(frozen=True, slots=True)
class KeyReason:
    """One thing that somebody should know of a text.

    Shape: `KeyReason("key-lower-case", Severity.BLOCKER, T("..."), T("..."), at=4, text="plat-1", instead="PLAT-1")`
    """

    code: str
    severity: Severity
    """A blocker where GitLab finds nothing because of it, or git refuses the name."""
    reason: Text
    fix: Text
    at: int = 0
    text: str = ""
    """What stands there."""
    instead: str = ""
    """What to write in its place; empty where that is not known."""

    @property
    def end(self) -> int:
        return self.at + len(self.text)
