"""What a face may ask about this computer: how hosts are reached, and which tokens it keeps. Hangs on the desk as
`computer`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from wizard.domain.answers import AnswersError, read_answers
from wizard.domain.errors import PortError
from wizard.domain.settings import ProxySeen
from wizard.journey.sides import address_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Sequence

    from wizard.domain.journal import Store
    from wizard.domain.world import World


class Computer(Protocol):
    async def reach(self, url: str) -> ProxySeen:
        """Open a connection to the host of an address, close it again and return how it was reached.

        Raises: AddressWrong.
        """
        ...

    async def token_hosts(self) -> Sequence[str]:
        """Return the hosts whose tokens the keyring or memory may hold: those of all set-ups on this computer."""
        ...

    async def forget_tokens(self) -> Sequence[str]:
        """Remove them and return the hosts whose token is still there."""
        ...


class ThisComputer:
    """Asks the world and the store of one window."""

    def __init__(self, world: World, store: Store) -> None:
        self._world, self._store = world, store

    async def reach(self, url: str) -> ProxySeen:
        address = address_of(url)
        choice = self._world.proxy_for(address.host)
        began = time.perf_counter()
        trouble = ""
        try:
            await self._world.probe.tcp(address.host, address.port)
        except PortError as error:
            trouble = error.code
        took = (time.perf_counter() - began) * 1000
        shown = choice.url.rpartition("@")[2]  # what stands before an @ may be a password
        return ProxySeen(address.host, shown, choice.source, trouble, took)

    async def token_hosts(self) -> Sequence[str]:
        return sorted({host for host, _user in await self._kept()})

    async def forget_tokens(self) -> Sequence[str]:
        secrets, left = self._world.secrets, set()
        for host, user in await self._kept():
            await secrets.forget(host, user)
            if await secrets.kept_in(host, user) is not None:
                left.add(host)
        return sorted(left)

    async def _kept(self) -> list[tuple[str, str]]:
        """Return host and user of each token that is there."""
        asked: dict[tuple[str, str], None] = {}
        for session in await self._store.sessions(self._world.key):
            try:
                answers = read_answers(session.answers)
            except AnswersError:
                continue
            for url, user in ((answers.gitlab.url, ""), (answers.jira.url, answers.jira.email)):
                if url:
                    asked[address_of(url).kept_as, user] = None
        return [one for one in asked if await self._world.secrets.kept_in(*one) is not None]
