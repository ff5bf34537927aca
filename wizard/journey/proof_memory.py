"""The last proof of a session, read from its journal: good while nothing was changed or decided otherwise since."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, State
from wizard.journey import kind_hops, proofs
from wizard.journey.values import EarlierProof, Mark, Proof

_STEPS = {
    "gitlab": "gitlab", "jira": "jira", "route": "method", "project": "groups", "issue": "groups", "groups": "groups",
    "integration": "integration", "kinds": "verify",
}  # fmt: skip
"""Where each answer that a proof stands on is given."""


_UNSAID: dict[str, Json] = {"kinds": []}
"""What journals of before do not say: of which kinds of data they tell."""


def about(answers: Answers) -> dict[str, Json]:
    """Return what a proof is a proof of; it stands in the journal beside it."""
    sites: dict[str, Json] = {"gitlab": answers.gitlab.url, "jira": answers.jira.url}
    proof: dict[str, Json] = {"project": answers.proof.project, "issue": answers.proof.issue}
    kinds = list[Json](kind.value for kind in kind_hops.wanted(answers))
    groups = list[Json](sorted(answers.groups.paths))
    what: dict[str, Json] = {"kinds": kinds, "groups": groups, "integration": _integration(answers)}
    return {**sites, "route": answers.route.value, **proof, **what}


def _integration(answers: Answers) -> str:
    """Return what the mention was tested of; its settings are changes, and a change ends a proof."""
    wanted = answers.integration
    return f"{wanted.scope} {wanted.web_url or answers.jira.url}" if wanted.wanted else ""


def last_proof(rows: Sequence[Row], answers: Answers) -> Proof | None:
    """Return the proof that ended this session, or None when it was not proven, something was written afterwards, or
    it is a proof of something else than these answers.
    """
    end = _end(rows)
    return None if end is None or _changed(end, answers) else _proof(rows, end, answers)


def earlier_proof(rows: Sequence[Row], answers: Answers) -> EarlierProof | None:
    """Return the proof that ended this session for other answers than these, or None when there is none or something
    was written afterwards.
    """
    end = _end(rows)
    changed = _changed(end, answers) if end is not None else ()
    if end is None or not changed:
        return None
    groups = end.data.get("groups")
    covered = tuple(str(one) for one in groups) if isinstance(groups, list | tuple) else ()
    return EarlierProof(_proof(rows, end, answers), covered, changed)


def _end(rows: Sequence[Row]) -> Row | None:
    """Return the row that says proved, when it is the last word of the session and nothing was written after it."""
    ends = [row for row in rows if row.kind == "session"]
    if not ends or ends[-1].subject != "proved":
        return None
    end = ends[-1]
    return None if any(row.seq > end.seq and row.kind in ("change", "undo") for row in rows) else end


def _changed(end: Row, answers: Answers) -> tuple[str, ...]:
    now = about(answers)
    then = {**now, **_UNSAID, **end.data}
    others = (_STEPS[name] for name, value in now.items() if then[name] != value)
    return tuple(dict.fromkeys(others))


def _proof(rows: Sequence[Row], end: Row, answers: Answers) -> Proof:
    """Return the proof with the hops of these answers; one that left no time was not tried."""
    times = {row.subject: row.data.get("ms") for row in rows if row.kind == "proof" and row.state is State.NOTED}
    hops = tuple(
        replace(hop, mark=Mark.OK, ms=float(ms))
        if isinstance(ms := times.get(hop.name), int | float)
        else replace(hop, mark=Mark.SKIPPED)
        for hop in proofs.waiting(answers)
    )
    total, branch = sum(hop.ms or 0.0 for hop in hops), str(end.data.get("branch", ""))
    return Proof(True, hops, branch, total, end.at, str(end.data.get("link", "")))
