"""The same seed twice: the same requests with the same bodies and answers, in the same order; another seed, others."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.host import Answer
from wizard.lab.net.courier import LabCourier
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

_DRAWN = re.compile(
    r"-----BEGIN PUBLIC KEY-----[^-]+|sharedSecret(?:\": ?\"|=)[\w-]+"
    r"|[0-9a-f]{8}-[0-9a-f-]{27}"  # ids, of keys and installations
    r"|[0-9a-f]{32,}|code_challenge=[^&]+|[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}|lab-[\w-]{20,}"  # secrets and tokens
    r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)|\b\d{10,}\b"  # when it was
)
"""What is a secret, drawn anew for each key, or the hour of the run."""
_PROJECTS = 20
"""As many as GitLab sends in one batch: the clock is stepped, so that no token ages while it is on its way."""
_FIRST_BATCH_S = 61.0
_UNTIL_SHOWN_S = 60.0
"""Jira takes what it is sent at once, and shows it a moment later."""
_IN_ORDER = "desktop"
"""Who asks one thing after the other; hosts have several jobs under way, and which one is first is chance."""

Sent = list[tuple[str, ...]]
Traffic = Mapping[tuple[str, str], Sent]


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What the hosts of the lab send each other, with what they are answered."""
    sent: Sent = []
    really = LabCourier.send

    async def send(courier: LabCourier, method: str, url: str, **more: Any) -> Answer:
        answer = await really(courier, method, url, **more)
        said = (more.get("content", b"").decode(), answer.body.decode())
        sent.append((method, *(_DRAWN.sub("*", part) for part in (url, *said))))
        return answer

    monkeypatch.setattr(LabCourier, "send", send)
    return sent


async def connection(seed: int) -> tuple[Traffic, object]:
    """Connect in a fresh lab, wait for the first sync, and return what was asked of whom, and what Jira holds."""
    async with LabRun(ServeOptions(seed=seed, projects=_PROJECTS)) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        await admin.connect()
        lab.clock.advance(_FIRST_BATCH_S)

        async def synced() -> bool:
            first = lab.truth()[admin.gitlab["url"]]["first_sync"]
            return bool(0 < first["projects"] == first["done"])

        await eventually(synced)
        lab.clock.advance(_UNTIL_SHOWN_S)
        rows, held = lab.traffic.since(0), lab.truth()[admin.jira["url"]]
    pairs: dict[tuple[str, str], Sent] = defaultdict(list)
    for one in rows:
        pairs[one["from"], one["host"]].append((one["method"], _DRAWN.sub("*", one["path"]), str(one["status"])))
    traffic = {pair: sent if pair[0] == _IN_ORDER else sorted(sent) for pair, sent in pairs.items()}
    return traffic, (held["devinfo"], held["branches"])


async def test_the_same_seed_gives_the_same_traffic_and_data_and_another_one_does_not(bodies: Sent) -> None:
    told = []
    for seed in (1, 1, 2):
        bodies.clear()
        told.append((*await connection(seed), sorted(bodies)))
    (traffic, held, said), (traffic_again, held_again, said_again), (_other_traffic, other_held, other_said) = told
    assert traffic == traffic_again
    assert sum(len(sent) for sent in traffic.values()) > 50
    assert said == said_again
    assert sum("/rest/devinfo/" in url for _method, url, _body, _answer in said) > 10
    assert held == held_again
    assert other_held != held
    assert other_said != said
