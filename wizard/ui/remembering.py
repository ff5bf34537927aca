"""Stores each step of a set-up as it is opened, so that it can be resumed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.domain.errors import PortError
from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    import asyncio

    from wizard.ui.visit import Visit

_OWNER = "window"
_NOTHING_YET = frozenset({"start", "gitlab"})
"""Pages on which nothing was decided yet."""


class Remembering:
    """Keeps one order: what was opened last is stored last. `say` shows a notice."""

    def __init__(self, visit: Visit, say: Callable[[str], object]) -> None:
        self._visit, self._say = visit, say
        self._one_at_a_time: asyncio.Lock | None = None
        self._left: set[str] = set()
        """Sessions that other sites have left."""

    def opened(self, step: str) -> None:
        """Store that a step is on screen, with the answers so far."""
        if step not in _NOTHING_YET and not self._visit.check_only:
            self._visit.spawn(self._remember(step), _OWNER, "remember")

    async def _remember(self, step: str) -> None:
        import asyncio

        visit = self._visit
        self._one_at_a_time = self._one_at_a_time or asyncio.Lock()
        async with self._one_at_a_time:
            answers = visit.answers
            try:
                if not visit.session:
                    visit.session = await visit.asking.ask(lambda desk: desk.begin(answers))
                begun = visit.session
                session = await visit.asking.ask(lambda desk: desk.remember(answers, step))
                if visit.session == begun:  # nobody started over meanwhile
                    self._go_on_as(session)
            except PortError:
                self._say(tr("This set-up could not be stored; it cannot be resumed later."))

    def _go_on_as(self, session: str) -> None:
        if session in self._left and session != self._visit.session:
            self._say(tr("These are the sites from before: the set-up goes on with what was changed there."))
        elif session != self._visit.session:
            self._say(tr("These are other sites: what was done at the ones before stays in the list on Start."))
        self._left = (self._left | {self._visit.session}) - {session}
        self._visit.session = session
