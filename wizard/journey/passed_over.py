"""What to say of a set-up that an undo did not take, because one of its sides did not answer."""

from wizard.checks import trouble
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T
from wizard.journey.values import SessionCard


def passed_over(card: SessionCard, error: PortError) -> Finding:
    """Return the warning that names the set-up, why it could not be looked at, and how to take it back later."""
    facts = {"session": card.id, "gitlab": card.gitlab, "error": error.code}
    why = trouble.finding_of(error, "undo", SeenFrom.DESKTOP).cause
    return Finding(
        code="undo-session-passed-over",
        severity=Severity.WARNING,
        title=T("A newer set-up was passed over"),
        cause=T("The set-up {session} with {gitlab} is not taken back now. {why}", why=why, **facts),
        fix=T("Once both of its sides answer, run undo --session {session}.", **facts),
        source="Help: undo",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )
