"""The lab's faults as the window knows them, and the one that a lab was opened with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from wizard.app.ends import CommandEnded, Exit
from wizard.domain.lab_fault import LabFault, LabWish
from wizard.journey.rehearsal import connect
from wizard.journey.reproduced import answers_of_wish

if TYPE_CHECKING:  # types only: most commands need no lab
    from wizard.app.worlds import LabWorld
    from wizard.journey.desk_port import Desk
    from wizard.lab.faults._base import Fault

_NEEDS_A_PROCESS = "pid"
"""A parameter that nobody can give before the lab runs."""
OF_A_CONNECTION = frozenset(
    {
        "gitlab-application-id-blank",
        "gitlab-cors-dropped",
        "gitlab-key-storage-off",
        "gitlab-options-dropped",
        "gitlab-proxy-url-blank",
        "jira-app-descriptor-older",
        "jira-app-disabled",
        "jira-app-missing",
        "jira-license-token-missing",
        "jira-update-waiting",
    }
)
"""Faults of what a set-up makes: before it, a missing app or a page that may not read is nothing special."""


def reproducible() -> Sequence[LabFault]:
    """Return the faults that can be switched on in a lab from its start."""
    from wizard.lab.faults import ALL  # only where somebody asks: most commands need no lab

    return tuple(_known(fault) for fault in ALL.values() if _NEEDS_A_PROCESS not in fault.params)


def _known(fault: Fault) -> LabFault:
    return LabFault(
        fault.id,
        fault.message,
        fault.expect,
        fault.on,
        has_host="host" in fault.params,
        standing=fault.id in OF_A_CONNECTION,
        choices=fault.choices,
    )


def written(wish: LabWish) -> str:
    """Return a wish as one word of a command line."""
    return msgspec.json.encode(wish).decode()


def read_wish(word: str) -> LabWish:
    """Return the wish that a word of the command line holds. Raises: CommandEnded with exit 2."""
    try:
        return msgspec.json.decode(word, type=LabWish)
    except msgspec.DecodeError as error:
        raise CommandEnded(Exit.USAGE, f"--lab-fault cannot be read: {error}") from None


class SwitchedFault:
    """Implements `wizard.domain.lab_fault.FaultSwitch`."""

    def __init__(self, world: LabWorld, fault: LabFault, wish: LabWish, session: str) -> None:
        self.fault, self.wish, self.session = fault, wish, session
        self._world = world

    async def lift(self) -> None:
        await self._world.lift_fault(self.fault.id)


async def switch_on(world: LabWorld, desk: Desk, wish: LabWish) -> SwitchedFault:
    """Switch a fault on in a lab that has just started, connected before if so wished.

    Raises: CommandEnded when the lab does not know it.
    """
    known = next((fault for fault in reproducible() if fault.id == wish.fault), None)
    if known is None:
        raise CommandEnded(Exit.USAGE, f"The lab has no fault {wish.fault!r} that it could start with.")
    origin = world.origin_of(wish.side) if known.has_host else ""
    session = await connect(desk, await answers_of_wish(desk, wish)) if wish.connected else ""
    await world.set_fault(known.id, {**({"host": origin} if origin else {}), **wish.params})
    return SwitchedFault(world, known, wish, session)
