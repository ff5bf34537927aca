"""The proof: a branch that mentions an issue is made, seen in Jira's development panel, and removed again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from wizard.checks import trouble
from wizard.connect.proof_branch import proof_branch
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Branch, Json, Project
from wizard.domain.jira import Issue
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.evidence.purpose import on_behalf_of
from wizard.journey import proof_branches, proof_hops
from wizard.journey.log import Journal
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.proof_hops import Hop
from wizard.journey.values import HopRow, Mark, Proof

_Value = TypeVar("_Value")
OnHop = Callable[[HopRow], None]

ARRIVE_WITHIN_S = 120.0
"""How long a worker may take; a busy instance queues for a minute or two."""
SHOW_WITHIN_S = 30.0
FIRST_POLL_S, LONGEST_POLL_S = 0.25, 3.0


class _Stopped(Exception):
    """A hop did not hold."""

    def __init__(self, root: Finding | None = None, **facts: str) -> None:
        super().__init__()
        self.root = root
        self.facts = facts


class Prover:
    """Runs one test and names each hop and its time."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> None:
        self._answers, self._ports, self._journal, self._on_hop = answers, ports, journal, on_hop
        self._hops = {hop.name: row for hop, row in zip(proof_hops.ALL, proof_hops.waiting(), strict=True)}
        self._marker = marker
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
        steps: tuple[tuple[Hop, Callable[[], Awaitable[None]]], ...] = (
            (proof_hops.ISSUE, self._find_issue),
            (proof_hops.MADE, self._make_branch),
            (proof_hops.READ, self._read_branch),
            (proof_hops.ARRIVED, self._wait_for_arrival),
            (proof_hops.SHOWN, self._wait_for_panel),
        )
        ok = True
        for hop, step in steps:
            ok = ok and await self._hop(hop, step)
        if await self._branch_open():
            ok = await self._hop(proof_hops.CLEANED, self._remove_branch) and ok
        total = (clock.monotonic() - started) * 1000
        return Proof(ok, tuple(self._hops[hop.name] for hop in proof_hops.ALL), self._branch, total)

    async def _hop(self, hop: Hop, step: Callable[[], Awaitable[None]]) -> bool:
        row = self._hops[hop.name]
        self._on_hop(replace(row, mark=Mark.RUNNING, note=hop.within))
        started = self._ports.clock.monotonic()
        finding: Finding | None = None
        try:
            with on_behalf_of(hop.name):
                await step()
        except _Stopped as stop:
            finding = proof_hops.finding(hop, {**self._facts(), **stop.facts}, stop.root)
        except PortError as error:
            root = trouble.finding_of(error, hop.name, hop.seen_from)
            finding = proof_hops.finding(hop, self._facts(), root)
        ms = (self._ports.clock.monotonic() - started) * 1000
        done = replace(row, mark=Mark.FAILED if finding else Mark.OK, ms=ms, finding=finding)
        self._hops[hop.name] = done
        await self._journal.write("proof", hop.name, State.FAILED if finding else State.NOTED, ms=round(ms, 1))
        self._on_hop(done)
        return finding is None

    def _facts(self) -> dict[str, str]:
        return {"issue": self._answers.proof.issue, "project": self._answers.proof.project, "branch": self._branch}

    async def _find_issue(self) -> None:
        self._issue = await self._ports.jira.issue(self._answers.proof.issue)
        if self._issue is None:
            raise _Stopped
        try:
            summary = await self._ports.jira.panel_summary(self._issue.id)
        except Refused:
            return  # the hop that waits for the panel says so; the one after it asks for the branch by name
        self._counted = sum(summary.counts.get("branch", {}).values())

    async def _make_branch(self) -> None:
        self._project = await self._ports.gitlab.project(self._answers.proof.project)
        if self._project is None or not self._project.default_branch:
            raise _Stopped
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
        return await self._ports.gitlab.branch(_need(self._project).id, self._branch)

    async def _read_branch(self) -> None:
        if await self._branch_there() is None:
            await self._journal.write("branch", self._branch, State.UNKNOWN, code="proof-branch-read")
            raise _Stopped
        await self._journal.write("branch", self._branch, State.CONFIRMED)

    async def _wait_for_arrival(self) -> None:
        async def arrived() -> bool:
            summary = await self._ports.jira.panel_summary(_need(self._issue).id)
            counts = summary.counts.get("branch", {})
            self._type = max(counts, key=lambda name: counts[name], default="")
            # The removal of an earlier test's branch may come in meanwhile and keep the count as it was.
            return sum(counts.values()) > self._counted or (bool(counts) and await self._named())

        await self._until(arrived, ARRIVE_WITHIN_S)

    async def _wait_for_panel(self) -> None:
        await self._until(self._named, SHOW_WITHIN_S)

    async def _named(self) -> bool:
        branches = await self._ports.jira.panel_branches(_need(self._issue).id, self._type)
        return any(branch.name == self._branch for branch in branches)

    async def _until(self, holds: Callable[[], Awaitable[bool]], within_s: float) -> None:
        """Ask again and again, a little more slowly each time, until it holds or the time is over."""
        clock = self._ports.clock
        deadline = clock.monotonic() + within_s
        pause = FIRST_POLL_S
        while not await holds():
            if clock.monotonic() >= deadline:
                raise _Stopped(waited=f"{within_s:.0f}")
            await clock.sleep(pause)
            pause = min(pause * 1.5, LONGEST_POLL_S)

    async def _branch_open(self) -> bool:
        record = (await self._journal.records("branch")).get(self._branch)
        if record is None or record.state not in (State.ANSWERED, State.CONFIRMED, State.UNKNOWN):
            return False
        try:
            return await self._branch_there() is not None
        except PortError:
            return True  # the removal will say what is in the way

    async def _remove_branch(self) -> None:
        branch = LeftBranch(self._branch, _need(self._project).id)
        await proof_branches.remove(self._ports, self._journal, branch)


def _need(value: _Value | None) -> _Value:
    """Return what an earlier hop found; that hop stopped the test when it found nothing."""
    if value is None:
        raise _Stopped
    return value
