"""Why a request was sent: the sentences of the check, the change, the task or the hop that it was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.ui.i18n import show, tr
from wizard.ui.watching import PURPOSE

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Iterator

    from wizard.evidence.exchange import Exchange
    from wizard.ui.visit import Visit


def reasons(visit: Visit, exchange: Exchange) -> list[str]:
    """Return the sentences, the most telling first; never none."""
    if exchange.why == PURPOSE:
        return [tr("The monitor asks this: it compares what GitLab has with what Jira shows.")]
    found = [one for one in _about(visit, exchange.why) if one] if exchange.why else []
    if found:
        return found
    if exchange.why:
        return [tr("It was sent for {id}.", id=exchange.why)]
    return [tr("A page asked it; no check and no change stands behind it.")]


def _about(visit: Visit, why: str) -> Iterator[str]:
    learnt = visit.learnt
    for check in learnt.checks:
        if check.id == why:
            yield tr("The check “{title}” asks this.", title=show(check.title))
            yield show(check.why)
            for finding in check.findings:
                yield show(finding.cause)
                yield tr("Source: {text}", text=finding.source) if finding.source else ""
    plan = learnt.plan
    rows = (*learnt.applied, *(plan.rows if plan is not None else ()))
    for row in rows:
        if row.id == why:
            yield tr("The change “{title}” needs this.", title=show(row.title))
            return
    for task in plan.tasks if plan is not None else ():
        if task.id == why:
            yield tr("It shows whether people have done “{title}”.", title=show(task.title))
    for hop in learnt.proof.hops if learnt.proof is not None else ():
        if hop.name == why:
            yield tr("It is part of the test: {title}.", title=show(hop.title))
