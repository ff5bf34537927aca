"""What a session wrote, as rows of an undo: newest first, each with what was there before it."""

from wizard import changes
from wizard.changes import Change, Values
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.text import T
from wizard.journey.log import Record
from wizard.journey.values import PlanRow


def values_of(value: Json) -> Values:
    return value if isinstance(value, dict) else {}


def kept_otherwise(record: Record, now: Values) -> bool:
    """Tell whether this is what the server made of our write: it was read back once, and is the same today."""
    return record.state is State.FAILED and "kept" in record.data and dict(now) == record.data["kept"]


def when(item: tuple[str, Record]) -> tuple[int, int]:
    """Return when a change was sent; what was never sent goes by its place in the plan."""
    change_id, record = item
    return record.sent_seq, changes.by_id(change_id).rank


def over(undone: Record | None, written: Record) -> bool:
    return undone is not None and undone.seq > written.seq and undone.state in (State.CONFIRMED, State.LEFT)


def row_of(change_id: str, record: Record) -> PlanRow:
    change = changes.by_id(change_id)
    old, ours = values_of(record.data.get("before")), values_of(record.data.get("after"))
    back = change.back(old, ours)
    shown_ours, shown_old = change.lines(ours, old)
    return PlanRow(
        id=change_id,
        title=change.title,
        where=change.where,
        before=ours,
        after=old,
        shown_before=shown_ours,
        shown_after=shown_old,
        reversible=True,
        request=back.request,
        side=change.side,
        condition=back.condition,
        independent=change.independent,
    )


def left_alone(change: Change, row: PlanRow, now: Values) -> Finding:
    facts = {"change": row.id, "now": shown_in_line(change, now), "ours": ", ".join(row.shown_before)}
    return Finding(
        code="undo-left-alone",
        severity=Severity.WARNING,
        title=T("Left as it is: somebody changed it since"),
        cause=T('This set-up wrote "{ours}", and now it is "{now}".', **facts),
        fix=T("If it shall go too, change it by hand: {where}.", where=str(change.where)),
        source="Help: Undo and resume",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )


def shown_in_line(change: Change, state: Values) -> str:
    """Return a state for a sentence."""
    return ", ".join(change.shown(state)) or "(empty)"


def not_as_before(row: PlanRow, now: str) -> Finding:
    """Return what to say where a place shows something third after its undo."""
    facts = {"change": row.id, "now": now, "before": ", ".join(row.shown_after) or "(empty)"}
    return Finding(
        code="undo-not-as-before",
        severity=Severity.BLOCKER,
        title=T("Taken back, and not as it was before"),
        cause=T('Before this set-up it was "{before}", and after the undo it reads "{now}".', **facts),
        fix=T(
            "Look at the place itself: {where}. Somebody changed it at the same moment, or GitLab kept it otherwise. "
            "Put it right there by hand; another undo leaves it alone.",
            where=str(row.where),
        ),
        source="Help: Undo and resume",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )


def not_taken_back(row: PlanRow) -> Finding:
    """Return what to say where an undo was answered with success and changed nothing."""
    facts = {"change": row.id, "request": row.request}
    return Finding(
        code="undo-not-kept",
        severity=Severity.BLOCKER,
        title=T("GitLab accepted this and did not take it back"),
        cause=T("{request} was answered with success, but reading it back shows what this set-up wrote.", **facts),
        fix=T("Undo again. If it stays, set it by hand: {where}.", where=str(row.where)),
        source="Help: Undo and resume",
        facts=facts,
        check="undo",
        seen_from=SeenFrom.DESKTOP,
    )
