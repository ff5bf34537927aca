"""The Clock port: this computer's time, and a lab's."""

import asyncio
import time

from wizard.adapters.network.control_line import ControlLine
from wizard.domain.errors import PortError

_REFRESH_S = 0.5
_LATE_LAB_S = 30.0
"""That a lab's clock was stepped is noticed within so much of its own time too."""
_SHORT_S = 0.2


class SystemClock:
    """The time of this computer."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class LabClock:
    """A lab's time, carried on from its last reading; the lab is asked every half second, a fast one more often."""

    def __init__(self, control: ControlLine) -> None:
        self._control = control
        self._lab_zero = time.time()
        self._real_zero = time.monotonic()
        self._rate = 1.0
        self._asked_at = float("-inf")
        self._latest = 0.0

    async def refresh(self) -> None:
        """Read the lab's clock, unless that was done a moment ago; a lab that does not answer keeps its last pace."""
        real = time.monotonic()
        if real - self._asked_at < min(_REFRESH_S, _LATE_LAB_S / max(self._rate, 1.0)):
            return
        self._asked_at = real
        try:
            answer = await self._control.get("/clock")
        except PortError:
            return
        now, rate = answer.get("now"), answer.get("rate")
        if isinstance(now, int | float) and isinstance(rate, int | float):
            self._lab_zero, self._real_zero, self._rate = float(now), time.monotonic(), max(0.0, float(rate))

    def now(self) -> float:
        return self._lab_zero + (time.monotonic() - self._real_zero) * self._rate

    def monotonic(self) -> float:
        # A reading may correct us by some milliseconds backwards; durations must not see that.
        self._latest = max(self._latest, self.now())
        return self._latest

    async def sleep(self, seconds: float) -> None:
        """Return when the lab's clock has moved on by `seconds`, by its pace or because it was stepped."""
        await self.refresh()
        deadline = self.now() + seconds
        while (left := deadline - self.now()) > 0:
            real = left / self._rate if self._rate > 0 else _REFRESH_S
            await asyncio.sleep(min(real, _REFRESH_S))
            if real > _SHORT_S:
                await self.refresh()
        if seconds <= 0:
            await asyncio.sleep(0)
