"""A window over a lab in which a fault is switched on: where it opens, what its bar says, and how it is lifted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wizard.domain.errors import PortError
from wizard.ui.i18n import tr
from wizard.ui.visit import STEPS

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.lab_fault import FaultSwitch
    from wizard.ui.shell import Shell
    from wizard.ui.visit import Visit

FAULT = "lab-fault"
_OWNER = "window"
_OPENS_AT = {step: step for step in STEPS[1:-1]} | {"apply": "review"}
"""Where a finding showed, and the page that leads to it in a lab; the checks for all others."""


def say_fault_comes(visit: Visit) -> None:
    """Say why nothing happens yet: the lab starts, and a page of it opens by itself."""
    visit.wide.say(FAULT, "info", tr("The lab is starting; then the page where the fault shows opens here."))


async def take_up_fault(shell: Shell) -> None:
    """Open the page where the fault shows, with the answers that the lab offers; nothing where none is on."""
    visit = shell.visit
    switch = await visit.asking.look(lambda desk: desk.fault_switch)
    if switch is None:
        return
    from wizard.journey.reproduced import answers_of_wish

    answers = await visit.asking.ask(lambda desk: answers_of_wish(desk, switch.wish))
    page = visit.take_up(switch.session, answers, _OPENS_AT.get(switch.wish.page, "checks"))
    visit.learnt.suggestions = await visit.asking.look(lambda desk: desk.suggestions())
    _say_on(visit, switch)
    shell.go(page)


def _say_on(visit: Visit, switch: FaultSwitch) -> None:
    said = tr('In this lab a fault is switched on. People see: "{message}"', message=switch.fault.message)
    lift = partial(_begin_to_lift, visit, switch)
    visit.fault_here = (switch.fault.code, lift)
    visit.wide.say(FAULT, "warn", said, {tr("Lift the fault"): lift})


def _begin_to_lift(visit: Visit, switch: FaultSwitch) -> None:
    visit.spawn(_lift(visit, switch), _OWNER, "lift the fault")


async def _lift(visit: Visit, switch: FaultSwitch) -> None:
    try:
        await visit.asking.ask(lambda _desk: switch.lift())
    except PortError:
        said = tr(
            "The fault is still on: the lab does not answer. Try again, or close this window and open the lab anew."
        )
        visit.wide.say(FAULT, "error", said, {tr("Lift the fault"): partial(_begin_to_lift, visit, switch)})
        return
    visit.fault_here = None
    visit.wide.say(FAULT, "ok", tr("The fault is lifted. Ask again here, and the set-up goes on to its end."))
