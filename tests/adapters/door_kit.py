"""What the tests of the door share: a door with short limits, a clock that does not wait, a recorder in memory."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from wizard.adapters.http import Door, HttpGitLab, HttpJira, Limits
from wizard.adapters.network import SystemNetwork
from wizard.domain.secret import Secret
from wizard.domain.url import parse
from wizard.evidence.recorder import Recorder

GITLAB_CANARY = "glpat-CANARYgitlab0123456"
JIRA_CANARY = "ATATT3CANARYjira0123456789"
CALM = Limits(call_s=20.0, attempt_s=5.0, write_s=5.0, connect_s=2.0)
"""Enough for a busy machine; a fault that stalls takes SHORT."""
SHORT = Limits(call_s=5.0, attempt_s=0.08, write_s=0.12, connect_s=0.2)


class InstantClock:
    """Real dates; waiting takes no time and is written down."""

    def __init__(self, now: float = 1_750_000_000.0) -> None:
        self.waits: list[float] = []
        self._now = now

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


class Kit:
    def __init__(self, url: str, limits: Limits, ca_file: Path | None) -> None:
        self.clock = InstantClock()
        self.recorder = Recorder()
        network = SystemNetwork(ca_files={"localhost": ca_file} if ca_file else {})
        self.door = Door(network, self.clock, self.recorder, limits=limits)
        self.url = parse(url)
        self.gitlab = HttpGitLab(self.door, self.url, Secret(GITLAB_CANARY))
        self.jira = HttpJira(self.door, self.url, "dana@example.com", Secret(JIRA_CANARY))


@contextlib.asynccontextmanager
async def kit(url: str, limits: Limits = CALM, ca_file: Path | None = None) -> AsyncIterator[Kit]:
    made = Kit(url, limits, ca_file)
    try:
        yield made
    finally:
        await made.door.close()
