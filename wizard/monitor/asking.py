"""The two sides as the flow asks them: each request takes its turn, and a limit pauses its host."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from wizard.domain.errors import Refused
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.monitor.budget import Budget, Work

P = ParamSpec("P")
T = TypeVar("T")
_UNTOLD_PAUSE_S = 60.0
_MOST = 1000


class Asking:
    """One kind of work's way to both sides."""

    def __init__(self, gitlab: GitLab, jira: Jira, budget: Budget, work: Work = Work.ROUND) -> None:
        self.gitlab, self.jira, self.budget, self.work = gitlab, jira, budget, work
        self.asked = 0
        """How many requests were sent to Jira."""

    def left_at_gitlab(self) -> int:
        return self.left(self.gitlab.url.host)

    def left_at_jira(self) -> int:
        return self.left(self.jira.url.host)

    def left(self, host: str) -> int:
        """Return how many requests to a host are for now; where everything is looked at, all wait for their turn."""
        return self.budget.left(host) if self.work is Work.ROUND else _MOST

    async def of_gitlab(self, method: Callable[P, Awaitable[T]], *args: P.args, **named: P.kwargs) -> T:
        """Return what this method of the GitLab port answers, when its turn has come."""
        return await self.of_host(self.gitlab.url.host, method, *args, **named)

    async def of_jira(self, method: Callable[P, Awaitable[T]], *args: P.args, **named: P.kwargs) -> T:
        """Return what this method of the Jira port answers, when its turn has come."""
        self.asked += 1
        return await self.of_host(self.jira.url.host, method, *args, **named)

    async def of_host(self, host: str, method: Callable[P, Awaitable[T]], *args: P.args, **named: P.kwargs) -> T:
        """Return what a method answers that sends one request to this host, when its turn has come."""
        turn = await self.budget.take(host, self.work)
        try:
            with self._limits(host):
                return await method(*args, **named)
        finally:
            turn.end()

    @contextmanager
    def _limits(self, host: str) -> Iterator[None]:
        try:
            yield
        except Refused as error:
            if error.code.startswith("http-429"):
                self.budget.pause(host, _seconds(error.facts.get("retry_after", "")))
            raise


def _seconds(told: str) -> float:
    try:
        return float(told)
    except ValueError:
        return _UNTOLD_PAUSE_S
