"""Counts what issues show of the history: all of them, those of which more is expected, or a sample."""

from collections.abc import Collection
from random import Random

from wizard.domain.clock import Clock
from wizard.domain.errors import Refused
from wizard.domain.flow import Kind
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import HISTORY
from wizard.monitor.issues import AT_ONCE, Issues
from wizard.monitor.ladder import AMONG, climb, count_among
from wizard.monitor.sampling import Share, wilson

FEWEST_LOOKS = 200
"""Issues that are looked into singly in one go, at least."""


class Counting:
    def __init__(self, index: HistoryIndex, issues: Issues, clock: Clock, chance: Random) -> None:
        self._index, self._issues, self._clock, self._chance = index, issues, clock, chance
        self.counted_at = 0.0
        """When all issues were counted last."""
        self.sampled = False
        """Whether some issues stand for all, because the site refuses the search."""
        self.estimated: Share | None = None
        """The coverage by the sample."""

    async def all(self, asking: Asking) -> list[tuple[Kind, int]]:
        """Count all issues; return kinds and keys that show too little, or a sample where the search is refused."""
        try:
            for kind in HISTORY:
                await climb(asking, self._index, kind)
        except Refused as error:
            if error.code != "jira-search-refused":
                raise
            self.sampled = True
            return self._sample()
        self.sampled, self.estimated = False, None
        self.counted_at = self._clock.now()
        return (await self._index.uneven())[0]

    async def has_lost(self, asking: Asking) -> bool:
        """Tell whether some issues show nothing any more: then all are counted, for a site may have lost its data."""
        for kind in HISTORY:
            there = [key for key, _, seen in self._index.wanted(kind) if seen and (kind, key) not in self._index.absent]
            chosen = self._chance.sample(there, min(AMONG, len(there)))
            shown = self._index.nothing_seen()
            try:
                await count_among(asking, self._index, kind, 1, chosen, shown)
            except Refused as error:
                if error.code != "jira-search-refused":
                    raise
                return True
            if not all(shown[key] for key in chosen):
                return True
        return False

    async def grown(self, asking: Asking, grown: set[tuple[Kind, int]]) -> list[tuple[Kind, int]]:
        """Ask only of what is expected to show more than before, and of what was absent."""
        names = self._issues.open(self._index.names[key] for _, key in sorted(grown))
        for start in range(0, len(names), AT_ONCE):
            await self._issues.look_up(asking, names[start : start + AT_ONCE])
        for kind in HISTORY:
            by_count: dict[int, list[int]] = {}
            for _, key in sorted(place for place in grown if place[0] is kind):
                if self._index.names[key] in self._issues.ids:
                    by_count.setdefault(self._index.expected[kind][key], []).append(key)
            for enough, keys in by_count.items():
                await count_among(asking, self._index, kind, enough, keys, self._index.seen[kind])
        short = {(kind, key) for kind, key in grown if self._index.seen[kind][key] < self._index.expected[kind][key]}
        return sorted(short | {place for place, count in self._index.absent.items() if count})

    def estimate(self, sample: Collection[tuple[Kind, int]]) -> None:
        """Take the coverage of a sample for all; as things of one issue come together, issues are what counts."""
        entries = sum(self._index.expected[kind][key] for kind, key in sample if key not in self._index.unknown)
        absent = sum(self._index.absent.get(place, 0) for place in sample)
        there = 1 - absent / entries if entries else 1.0
        self.estimated = wilson(
            round(there * len(sample)), len(sample), sum(1 for kind in HISTORY for _ in self._index.wanted(kind))
        )

    def _sample(self) -> list[tuple[Kind, int]]:
        """Return some issues in place of all."""
        every = [(kind, key) for kind in HISTORY for key, _, _ in self._index.wanted(kind)]
        return self._chance.sample(every, min(FEWEST_LOOKS, len(every)))
