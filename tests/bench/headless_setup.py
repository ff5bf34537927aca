"""A headless set-up against the lab, against the same requests sent by one bare keep-alive client.

In turn, each from a lab put back to its start and in a process of its own: the program's set-up (checks, plan, apply,
look at the tasks, proof, with its journal and its record), then the requests it sent, in the same order and with the
same bodies, through one `httpx.AsyncClient`, one after another. Both leave out the start of the interpreter and the
imports, the waits for the sync and the person's tasks, and both count making clients, contexts and connections. Every
answer to the bare client must have the status it had for the program, or the comparison is refused.
"""

import json
import statistics

from tests.bench.child import ProbeFailed, numbers_of, running_lab
from tests.bench.control import Control
from tests.bench.figure import Figure, spread

ROUNDS = 7
_GOAL = 1.2


async def measure() -> list[Figure]:
    """Return the median of the ratios: the two of a round ran side by side."""
    program: list[float] = []
    bare: list[float] = []
    async with running_lab() as ready:
        control = Control(json.loads(ready.read_text()))
        for _ in range(ROUNDS):
            control.reset()
            seen = await numbers_of("probe_setup", str(ready))
            control.reset()
            replayed = await numbers_of("probe_replay", str(ready), given=seen["steps"])
            if replayed["differing"]:
                raise ProbeFailed(f"the replay was answered otherwise: {replayed['differing']}")
            program.append(seen["ms"])
            bare.append(replayed["ms"])
    requests = sum(step["do"] == "send" for step in seen["steps"])
    raw = {"program_ms": spread(program), "bare_client_ms": spread(bare), "requests": requests}
    ratio = statistics.median(one / other for one, other in zip(program, bare, strict=True))
    return [Figure("headless-setup-to-bare-client", ratio, "times", _GOAL, raw)]
