"""The monitor's test branches: the proof of a set-up, with a journal of their own beside the one of the set-ups."""

import hashlib
import secrets
from pathlib import Path
from time import gmtime, strftime

from wizard.adapters.sqlite import SqliteStore
from wizard.adapters.sqlite.branch_store import BranchStore
from wizard.domain.answers import Answers, write_answers
from wizard.domain.journal import Session
from wizard.domain.ports import Ports
from wizard.journey import proof_branches, proof_hops
from wizard.journey.log import Journal
from wizard.journey.mark import Mark
from wizard.journey.proving import Prover
from wizard.monitor.canary import Flight

DATABASE = "canary.db"
"""The journal of set-ups may be another program's while this one watches."""
_TIMED = {proof_hops.READ.name, proof_hops.ARRIVED.name, proof_hops.SHOWN.name}
"""The hops between the moment in which a branch is made and the one in which Jira shows it."""
_LOOKED_AT = 2
"""Sessions in which a branch may have been left: this month's and the one before."""


class ProofFlights:
    """Implements `wizard.monitor.canary.Flights`; keeps a session a month and connection."""

    def __init__(self, answers: Answers, ports: Ports, store: SqliteStore, world: str, connection: str) -> None:
        self._answers, self._ports, self._store, self._world = answers, ports, store, world
        self._own = hashlib.sha256(connection.encode()).hexdigest()[:8]

    async def fly(self) -> Flight:
        await self.clear()
        marker = secrets.token_hex(2)
        proof = await Prover(self._answers, self._ports, await self._journal(), marker, lambda _hop: None).run()
        hops = {hop.name: hop for hop in proof.hops}
        arrived = all(hops[name].mark is Mark.OK for name in _TIMED)
        finding = next((hop.finding for hop in proof.hops if hop.finding is not None), None)
        lag = sum(hops[name].ms or 0.0 for name in _TIMED) / 1000 if arrived else None
        return Flight(proof.branch, lag, finding)

    async def clear(self) -> None:
        if self._store.path.exists():
            for session in (await self._sessions())[:_LOOKED_AT]:
                await proof_branches.clear(self._ports, Journal(self._store, session))

    async def left(self) -> tuple[str, ...]:
        if not self._store.path.exists():
            return ()
        journals = [Journal(self._store, session) for session in (await self._sessions())[:_LOOKED_AT]]
        return tuple([one.name for journal in journals for one in await proof_branches.left(self._ports, journal)])

    async def _sessions(self) -> list[str]:
        """Return the sessions of this connection, the newest first."""
        return [one.id for one in await self._store.sessions(self._world) if one.id.endswith(self._own)]

    async def _journal(self) -> Journal:
        now = self._ports.clock.now()
        name = f"{strftime('%Y%m', gmtime(now))}-canary-{self._own}"
        if name not in await self._sessions():
            await self._store.begin(Session(name, now, self._world, write_answers(self._answers)))
        return Journal(self._store, name)


def store_in(folder: Path) -> SqliteStore:
    """Return the journal of test branches; its file is made with the first one."""
    return BranchStore(folder / DATABASE)
