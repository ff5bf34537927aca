"""Ports whose calls take their turn in the budget, and whose newest answers are kept for whoever needs them too."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any, cast

from wizard.domain.errors import Refused
from wizard.domain.jira_account import JiraAccount
from wizard.domain.ports import Ports
from wizard.monitor.budget import Budget, Turn, Work

_SENDS = {"knows_token": 2, "account.issue": 2}
"""Methods that send more than one request, with how many the checks ask for."""
_UNTOLD_PAUSE_S = 60.0
_LONGEST_WAIT_S = 60.0


class Overheard:
    """What both sides answered last, by side and name of the method that asked: `gitlab.token`."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.work = Work.ROUND
        self.answers: dict[str, Any] = {}

    def ports(self, ports: Ports) -> Ports:
        """Return these ports, listened to."""
        return replace(
            ports,
            gitlab=cast("Any", _Side("gitlab", ports.gitlab, ports.gitlab.url.host, self)),
            jira=cast("Any", _Side("jira", ports.jira, ports.jira.url.host, self)),
            probe=cast("Any", _Side("probe", ports.probe, "", self)),
            account=self._account(ports.account) if ports.account is not None else None,
            accounts={user: self._account(one) for user, one in ports.accounts.items()},
        )

    def _account(self, account: JiraAccount) -> JiraAccount:
        return cast("JiraAccount", _Side("account", account, account.url.host, self))

    async def take(self, host: str, times: int) -> list[Turn]:
        """Return when so many requests may go. Raises: Refused for a host that wants a pause longer than a round."""
        pause = self.budget.paused_for(host)
        if pause > _LONGEST_WAIT_S:
            raise Refused("http-429-later", {"host": host, "retry_after": str(ceil(pause))})
        turns: list[Turn] = []
        for _ in range(times):
            for turn in turns:
                turn.end()  # two that wait for each other's second turn would wait for ever; they end anew when they do
            turns.append(await self.budget.take(host, self.work))
        return turns

    def refused(self, host: str, facts: Mapping[str, str]) -> None:
        """Pause a host that asked for it."""
        try:
            seconds = float(facts.get("retry_after", ""))
        except ValueError:
            seconds = _UNTOLD_PAUSE_S
        self.budget.pause(host, seconds)


class _Side:
    """Passes every call on when its turn has come. A probe has no host: it sends no request."""

    def __init__(self, side: str, target: object, host: str, overheard: Overheard) -> None:
        self._side, self._target, self._host, self._overheard = side, target, host, overheard

    def __getattr__(self, name: str) -> object:
        found = getattr(self._target, name)
        return self._listened(name, found) if asyncio.iscoroutinefunction(found) else found

    def _listened(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        async def ask(*args: object, **named: object) -> object:
            turns: list[Turn] = []
            if self._host:
                sends = _SENDS.get(name) or _SENDS.get(f"{self._side}.{name}", 1)
                turns = await self._overheard.take(self._host, sends)
            try:
                answer = await call(*args, **named)
            except Refused as error:
                if error.code.startswith("http-429"):
                    self._overheard.refused(self._host, error.facts)
                raise
            finally:
                for turn in turns:
                    turn.end()
            of = "" if self._host else f":{args[0]}"  # what a probe tells is of the host that it was asked for
            self._overheard.answers[f"{self._side}.{name}{of}"] = answer
            return answer

        return ask
