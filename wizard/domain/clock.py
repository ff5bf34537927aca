"""The Clock port: all waiting and all dates of the product."""

from typing import Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Return seconds since the epoch, for dates."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow, for durations. In a lab they are lab seconds."""
        ...

    async def sleep(self, seconds: float) -> None: ...
