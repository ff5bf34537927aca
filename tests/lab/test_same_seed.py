"""The same seed twice: the same calls between the same hosts with the same answers, and the same data in Jira."""

import re
from collections import Counter

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

_DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}")
"""Ids that are secrets or drawn anew for each key."""
_PROJECTS = 20
"""As many as GitLab sends in one batch: the clock is stepped, so that no token ages while it is on its way."""
_FIRST_BATCH_S = 61.0
_UNTIL_SHOWN_S = 60.0
"""Jira takes what it is sent at once, and shows it a moment later."""

Calls = Counter[tuple[str, str, str, str, int]]


async def connection(seed: int) -> tuple[Calls, object]:
    """Connect in a fresh lab, wait for the first sync, and return all calls (without queries) and what Jira holds."""
    async with LabRun(ServeOptions(seed=seed, projects=_PROJECTS)) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        await admin.connect()
        lab.clock.advance(_FIRST_BATCH_S)

        async def synced() -> bool:
            first = lab.truth()[admin.gitlab["url"]]["first_sync"]
            return first["projects"] > 0 and first["done"] == first["projects"]

        await eventually(synced)
        lab.clock.advance(_UNTIL_SHOWN_S)
        rows, held = lab.traffic.since(0), lab.truth()[admin.jira["url"]]
    calls = Counter(
        (one["from"], one["host"], one["method"], _DRAWN.sub("*", one["path"].partition("?")[0]), one["status"])
        for one in rows
    )
    return calls, (held["devinfo"], held["branches"])


async def test_the_same_seed_gives_the_same_calls_and_data_and_another_one_does_not():
    (calls, held), (calls_again, held_again), (_other_calls, other_held) = [
        await connection(seed) for seed in (1, 1, 2)
    ]
    assert calls == calls_again
    assert sum(calls.values()) > 50
    assert held == held_again
    assert other_held != held
