"""Reads GitLab's log files beside the rounds: what Jira said of single things, and how the jobs for it stand."""

import asyncio
from collections.abc import Callable

from wizard.domain.clock import Clock
from wizard.domain.gitlab_activity import Queue
from wizard.domain.gitlab_logs import GitLabLogs, LogFile, LogPosition, LogUnreadable
from wizard.monitor.jira_said import JiraSaid
from wizard.monitor.jobs_logged import JobsLogged
from wizard.monitor.missing_book import Place
from wizard.monitor.values import Missing

_A_TURN = 64 * 1024
"""How much is taken in before others in the loop get their turn. Units: bytes."""


class LogWatch:
    """Without a folder of logs it knows nothing; a file that cannot be read takes nothing from the rest."""

    def __init__(self, logs: GitLabLogs | None, clock: Clock, hide: Callable[[str], str] = str) -> None:
        self._logs, self._clock = logs, clock
        self._said, self._jobs = JiraSaid(hide), JobsLogged()
        self._turn = asyncio.Lock()
        self._queue: Queue | None = None
        self._until: dict[LogFile, LogPosition] = {}
        self.unreadable: dict[LogFile, LogUnreadable] = {}
        """Files that could not be read at the last look, and why."""

    async def round(self) -> None:
        """Read what was written since the last time."""
        if self._logs is None:
            return
        async with self._turn:  # a round and a look at everything may come at once
            await self._read(self._logs)
            told = LogFile.SIDEKIQ not in self.unreadable
            self._queue = self._jobs.queue(self._clock.now()) if told else None

    async def _read(self, logs: GitLabLogs) -> None:
        for file, take in ((LogFile.INTEGRATIONS, self._said.take), (LogFile.SIDEKIQ, self._jobs.take)):
            try:
                read = await logs.since(file, self._until.get(file))
            except LogUnreadable as error:
                self.unreadable[file] = error
                continue
            self.unreadable.pop(file, None)
            self._until[file] = read.until
            if read.gap and file is LogFile.SIDEKIQ:
                self._jobs.missed()
            taken = 0
            for line in read.lines:
                take(line)
                taken += len(line)
                if taken >= _A_TURN:
                    taken = 0
                    await asyncio.sleep(0)

    def queue(self) -> Queue | None:
        """Return how the jobs for Jira stood at the last look; None where no log tells."""
        return self._queue

    def explain(self, place: Place, missing: Missing) -> Missing:
        """Return a missing thing with what Jira said of it, where the log tells."""
        return self._said.explain(place, missing)
