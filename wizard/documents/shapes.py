"""The JSON shapes of the command contract: FINDING, CHANGE and the proof, for commands and for files alike.

Source: resources/help/commands.md.
"""

from typing import Any

from wizard.domain.findings import Finding
from wizard.journey.values import Mark, PlanRow, Proof

FORMAT = 1


def finding(one: Finding) -> dict[str, Any]:
    """Return FINDING of the command contract."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "check": one.check,
        "seen_from": one.seen_from.value,
        "title": str(one.title),
        "facts": dict(one.facts),
        "cause": str(one.cause),
        "fix": str(one.fix),
        "source": one.source,
        "root": one.root or None,
        "task": one.task or None,
    }


def change(row: PlanRow) -> dict[str, Any]:
    """Return CHANGE of the command contract."""
    return {
        "id": row.id,
        "change": str(row.title),
        "where": str(row.where),
        "before": dict(row.before),
        "after": dict(row.after),
        "reversible": row.reversible,
        "request": row.request,
        "state": row.state,
    }


def proof(one: Proof | None) -> dict[str, Any]:
    """Return the proof of the command contract; every hop that was tried has its milliseconds."""
    if one is None:
        return {"ok": False, "hops": []}
    hops = [
        {"name": hop.name, "ms": round(hop.ms, 1), "ok": hop.mark is Mark.OK} for hop in one.hops if hop.ms is not None
    ]
    failed = next((hop.name for hop in one.hops if hop.mark is Mark.FAILED), None)
    return {"ok": one.ok, "hops": hops, "failed": failed, "branch": one.branch}
