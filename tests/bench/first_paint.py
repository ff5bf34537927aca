"""First paint of the window against a bare QWizard, and the memory at that moment.

Both are processes started in turn, with byte code compiled and without a display; the time runs from just before the
process is started to the end of the events that brought the first paint. The window is `main.py` without arguments.
"""

import statistics
import time

from tests.bench.child import numbers_of
from tests.bench.figure import Figure, spread

RUNS = 9
_RATIO_GOAL = 1.25
_MEMORY_GOAL_MIB = 80.0


async def measure() -> list[Figure]:
    """Return the ratio of the medians, and the median of the memory."""
    bare: list[float] = []
    window: list[float] = []
    bare_mib: list[float] = []
    window_mib: list[float] = []
    for _ in range(RUNS):
        for probe, times, sizes in (("probe_bare_wizard", bare, bare_mib), ("probe_program", window, window_mib)):
            started = time.monotonic_ns()
            seen = await numbers_of(probe)
            times.append((seen["at_ns"] - started) / 1e6)
            sizes.append(seen["rss_mib"])
    ratio = statistics.median(window) / statistics.median(bare)
    times_raw = {"window_ms": spread(window), "bare_qwizard_ms": spread(bare)}
    sizes_raw = {"window_mib": spread(window_mib), "bare_qwizard_mib": spread(bare_mib)}
    return [
        Figure("first-paint-to-bare-qwizard", ratio, "times", _RATIO_GOAL, times_raw),
        Figure("memory-at-first-paint", statistics.median(window_mib), "MiB", _MEMORY_GOAL_MIB, sizes_raw),
    ]
