"""Asks again, when it is proven, the checks that warned before: what was made since may have mended that."""

from functools import partial

from wizard.domain.answers import Answers
from wizard.journey.desk_port import Desk
from wizard.journey.values import CheckRow, Mark
from wizard.ui.i18n import tr
from wizard.ui.pages._base import Page
from wizard.ui.step_state import StepState


async def _put(answers: Answers, check: str, desk: Desk) -> tuple[CheckRow, ...]:
    return tuple(await desk.run_checks(answers, lambda _row: None, check))


async def ask_warned_again(page: Page) -> None:
    """Let the step Checks be done where none of those that warned does so any more.

    Raises: PortError
    """
    visit = page.visit
    answers, now = visit.answers, {row.id: row for row in visit.learnt.checks}
    warned = [check for check, row in now.items() if row.mark is Mark.WARNING]
    if not warned or visit.state("checks") is not StepState.ATTENTION or "checks" in visit.unsettled():
        return
    for check in warned:
        now |= {row.id: row for row in await page.ask(partial(_put, answers, check))}
    if visit.answers != answers:
        return
    visit.learnt.checks = tuple(now.values())
    if all(now[check].mark is Mark.OK for check in warned):
        visit.mark("checks", StepState.DONE, tr("asked again"))
