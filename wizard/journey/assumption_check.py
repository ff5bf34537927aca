"""Holds a plan that was made without looking against the world, before anything of it is applied."""

from collections.abc import Mapping

from wizard.domain.answers import Answers
from wizard.domain.assumed import VERSION, Assumption
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import Version
from wizard.journey import assumptions, planning
from wizard.journey.offline_plan import NEWEST, SESSION, offline_plan
from wizard.journey.values import Plan

_SOURCE = "Help: Plan offline"
_MOST_NAMED = 8


async def findings(
    answers: Answers, assumed: Mapping[str, str], ports: Ports, online: Plan, *, as_found: bool = False
) -> tuple[Finding, ...]:
    """Return what is other than assumed; a blocker where the plan is another one for it, unless somebody takes it as
    it was found. Raises: PortError.
    """
    prepared = await offline_plan(answers, _version(assumed.get(VERSION, "")))
    found = await assumptions.read(answers, ports, prepared.plan.rows)
    told = [_wrong(one, before) for one, before in assumptions.wrong(assumed, found)]
    mark, mark_online = planning.marker_of(SESSION), planning.marker_of(online.session or SESSION)
    if not assumptions.same_plan(prepared.plan.rows, online.rows, mark, mark_online):
        told.append(_another(prepared.plan, online, Severity.ADVICE if as_found else Severity.BLOCKER))
    return tuple(told)


def _version(text: str) -> Version:
    try:
        return Version.parse(text)
    except ValueError:
        return NEWEST


def _wrong(found: Assumption, before: str) -> Finding:
    facts = {"what": str(found.what), "assumed": before or "-", "found": found.value or "-", "id": found.id}
    return Finding(
        code="plan-assumption-wrong",
        severity=Severity.WARNING,
        title=T("Something is other than the plan assumed"),
        cause=T("{what}: the plan assumed “{assumed}”, and it is “{found}”.", **{**facts, "what": found.what}),
        fix=T("Read the changes of the plan: they were planned anew from what was found."),
        source=_SOURCE,
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )


def _named(ids: set[str]) -> str:
    """Return some of them by name, and how many more there are."""
    names = sorted(ids)
    more = [f"+ {len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return ", ".join([*names[:_MOST_NAMED], *more]) or "-"


def _another(prepared: Plan, online: Plan, severity: Severity) -> Finding:
    ids, now = {row.id for row in prepared.rows}, {row.id for row in online.rows}
    facts = {
        "more": _named(now - ids),
        "fewer": _named(ids - now),
    }
    return Finding(
        code="plan-other-than-prepared",
        severity=severity,
        title=T("The plan is another one than was prepared"),
        cause=T(
            "Read online, other values are changed than in the file. New: {more}. No longer needed: {fewer}.", **facts
        ),
        fix=T(
            "Read the changes of the plan. Go on with them by taking what was found (--as-found), or prepare it anew."
        ),
        source=_SOURCE,
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )
