"""The proof: a branch that mentions an issue is made, seen in Jira's development panel, and removed again."""

from wizard.connect.proof_branch import proof_branch
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.gitlab import Branch, Json, Project
from wizard.domain.jira import Issue
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.journey import proof_branches, proof_hops
from wizard.journey.hop_walk import HopWalk, OnHop, Step, Stopped, need
from wizard.journey.log import Journal
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.values import Proof

ARRIVE_WITHIN_S = 120.0
"""How long a worker may take; a busy instance queues for a minute or two."""
SHOW_WITHIN_S = 30.0


class Prover(HopWalk):
    """Runs one test and names each hop and its time."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> None:
        super().__init__(ports, journal, proof_hops.ALL, on_hop)
        self._answers, self._marker = answers, marker
        self._branch = ""
        self._project: Project | None = None
        self._issue: Issue | None = None
        self._counted = 0
        self._type = ""

    async def run(self) -> Proof:
        clock = self._ports.clock
        started = clock.monotonic()
        self._branch = proof_branch(self._answers.proof.issue, f"{self._marker}-{int(clock.now()) % 100000:05d}")
        await proof_branches.clear(self._ports, self._journal)
        steps: tuple[Step, ...] = (
            (proof_hops.ISSUE, self._find_issue),
            (proof_hops.MADE, self._make_branch),
            (proof_hops.READ, self._read_branch),
            (proof_hops.ARRIVED, self._wait_for_arrival),
            (proof_hops.SHOWN, self._wait_for_panel),
        )
        ok = await self._all_of(steps)
        if await self._branch_open():
            ok = await self._hop(proof_hops.CLEANED, self._remove_branch) and ok
        total = (clock.monotonic() - started) * 1000
        return Proof(ok, self.rows(), self._branch, total)

    def _facts(self) -> dict[str, str]:
        return {"issue": self._answers.proof.issue, "project": self._answers.proof.project, "branch": self._branch}

    async def _find_issue(self) -> None:
        self._issue = await self._ports.jira.issue(self._answers.proof.issue)
        if self._issue is None:
            raise Stopped
        try:
            summary = await self._ports.jira.panel_summary(self._issue.id)
        except Refused:
            return  # the hop that waits for the panel says so; the one after it asks for the branch by name
        self._counted = sum(summary.counts.get("branch", {}).values())

    async def _make_branch(self) -> None:
        self._project = await self._ports.gitlab.project(self._answers.proof.project)
        if self._project is None or not self._project.default_branch:
            raise Stopped
        project, ref = self._project, self._project.default_branch
        data: dict[str, Json] = {"project": project.id, "branch": self._branch}
        await self._journal.write("branch", self._branch, State.INTENT, **data)
        await self._journal.write("branch", self._branch, State.SENT)
        try:
            await self._ports.gitlab.create_branch(project.id, self._branch, ref)
        except PortError as error:
            state = State.UNKNOWN if error.sent else State.FAILED
            await self._journal.write("branch", self._branch, state, code=error.code)
            if not error.sent or await self._branch_there() is None:
                raise
        await self._journal.write("branch", self._branch, State.ANSWERED)

    async def _branch_there(self) -> Branch | None:
        return await self._ports.gitlab.branch(need(self._project).id, self._branch)

    async def _read_branch(self) -> None:
        if await self._branch_there() is None:
            await self._journal.write("branch", self._branch, State.UNKNOWN, code="proof-branch-read")
            raise Stopped
        await self._journal.write("branch", self._branch, State.CONFIRMED)

    async def _wait_for_arrival(self) -> None:
        async def arrived() -> bool:
            summary = await self._ports.jira.panel_summary(need(self._issue).id)
            counts = summary.counts.get("branch", {})
            self._type = max(counts, key=lambda name: counts[name], default="")
            # The removal of an earlier test's branch may come in meanwhile and keep the count as it was.
            return sum(counts.values()) > self._counted or (bool(counts) and await self._named())

        await self._until(arrived, ARRIVE_WITHIN_S)

    async def _wait_for_panel(self) -> None:
        await self._until(self._named, SHOW_WITHIN_S)

    async def _named(self) -> bool:
        branches = await self._ports.jira.panel_branches(need(self._issue).id, self._type)
        return any(branch.name == self._branch for branch in branches)

    async def _branch_open(self) -> bool:
        record = (await self._journal.records("branch")).get(self._branch)
        if record is None or record.state not in (State.ANSWERED, State.CONFIRMED, State.UNKNOWN):
            return False
        try:
            return await self._branch_there() is not None
        except PortError:
            return True  # the removal will say what is in the way

    async def _remove_branch(self) -> None:
        branch = LeftBranch(self._branch, need(self._project).id)
        await proof_branches.remove(self._ports, self._journal, branch)
