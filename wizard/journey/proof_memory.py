"""The last proof of a session, read from its journal: good while nothing was changed or decided otherwise since."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, State
from wizard.journey import proof_hops
from wizard.journey.values import Mark, Proof


def about(answers: Answers) -> dict[str, Json]:
    """Return what a proof is a proof of; it stands in the journal beside it."""
    sites: dict[str, Json] = {"gitlab": answers.gitlab.url, "jira": answers.jira.url}
    return {**sites, "route": answers.route.value, "project": answers.proof.project, "issue": answers.proof.issue}


def last_proof(rows: Sequence[Row], answers: Answers) -> Proof | None:
    """Return the proof that ended this session, or None when it was not proven, something was written afterwards, or
    it is a proof of something else than these answers.
    """
    ends = [row for row in rows if row.kind == "session"]
    if not ends or ends[-1].subject != "proved":
        return None
    end = ends[-1]
    if any(end.data.get(name, value) != value for name, value in about(answers).items()):
        return None
    if any(row.seq > end.seq and row.kind in ("change", "undo") for row in rows):
        return None
    times = {row.subject: row.data.get("ms") for row in rows if row.kind == "proof" and row.state is State.NOTED}
    hops = tuple(
        replace(hop, mark=Mark.OK, ms=float(ms) if isinstance(ms := times.get(hop.name), int | float) else None)
        for hop in proof_hops.waiting()
    )
    return Proof(True, hops, str(end.data.get("branch", "")), sum(hop.ms or 0.0 for hop in hops))
