"""Makes the plan: what would have to change for these answers in this world, and what must be decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from wizard import changes
from wizard.changes import Change, Context, NotPlanned, Values
from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey.abreast import abreast
from wizard.journey.log import Record
from wizard.journey.one_place import concerns_one_place
from wizard.journey.unsettled import may_come_in, question
from wizard.journey.values import PlanRow


@dataclass(frozen=True, slots=True)
class Past:
    """What the journals of earlier sessions in this world say we set last, by change id."""

    records: Mapping[str, Record]
    accepted: frozenset[str] = frozenset()
    """Changes for which somebody decided to overwrite what another administrator set."""
    here: Mapping[str, Values] = field(default_factory=dict)
    """What the newest session of the same answers wrote and read back, by the name in the journal."""


def marker_of(session: str) -> str:
    """Return the mark of a session that is written into what it creates: its short random end."""
    return "set-up " + session.rsplit("-", 1)[-1]


def resolve(after: Values, made: Mapping[str, Values]) -> dict[str, Json]:
    """Put the values that earlier changes made in place of their references."""
    resolved: dict[str, Json] = {}
    for key, value in after.items():
        source, _, name = value.partition(".") if isinstance(value, str) else ("", "", "")
        resolved[key] = made[source].get(name, value) if source in made else value
    return resolved


async def rows(answers: Answers, ports: Ports, marker: str, past: Past) -> tuple[PlanRow, ...]:
    """Return one row for each change that is to be made, in order.

    One that cannot be made stays in the plan as left, with its finding. Raises: PortError.
    """
    made: dict[str, Values] = {}
    context = Context(answers, ports, marker, made, confirmed=past.here)
    planned: list[PlanRow | None] = []
    for alone, some in groupby(await changes.expand(context), key=lambda change: change.independent):
        if alone:
            planned += await abreast(tuple(some), partial(_planned, context, past))
        else:
            planned += [await _in_turn(context, past, made, change) for change in some]
    return tuple(row for row in planned if row is not None)


async def _in_turn(context: Context, past: Past, made: dict[str, Values], change: Change) -> PlanRow | None:
    """Return the row of a change on which others may build; what is in place already counts as made."""
    before = await change.read(context)
    try:
        after = await change.wanted(context, before)
    except NotPlanned as no:
        return _left(change, before, no.finding)
    if after is None:
        made[change.id] = before
        return None
    return _row(change, before, after, _changed_since(change, before, past))


async def _planned(context: Context, past: Past, change: Change) -> PlanRow | None:
    """Return the row of a change that stands alone, also where it cannot be read or written."""
    before: Values = {}
    try:
        before = await change.read(context)
        after = await change.wanted(context, before)
    except NotPlanned as no:
        return _left(change, before, no.finding)
    except PortError as error:
        if not concerns_one_place(error):
            raise
        return _left(change, before, trouble.finding_of(error, change.id, SeenFrom.DESKTOP))
    if after is None:
        return None
    finding = _changed_since(change, before, past)
    row = _row(change, before, after, finding)
    return row if finding is None else replace(row, state="left", finding=replace(finding, severity=Severity.WARNING))


def _left(change: Change, before: Values, finding: Finding) -> PlanRow:
    warning = replace(finding, severity=Severity.WARNING)
    return replace(_row(change, before, before, warning), state="left")


def _row(change: Change, before: Values, after: Values, finding: Finding | None) -> PlanRow:
    back = change.back(before, after)
    shown_before, shown_after = change.lines(before, after)
    return PlanRow(
        id=change.id,
        title=change.title,
        where=change.where,
        before=before,
        after=after,
        shown_before=shown_before,
        shown_after=shown_after,
        reversible=True,
        request=change.request,
        finding=finding,
        side=change.side,
        condition=back.condition,
        independent=change.independent,
    )


def _changed_since(change: Change, before: Values, past: Past) -> Finding | None:
    """Say so when we had confirmed another value here and somebody changed it since, or when ours may still come in."""
    record = past.records.get(change.recorded_as)
    if record is not None and may_come_in(change, record) and change.id not in past.accepted:
        return question(change, record)
    if record is None or record.state is not State.CONFIRMED or change.id in past.accepted:
        return None
    after = record.data.get("after")
    if not isinstance(after, dict) or change.holds(before, after):
        return None
    now = ", ".join(change.shown(before)) or "(empty)"
    ours = ", ".join(change.shown(after)) or "(empty)"
    return changed_by_other(change.id, now, ours)


def changed_by_other(change_id: str, now: str, ours: str) -> Finding:
    """Return the question that a second administrator's change raises."""
    facts = {"change": change_id, "now": now, "ours": ours}
    return Finding(
        code="plan-changed-by-other",
        severity=Severity.BLOCKER,
        title=T("Somebody changed this since this set-up wrote it"),
        cause=T('It was set to "{ours}" by this set-up and now is "{now}".', **facts),
        fix=T("Ask the other administrator, then decide: keep their value, or overwrite it with this plan."),
        source="Help: Review",
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )


def decisions(planned: Sequence[PlanRow]) -> tuple[Finding, ...]:
    """Return what must be decided before these rows may be applied; what is left out keeps no other row back."""
    return tuple(row.finding for row in planned if row.finding is not None and row.state != "left")
