"""How GitLab's background jobs for Jira stand, from the lines of Sidekiq's log.

The log has a line when a job starts and one when it ends, with how long it had waited. A job that waits and never
starts stands nowhere in it: a queue that stands altogether shows in the metrics alone. So its depth is what is under
way, and its latency what those waited that started last.
Source: GitLab docs, Log system, sidekiq.log; `lib/gitlab/sidekiq_logging/structured_logger.rb`.
"""

from collections import OrderedDict, deque

from wizard.domain.gitlab_activity import Queue
from wizard.monitor.log_lines import job_line

RECENT_S = 600.0
"""How long the wait of a job that started tells how long others wait."""
_LOST_S = 3600.0
"""A job that has not ended for so long was killed, or its last line was not seen."""
_MOST = 10_000
_ENDED = frozenset({"done", "fail", "deduplicated", "dropped", "interrupted"})


class JobsLogged:
    def __init__(self) -> None:
        self._open: OrderedDict[str, tuple[float, str]] = OrderedDict()
        """Jobs that have not ended: when the last line of each was written, and what it said."""
        self._waits: deque[tuple[float, float]] = deque(maxlen=_MOST)

    def take(self, line: bytes) -> None:
        """Take in a line; what is no job for Jira, or makes no sense, is passed over."""
        told = job_line(line)
        if told is None:
            return
        if told.status in _ENDED:
            self._open.pop(told.jid, None)
            return
        self._open[told.jid] = (told.at, told.status)
        if len(self._open) > _MOST:
            self._open.popitem(last=False)
        if told.status == "start" and told.waited_s is not None:
            self._waits.append((told.at, told.waited_s))

    def missed(self) -> None:
        """Forget what was under way: lines were left out, and its end may have been among them."""
        self._open.clear()

    def queue(self, now: float) -> Queue:
        """Return how the jobs for Jira stand."""
        while self._open and now - next(iter(self._open.values()))[0] > _LOST_S:
            self._open.popitem(last=False)
        while self._waits and now - self._waits[0][0] > RECENT_S:
            self._waits.popleft()
        busy = sum(status == "start" for _, status in self._open.values())
        longest = max((waited for _, waited in self._waits), default=0.0)
        return Queue(len(self._open), longest, busy, busy)
