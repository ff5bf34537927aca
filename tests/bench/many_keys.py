"""A company with 10,000 projects and 200,000 issues, looked at by the monitor: requests, memory, and a second pass.

Both sides are functions in the memory of the probe, so that what is measured is the monitor's own.
"""

from tests.bench.child import numbers_of
from tests.bench.figure import Figure

_MEMORY_GOAL_MIB = 300.0
_CHANGES = 50
_REQUESTS_A_CHANGE = 5.0


async def measure() -> list[Figure]:
    """Return requests to Jira a hundred keys, memory after it, and requests a change of the second pass."""
    seen = await numbers_of("probe_reconcile")
    again = seen["second_jira"] + seen["second_gitlab"]
    raw = {name: round(seen[name], 1) for name in ("jira", "gitlab", "ms")}
    return [
        Figure("reconcile-jira-calls-per-100-keys", seen["jira"] * 100 / seen["keys"], "calls", 1.0, raw),
        Figure("monitor-memory-10000-projects", seen["mib"], "MiB", _MEMORY_GOAL_MIB, {"grown": seen["grown_mib"]}),
        Figure(
            "second-pass-requests-per-change", again / _CHANGES, "calls", _REQUESTS_A_CHANGE,
            {name: round(seen[name], 1) for name in ("second_jira", "second_gitlab", "second_ms")},
        ),
    ]  # fmt: skip
