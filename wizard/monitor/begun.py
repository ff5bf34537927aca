"""How a connection began: when its groups were linked and what the test saw, until the monitor has seen more."""

from dataclasses import dataclass, replace

from wizard.monitor.first_sync import PROJECTS_PER_MINUTE
from wizard.monitor.values import History, Light, Live

_PROVEN_FOR_S = 3600.0
"""For so long a test that came through tells that data flows."""
_LATE_S = 900.0
"""A first sync that began longer ago than it takes, and this, is no news any more."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the journal knows. Units: seconds since the epoch; None for what did not happen."""

    linked_at: float | None = None
    arrived_at: float | None = None
    """When the branch of the test arrived in Jira."""

    def live(self, seen: Live, now: float) -> Live:
        """Return the live light with the test as the last arrival, where nothing newer was seen."""
        arrivals = [one.last_arrived_at for one in seen.kinds if one.last_arrived_at is not None]
        newest = max([*arrivals, *([self.arrived_at] if self.arrived_at is not None else [])], default=None)
        fresh = self.arrived_at is not None and 0 <= now - self.arrived_at <= _PROVEN_FOR_S
        light = Light.OK if seen.light is Light.UNKNOWN and fresh else seen.light
        return replace(seen, light=light, last_arrived_at=newest, proven=bool(newest) and newest == self.arrived_at)

    def history(self, seen: History, now: float) -> History:
        """Return the history with the beginning of its first sync, while nothing measured tells how far it is."""
        if self.linked_at is None or seen.eta_s is not None or not seen.projects or seen.light is Light.BROKEN:
            return seen
        takes = first_sync_s(seen.projects)
        if not 0 <= now - self.linked_at <= takes + _LATE_S:
            return seen
        light = Light.BEHIND if seen.light is Light.UNKNOWN else seen.light
        return replace(seen, light=light, began_at=self.linked_at, eta_s=max(0.0, self.linked_at + takes - now))


def first_sync_s(projects: int) -> float:
    """Return after how many seconds GitLab begins with the last projects: 20 a minute, the first ones at once."""
    return 60.0 * max(1, (projects - 1) // PROJECTS_PER_MINUTE)
