"""How many requests the monitor may send, host by host: few in its rounds, more while everything is looked at."""

from collections import defaultdict, deque
from collections.abc import Mapping
from enum import StrEnum

from wizard.domain.clock import Clock
from wizard.domain.flow_memory import FlowMemory
from wizard.domain.pace import NoPace, Pace
from wizard.monitor import budget_kept

PER_MINUTE = 6
RECONCILE_PER_S = 2.0
_WINDOW_S = 60.0
_A_MOMENT_S = 2.0
"""A round may wait so long for its turn: requests of the one before ended a little later than they began."""
_LONGEST_PAUSE_S = 900.0
_SLOWER = 4.0
"""Times as long between requests to a host that is near its limit."""
_LEFT_TO_PEOPLE = 5
"""Of what a host says it still gives, so many requests are for people's clicks: they meet no limit that we used up."""
_NOT_YET_S = 1.0
"""Where all requests of the last minute are under way, it is looked again after so long."""
_LONGEST_S = 30.0
"""A request of a run that was cut off had arrived so long after its turn at the latest."""


class Work(StrEnum):
    ROUND = "round"
    RECONCILE = "reconcile"


class Turn:
    """One request. It counts until a minute after its end: the host counts when it arrived, which was no later."""

    def __init__(self, clock: Clock, ended_at: float | None = None) -> None:
        self._clock = clock
        self._taken_at = clock.monotonic()
        self._ended_at = ended_at

    def end(self) -> None:
        self._ended_at = self._clock.monotonic()

    def counts_for(self) -> float:
        """Return for how many seconds it counts at least from now on; 0 or less when it does no longer."""
        now = self._clock.monotonic()
        return (now if self._ended_at is None else self._ended_at) + _WINDOW_S - now

    def latest_end(self) -> float:
        """Return when it had ended at the latest, in case that nobody comes to tell."""
        return self._taken_at + _LONGEST_S if self._ended_at is None else self._ended_at

    @property
    def ended(self) -> bool:
        return self._ended_at is not None


class Budget:
    """Takes turns before requests. Clicks of people on other pages never come here, so they never wait for it."""

    def __init__(
        self,
        clock: Clock,
        *,
        per_minute: int = PER_MINUTE,
        reconcile_per_s: float = RECONCILE_PER_S,
        hurried: bool = False,
        pace: Pace | None = None,
        memory: FlowMemory | None = None,
    ) -> None:
        """Take what hosts say of limits from `pace`; keep in `memory` what the next run must know.

        Where a person waits (`hurried`), what a round needs beyond its number goes as a look at everything does.
        """
        self._clock, self._pace, self._memory = clock, pace or NoPace(), memory
        self.per_minute, self._apart_s, self._hurried = per_minute, 1.0 / reconcile_per_s, hurried
        self._sent: defaultdict[str, deque[float]] = defaultdict(deque)
        self._rounds: defaultdict[str, list[Turn]] = defaultdict(list)
        self._next: dict[str, float] = {}
        self._paused: dict[str, float] = {}

    async def take(self, host: str, work: Work = Work.ROUND) -> Turn:
        """Return when one more request may go to this host; the caller sends it at once, and ends the turn."""
        while (wait := self._wait(host, work)) > 0:
            await self._clock.sleep(wait)
        now, turn = self._clock.monotonic(), Turn(self._clock)
        self._sent[host].append(now)
        if work is Work.ROUND:
            self._rounds[host].append(turn)
            await self._keep(turn)
        if work is Work.RECONCILE or self._hurried:
            near = self._pace.of(host).near_limit
            self._next[host] = now + self._apart_s * (_SLOWER if near else 1.0)
        return turn

    async def take_up(self) -> None:
        """Count what an earlier run sent within the last minute."""
        now, today = self._clock.monotonic(), self._clock.now()
        for host, ends in (await budget_kept.kept(self._memory) if self._memory is not None else {}).items():
            # A clock that was set back dates them later than now: then they count for a minute from now on.
            ago = [max(0.0, today - end) for end in ends]
            self._rounds[host] += [Turn(self._clock, now - one) for one in ago]
            self._sent[host].extend(sorted(now - one for one in ago))

    async def _keep(self, turn: Turn) -> None:
        """Write down what was taken before it is sent: a run may be cut off at any moment."""
        if self._memory is None:
            return
        later = self._clock.now() - self._clock.monotonic()
        try:
            await budget_kept.keep(
                self._memory,
                {host: [one.latest_end() + later for one in turns] for host, turns in self._rounds.items() if turns},
            )
        except BaseException:
            turn.end()  # nobody else can: its caller was cancelled and never had it
            raise

    def left(self, host: str) -> int:
        """Return how many requests of a round would go to this host at once, or after a moment."""
        if self._wait_for_pause(host) > 0:
            return 0
        return max(0, self.per_minute - sum(turn.counts_for() > _A_MOMENT_S for turn in self._rounds[host]))

    def pause(self, host: str, seconds: float) -> None:
        """Send nothing to this host for so long, as it asked."""
        until = self._clock.monotonic() + min(max(seconds, 1.0), _LONGEST_PAUSE_S)
        self._paused[host] = max(until, self._paused.get(host, 0.0))

    def paused_for(self, host: str) -> float:
        """Return for how many seconds a host still wants to be left alone; 0 for one that does not."""
        return max(0.0, self._wait_for_pause(host))

    def used(self) -> Mapping[str, int]:
        """Return the requests of the last minute by host."""
        return {host: len(self._recent(sent)) for host, sent in self._sent.items()}

    def _wait(self, host: str, work: Work) -> float:
        if (paused := self._wait_for_pause(host)) > 0:
            return paused
        now = self._clock.monotonic()
        if work is Work.RECONCILE:
            return self._next.get(host, now) - now
        turns = self._rounds[host] = [turn for turn in self._rounds[host] if turn.counts_for() > 0]
        if len(turns) < self.per_minute:
            return 0.0
        if self._hurried:
            return self._next.get(host, now) - now
        return min((turn.counts_for() for turn in turns if turn.ended), default=_NOT_YET_S)

    def _wait_for_pause(self, host: str) -> float:
        """Return how long this host wants no request: as it said to us, or to another part of this program."""
        told = self._pace.of(host)
        used_up = told.remaining is not None and told.remaining < _LEFT_TO_PEOPLE and told.resets_at is not None
        until = max(told.paused_until, told.resets_at or 0.0) if used_up else told.paused_until
        others = min(until - self._clock.now(), _LONGEST_PAUSE_S)
        return max(self._paused.get(host, 0.0) - self._clock.monotonic(), others)

    def _recent(self, sent: deque[float]) -> deque[float]:
        old = self._clock.monotonic() - _WINDOW_S
        while sent and sent[0] <= old:
            sent.popleft()
        return sent
