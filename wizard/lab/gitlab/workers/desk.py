"""Owns the background tasks of one host: named, kept, ended together."""

import asyncio
import logging
from collections.abc import Coroutine
from contextvars import Context
from typing import Any, Final

CONCURRENCY: Final = 20
"""Jobs that Sidekiq runs at the same time, as it does when nobody sets another number."""
_log = logging.getLogger(__name__)


class Desk:
    """Starts tasks and ends all of them on close."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self.failures: list[str] = []
        self.workers: Final = asyncio.Semaphore(CONCURRENCY)
        """Held by each request that leaves: the rest waits, so that no token grows old in a crowd."""
        self.processed = 0
        """Jobs that came to their end, well or not."""

    def start(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        """Run the job in the background; a failure is kept in `failures` and logged."""
        # A context of its own: a job meets the faults of its own time, not those of the request that started it.
        task = asyncio.create_task(job, name=name, context=Context())  # noqa: TID251 - this module owns the tasks of the host
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def working(self) -> int:
        """Return how many jobs are under way, those that wait for their time included."""
        return len(self._tasks)

    def idle(self) -> bool:
        return not self._tasks

    async def close(self) -> None:
        """Cancel what runs and wait for its end."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._tasks.clear()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        self.processed += 1
        error = task.exception()
        if error is not None:
            self.failures.append(f"{task.get_name()}: {type(error).__name__}")
            _log.error("job %s failed", task.get_name(), exc_info=error)
