"""All checks of a route at 200 ms lab latency, against the slowest chain of checks that need one another.

Every HTTP answer of every host comes 200 ms later. The chain is that of the same run: for each check the requests it
sent one after another (those that overlapped count once), summed along the checks it needs; the longest sum times
200 ms is what no order of asking could go below. Names, connections and handshakes, the lab's own time and the
journal are not in the chain: they are what the goal leaves room for.
"""

import json
import statistics
from collections.abc import Mapping, Sequence

from tests.bench.child import numbers_of, running_lab
from tests.bench.control import Control
from tests.bench.figure import Figure, spread

DELAY_S = 0.2
ROUNDS = 3
_GOAL = 1.5


def in_a_row(times: Sequence[tuple[float, float]]) -> int:
    """Return how many of these requests waited for one another: the most that do not overlap."""
    count, end = 0, float("-inf")
    for started, ended in sorted(times, key=lambda one: one[1]):
        if started >= end:
            count, end = count + 1, ended
    return count


def longest(own: Mapping[str, int], needs: Mapping[str, Sequence[str]]) -> tuple[int, list[str]]:
    """Return the length of the longest chain in requests, and the checks along it."""

    def chain(check: str) -> tuple[int, list[str]]:
        before = max((chain(needed) for needed in needs.get(check, ())), default=(0, []))
        return before[0] + own.get(check, 0), [*before[1], check]

    return max(chain(check) for check in needs)


async def measure() -> list[Figure]:
    """Return the median of time to chain."""
    taken: list[float] = []
    ratios: list[float] = []
    async with running_lab() as ready:
        control = Control(json.loads(ready.read_text()))
        for _ in range(ROUNDS):
            control.reset()
            control.slow(DELAY_S)
            seen = await numbers_of("probe_checks", str(ready))
            own = {
                check: in_a_row([(start, end) for name, start, end in seen["asked"] if name == check])
                for check in seen["needs"]
            }
            length, checks = longest(own, seen["needs"])
            taken.append(seen["ms"])
            ratios.append(seen["ms"] / (length * DELAY_S * 1000))
    raw = {
        "all_checks_ms": spread(taken),
        "chain_ms": length * DELAY_S * 1000,
        "chain": [f"{check}:{own.get(check, 0)}" for check in checks],
        "requests": len(seen["asked"]),
    }
    return [Figure("checks-at-200-ms-to-longest-chain", statistics.median(ratios), "times", _GOAL, raw)]
