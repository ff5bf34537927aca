"""A desk in a running lab as `run` opens it, with an eye on what is not the program's own time."""

import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from wizard.adapters.sqlite import SqliteStore
from wizard.app.worlds import LabWorld
from wizard.domain.clock import Clock
from wizard.domain.gitlab import Json
from wizard.evidence.recorder import Recorder
from wizard.journey.desk import SessionDesk

Step = dict[str, Any]

_OF_THE_CONNECTION = ("host", "connection", "content-length")


class WatchedClock:
    """A clock whose sleeps are noted: they are waiting, not work."""

    def __init__(self, clock: Clock, note: "WatchedWorld") -> None:
        self._clock, self._note = clock, note

    def now(self) -> float:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        began = time.perf_counter()
        await self._clock.sleep(seconds)
        self._note.aside({"do": "wait", "seconds": seconds}, began)


class WatchedWorld(LabWorld):
    """The lab's world; notes requests, waits and the person's tasks in their order.

    The program's own record hides tokens and what looks like one, so the requests are taken from its client.
    """

    def __init__(self, ready: Mapping[str, Any], folder: Path) -> None:
        super().__init__(ready, Recorder(folder))
        self.clock = WatchedClock(self.clock, self)
        self.steps: list[Step] = []
        self.aside_s = 0.0
        """Time that was waited for the sync or for the person."""
        self._door._client.event_hooks["response"].append(self._answered)

    def stop_watching(self) -> None:
        """Note no requests from now on: copying them takes time that is not the program's own."""
        self._door._client.event_hooks["response"].remove(self._answered)

    def aside(self, step: Step, began: float) -> None:
        self.steps.append(step)
        self.aside_s += time.perf_counter() - began

    async def _answered(self, answer: httpx.Response) -> None:
        sent = answer.request
        headers = [[name, value] for name, value in sent.headers.items() if name not in _OF_THE_CONNECTION]
        self.steps.append(
            {
                "do": "send", "method": sent.method, "url": str(sent.url), "headers": headers,
                "body": sent.content.decode(), "status": answer.status_code,
            }
        )  # fmt: skip

    async def perform(self, task: str, groups: Sequence[str], typed: Mapping[str, Json] | None = None) -> None:
        began = time.perf_counter()
        await super().perform(task, groups, typed)
        self.aside({"do": "task", "task": task, "groups": list(groups)}, began)


@contextlib.asynccontextmanager
async def watched_desk(ready: Mapping[str, Any]) -> AsyncIterator[tuple[SessionDesk, WatchedWorld]]:
    """Give a desk with a new database, and the world it asks."""
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as folder:
        world = WatchedWorld(ready, Path(folder))
        store = SqliteStore(Path(folder) / "wizard.db")
        try:
            yield SessionDesk(world, store), world
        finally:
            await store.close()
            await world.close()
