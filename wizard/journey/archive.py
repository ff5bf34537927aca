"""What earlier sessions did, and which of them the Start page no longer shows: hangs on the desk as `archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wizard.domain.errors import PortError
from wizard.domain.journal import State
from wizard.journey.log import Journal
from wizard.journey.telling import SKIP, Told, tell

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Sequence

    from wizard.domain.journal import Store


class Archive(Protocol):
    async def told(self, session: str) -> Told:
        """Return what a session did. Raises: PortError `session-missing` for one that is not there."""
        ...

    async def forget(self, session: str) -> None:
        """Take a session from the list. Its journal stays: changes that stand can still be undone by its id."""
        ...

    async def skip(self, session: str, check: str, codes: Sequence[str], reason: str) -> None:
        """Note why what a check found is skipped over, for these codes only; without a reason it is not any more."""
        ...


class StoredArchive:
    """Reads the store of one world."""

    def __init__(self, store: Store, world: str) -> None:
        self._store, self._world = store, world

    async def told(self, session: str) -> Told:
        for one in await self._store.sessions(self._world):
            if one.id == session:
                return tell(one, await self._store.rows(session))
        raise PortError("session-missing", {"session": session})

    async def forget(self, session: str) -> None:
        await Journal(self._store, session).write("session", FORGOTTEN, State.NOTED)

    async def skip(self, session: str, check: str, codes: Sequence[str], reason: str) -> None:
        journal = Journal(self._store, session)
        await journal.write(SKIP, check, State.NOTED, codes=",".join(codes), reason=reason)


FORGOTTEN = "forgotten"
"""Subject of the row that takes a session from the list."""
