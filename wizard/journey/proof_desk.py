"""The part of the desk that is about the proof: making it, remembering it, clearing what it left."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.journal import State
from wizard.journey import kind_traces, kinds, mention_traces, proof_branches, proof_memory, proofs, suspects
from wizard.journey.desk_tasks import TaskDesk
from wizard.journey.log import Journal
from wizard.journey.values import EarlierProof, HopRow, KindRow, Proof


class ProofDesk(TaskDesk):
    """Proves what the session at work has set up."""

    @property
    @abstractmethod
    def session(self) -> str:
        """The id of the session at work; empty before there is one."""

    @abstractmethod
    def _answers(self) -> Answers:
        """Return the answers of the session at work."""

    @abstractmethod
    async def _journal_of(self, answers: Answers) -> Journal:
        """Return the journal of the session at work, which begins here where there was none."""

    async def prove(self, answers: Answers, on_hop: Callable[[HopRow], None]) -> Proof:
        journal = await self._journal_of(answers)
        ports = await self._sides.ports(answers)
        marker = self.session.rsplit("-", 1)[-1]
        proof = await suspects.name_suspects(await proofs.run(answers, ports, journal, marker, on_hop), journal)
        end, of = "proved" if proof.ok else "not-proved", proof_memory.about(answers)
        await journal.write("session", end, State.NOTED, branch=proof.branch, link=proof.link, **of)
        return replace(proof, at=self._world.clock.now())

    async def tidy_after_test(self, answers: Answers) -> Sequence[str]:
        if not self.session:
            return ()
        ports, journal = await self._sides.ports(answers), self._journal()
        await mention_traces.clear(ports, journal)
        await kind_traces.clear(ports, journal)
        branches = await proof_branches.tidy(ports, journal)
        traces = [one.branch for one in await kind_traces.left(ports, journal)]
        mentions = [one.branch for one in await mention_traces.left(ports, journal)]
        return tuple(dict.fromkeys((*branches, *traces, *mentions)))

    async def last_proof(self, answers: Answers | None = None) -> Proof | None:
        if not self.session:
            return None
        return proof_memory.last_proof(await self._journal().rows(), answers or self._answers())

    async def earlier_proof(self, answers: Answers) -> EarlierProof | None:
        return proof_memory.earlier_proof(await self._journal().rows(), answers) if self.session else None

    async def kinds(self, answers: Answers) -> Sequence[KindRow]:
        if not proofs.of_app(answers):
            return ()  # the development panel shows what the app sends
        return await kinds.rows(answers, await self._sides.ports(answers), await self.last_proof())
