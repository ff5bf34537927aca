"""What a plan asks before it is applied: its findings as cards, those of equal places together."""

from collections.abc import Iterable

from wizard.domain.findings import Finding, Severity
from wizard.journey.values import Plan
from wizard.ui.left_out import for_all, told_alike


def asked(plan: Plan) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return what is told in cards, each with the ids of the changes about which it asks for a decision."""
    found = [(one, _decided((one,))) for one in plan.findings]
    for some in told_alike([row for row in plan.rows if row.finding is not None]):
        finding = for_all(some).finding
        if finding is not None and some[0].finding not in plan.findings:
            found.append((finding, _decided(row.finding for row in some)))
    return [(one, changes) for one, changes in found if one.severity is not Severity.ADVICE]


def _decided(findings: Iterable[Finding | None]) -> tuple[str, ...]:
    """Return the ids of changes that findings ask about; most ask about none."""
    return tuple(change for one in findings if one is not None and (change := one.facts.get("change", "")))
