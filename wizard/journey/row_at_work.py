"""One row of a plan while it is worked at: what is told of it, and whether anything was sent for it."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from wizard.domain.clock import Clock
from wizard.domain.text import TN, Text
from wizard.journey.turns import Turn
from wizard.journey.values import PlanRow


class RowAtWork:
    """Tells how far a row is, and takes its turn when it writes."""

    def __init__(self, row: PlanRow, tell: Callable[[PlanRow], None], turn: Turn, clock: Clock) -> None:
        self.row, self.tell, self._turn, self._clock = row, tell, turn, clock
        self.writing = False
        """Whether a write may have gone out."""

    def say(self, note: Text) -> None:
        """Tell that it is at work, and at what."""
        self.tell(replace(self.row, state="working", note=note))

    async def pause(self, seconds: float) -> None:
        """Wait as long as the other side asks for before it takes more, and say so."""
        self.say(
            TN(
                "a limit was reached: going on in {n} second",
                "a limit was reached: going on in {n} seconds",
                ceil(seconds),
            )
        )
        await self._clock.sleep(seconds)

    async def turn(self) -> None:
        """Return when the rows before this one are on their way, or will not be sent."""
        await self._turn.come()

    def pass_on(self) -> None:
        """Let the next row be sent: this one goes to the journal now, and out from there in its order."""
        self._turn.pass_on()
