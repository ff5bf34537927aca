"""How much a host lets us ask: what its answers said of limits, for whoever keeps a budget."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HostPace:
    """What one host said last. Times are seconds since the epoch, by the Clock port."""

    remaining: int | None = None
    """Requests that are left until `resets_at`; None where it does not say."""
    resets_at: float | None = None
    near_limit: bool = False
    """Jira says so below a fifth of what it gives."""
    paused_until: float = 0.0
    """Before this it wants no request at all."""
    reason: str = ""
    """The limit by its own name, of the last refusal."""


class Pace(Protocol):
    def of(self, host: str) -> HostPace:
        """Return what a host said; of one that was not asked yet, or says nothing, the defaults."""
        ...


class NoPace:
    """Of hosts that say nothing of limits."""

    def of(self, host: str) -> HostPace:
        return HostPace()
