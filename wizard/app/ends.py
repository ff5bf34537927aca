"""How a command ends: the exit codes of the contract, and the one exception that carries them."""

from collections.abc import Sequence
from enum import IntEnum

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity

_UNREACHED = ("network-", "tls-", "lab-not-answering")


class Exit(IntEnum):
    DONE = 0
    BLOCKED = 1
    USAGE = 2
    UNREACHABLE = 3
    STOPPED = 4
    UNCONFIRMED = 5


class CommandEnded(Exception):
    """Ends a command early with a code and a sentence for people."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def of_findings(findings: Sequence[Finding]) -> Exit:
    """Return the code for what was found: 3 when a side could not be reached, 1 for other blockers, else 0."""
    blockers = [one for one in findings if one.severity is Severity.BLOCKER]
    if any(one.code.startswith(_UNREACHED) for one in blockers):
        return Exit.UNREACHABLE
    return Exit.BLOCKED if blockers else Exit.DONE


def of_error(error: PortError) -> tuple[Finding, Exit]:
    """Return what a whole command could not get past, and its code.

    Never 5: apply and undo say themselves when a write is not confirmed; what ends a command could not be read.
    """
    from wizard.checks import trouble  # not before something went wrong: all checks come with it

    code = Exit.UNREACHABLE if error.code.startswith(_UNREACHED) else Exit.BLOCKED
    return trouble.finding_of(error, "command", SeenFrom.DESKTOP), code
