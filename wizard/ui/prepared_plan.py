"""A plan that was prepared without a network, gone on with in the window: taken up, and held against what is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.ui.controls import button
from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from PySide6.QtWidgets import QPushButton

    from wizard.documents.plan_archive import ArchivedPlan
    from wizard.domain.findings import Finding
    from wizard.journey.values import Plan
    from wizard.ui.pages._base import Page
    from wizard.ui.visit import Visit

OTHER = "plan-other-than-prepared"


def take_up(visit: Visit, prepared: ArchivedPlan) -> None:
    """Begin a set-up with the answers of the file; what it assumed is looked at when the plan is read."""
    visit.start_over(prepared.answers)
    visit.learnt.assumed = prepared.assumed


async def held_against(page: Page, plan: Plan) -> tuple[Finding, ...]:
    """Return where the world is other than the file assumed with which this set-up began; nothing without one."""
    learnt = page.visit.learnt
    assumed, as_found = learnt.assumed, learnt.as_found
    if assumed is None:
        return ()
    return tuple(await page.ask(lambda desk: desk.held_against(plan, assumed, as_found=as_found)))


def decision(finding: Finding, at: str, accept: Callable[[], object]) -> list[QPushButton]:
    """Return the button with which a person goes on with what was found; none where nothing is asked."""
    if finding.code != OTHER:
        return []
    return [button(tr("Go on with what was found"), f"{at}.accept", accept, "small")]
