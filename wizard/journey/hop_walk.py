"""What all tests of a connection share: hop after hop, each timed and written down, until one does not hold."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from wizard.checks import trouble
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import Text
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import proof_hops
from wizard.journey.log import Journal
from wizard.journey.proof_hops import Hop
from wizard.journey.values import HopRow, Mark

OnHop = Callable[[HopRow], None]
_Value = TypeVar("_Value")
Step = tuple[Hop, Callable[[], Awaitable[None]]]

FIRST_POLL_S, LONGEST_POLL_S = 0.25, 3.0


class Stopped(Exception):
    """A hop did not hold."""

    def __init__(self, root: Finding | None = None, **facts: str) -> None:
        super().__init__()
        self.root = root
        self.facts = facts


class NotTried(Exception):
    """A hop has nothing to show with these answers; `why` says it. What comes after it goes on."""

    def __init__(self, why: Text) -> None:
        super().__init__()
        self.why = why


class HopWalk:
    """Runs the hops of one test and names each with its time."""

    def __init__(self, ports: Ports, journal: Journal, hops: Sequence[Hop], on_hop: OnHop) -> None:
        self._ports, self._journal, self._on_hop = ports, journal, on_hop
        self._hops = {hop.name: row for hop, row in zip(hops, proof_hops.rows(hops), strict=True)}
        self._note = Text("")
        """What a hop that holds has to say; empty where its time says enough."""

    def rows(self) -> tuple[HopRow, ...]:
        return tuple(self._hops.values())

    def _facts(self) -> dict[str, str]:
        """Return what the test is about, for the words of a failure."""
        return {}

    async def _all_of(self, steps: Sequence[Step]) -> bool:
        """Tell whether all hops hold; the first that does not ends the walk."""
        for hop, step in steps:
            if not await self._hop(hop, step):
                return False
        return True

    async def _hop(self, hop: Hop, step: Callable[[], Awaitable[None]]) -> bool:
        row = self._hops[hop.name]
        self._on_hop(replace(row, mark=Mark.RUNNING, note=hop.within))
        started = self._ports.clock.monotonic()
        finding: Finding | None = None
        self._note = Text("")
        try:
            with on_behalf_of(hop.name):
                await step()
        except NotTried as skipped:
            self._hops[hop.name] = replace(row, mark=Mark.SKIPPED, note=skipped.why)
            self._on_hop(self._hops[hop.name])
            return True
        except Stopped as stop:
            finding = proof_hops.finding(hop, {**self._facts(), **stop.facts}, stop.root)
        except PortError as error:
            root = trouble.finding_of(error, hop.name, hop.seen_from)
            finding = proof_hops.finding(hop, self._facts(), root)
        ms = (self._ports.clock.monotonic() - started) * 1000
        done = replace(row, mark=Mark.FAILED if finding else Mark.OK, ms=ms, finding=finding, note=self._note)
        self._hops[hop.name] = done
        await self._journal.write("proof", hop.name, State.FAILED if finding else State.NOTED, ms=round(ms, 1))
        self._on_hop(done)
        return finding is None

    async def _until(self, holds: Callable[[], Awaitable[bool]], within_s: float) -> None:
        """Ask again and again, a little more slowly each time, until it holds or the time is over. Raises: Stopped."""
        clock = self._ports.clock
        deadline = clock.monotonic() + within_s
        pause = FIRST_POLL_S
        while not await holds():
            if clock.monotonic() >= deadline:
                raise Stopped(waited=f"{within_s:.0f}")
            await clock.sleep(pause)
            pause = min(pause * 1.5, LONGEST_POLL_S)


def need(value: _Value | None) -> _Value:
    """Return what an earlier hop found; that hop stopped the test when it found nothing."""
    if value is None:
        raise Stopped
    return value
