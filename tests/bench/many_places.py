"""A thousand projects in one plan, against the same requests sent by a bare client at the same concurrency.

In turn, each from a lab put back to its start and in a process of its own: the program's plan and apply with its
journal and its record, then the requests it sent, grouped by project, through one `httpx.AsyncClient`. The first run
notes the requests and is not measured.
"""

import json
import statistics

from tests.bench.child import ProbeFailed, numbers_of, running_lab
from tests.bench.control import Control
from tests.bench.figure import Figure, spread
from wizard.journey.abreast import AT_ONCE

ROUNDS = 3
_PROJECTS = 1260
"""In the lab's largest group are a thousand of them."""
_GOAL, _GROWN_GOAL_MIB = 1.3, 12.0
"""Times, and MiB over nine hundred places: each keeps its row and its line of the journal."""


async def measure() -> list[Figure]:
    """Return the median of the ratios, and how much memory grew over nine tenths of the rows."""
    program: list[float] = []
    bare: list[float] = []
    grown: list[float] = []
    async with running_lab("--projects", str(_PROJECTS)) as ready:
        control = Control(json.loads(ready.read_text()))
        seen = await numbers_of("probe_many_places", str(ready), "watched")
        for _ in range(ROUNDS):
            control.reset()
            measured = await numbers_of("probe_many_places", str(ready))
            control.reset()
            replayed = await numbers_of("probe_replay_abreast", str(ready), str(AT_ONCE), given=seen)
            if replayed["differing"]:
                raise ProbeFailed(f"the replay was answered otherwise: {replayed['differing']}")
            program.append(measured["plan_ms"] + measured["apply_ms"])
            bare.append(replayed["plan_ms"] + replayed["apply_ms"])
            grown.append(measured["grown_mib"])
    raw = {
        "program_ms": spread(program), "bare_client_ms": spread(bare), "requests": replayed["requests"],
        "places": seen["places"], "at_once": AT_ONCE,
    }  # fmt: skip
    ratio = statistics.median(one / other for one, other in zip(program, bare, strict=True))
    return [
        Figure("thousand-places-to-bare-client", ratio, "times", _GOAL, raw),
        Figure("thousand-places-growth", statistics.median(grown), "MiB", _GROWN_GOAL_MIB, {"mib": spread(grown)}),
    ]
