"""The proof of single kinds of data: each is made for one branch, seen in Jira's development panel, and removed again.

GitLab tells Jira of deployments only that a pipeline makes, so the test waits for its pipeline to make one.
"""

from collections.abc import Awaitable, Callable

from wizard.connect import proof_trace
from wizard.connect.proof_branch import proof_branch
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Json, Project
from wizard.domain.jira import Issue
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey import kind_findings, kind_hops, kind_traces, proof_branches
from wizard.journey.hop_walk import HopWalk, NotTried, OnHop, Step, Stopped, need
from wizard.journey.kind_hops import ARRIVED, CLEANED, MADE, READ, SHOWN
from wizard.journey.kind_panel import KindPanel
from wizard.journey.kind_traces import LeftTrace
from wizard.journey.log import Journal
from wizard.journey.proof_branches import LeftBranch
from wizard.journey.values import Proof
from wizard.journey.write import write_once

ARRIVE_WITHIN_S = 120.0
SHOW_WITHIN_S = 60.0
PIPELINE_WITHIN_S = 900.0
"""How long a pipeline may take to its deployment; runners are busy, and jobs before it take their time."""
_CLOCKS_DIFFER_S = 600.0
_UNCOUNTED = T("not tried: Jira counts no feature flags, the next step looks for it by name")
_UNNAMED = T("not tried: this site does not answer the question for names; it counted one more")
_NOT_MADE = T("not tried: nothing was made")
_KEPT = T("ended; only an owner can delete it")
_IN_BRANCH = frozenset({Kind.COMMIT, Kind.MERGE_REQUEST, Kind.BUILD, Kind.DEPLOYMENT})


class KindProver(HopWalk):
    """Runs the test of some kinds; one that does not hold does not keep the others."""

    def __init__(self, answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> None:
        self._kinds = kind_hops.wanted(answers)
        super().__init__(ports, journal, kind_hops.of(self._kinds), on_hop)
        self._answers = answers
        self._marker = f"{marker}-{int(ports.clock.now()) % 100000:05d}-kinds"
        self._branch = proof_branch(answers.proof.issue, self._marker)
        self._title = proof_trace.title(answers.proof.issue, self._marker)
        self._began = ports.clock.now()
        self._project: Project | None = None
        self._issue: Issue | None = None
        self._ids: dict[Kind, str] = {}
        """What each kind has made, as the panel names it."""
        self._panel: KindPanel | None = None

    async def run(self) -> Proof:
        clock = self._ports.clock
        started = clock.monotonic()
        held = [await self._all_of(self._steps(kind)) for kind in self._kinds]
        held += [await self._hop(kind_hops.hop(kind, CLEANED), self._on(self._clean, kind)) for kind in self._removal()]
        return Proof(all(held), self.rows(), self._branch, (clock.monotonic() - started) * 1000)

    def _removal(self) -> tuple[Kind, ...]:
        return tuple(kind for kind in kind_hops.REMOVAL if kind in self._kinds)

    def _steps(self, kind: Kind) -> tuple[Step, ...]:
        steps = ((MADE, self._make), (READ, self._read), (ARRIVED, self._arrive), (SHOWN, self._show))
        return tuple((kind_hops.hop(kind, stage), self._on(step, kind)) for stage, step in steps)

    @staticmethod
    def _on(step: Callable[[Kind], Awaitable[None]], kind: Kind) -> Callable[[], Awaitable[None]]:
        return lambda: step(kind)

    def _facts(self) -> dict[str, str]:
        return {"issue": self._answers.proof.issue, "project": self._answers.proof.project, "branch": self._branch}

    def _left(self, kind: Kind) -> LeftTrace:
        return LeftTrace(kind, need(self._project).id, self._branch)

    # making

    async def _make(self, kind: Kind) -> None:
        await self._ground()
        if kind is Kind.COMMIT:
            await self._commit()
            return
        if kind in _IN_BRANCH:
            await self._commit()
        if kind is Kind.DEPLOYMENT:
            await self._deploy()
        else:
            await self._make_once(kind)

    async def _ground(self) -> None:
        """Find issue and project, and count what the panel shows before anything is made."""
        if self._issue is None:
            self._issue = await self._ports.jira.issue(self._answers.proof.issue)
        if self._project is None:
            self._project = await self._ports.gitlab.project(self._answers.proof.project)
        if self._issue is None or self._project is None or not self._project.default_branch:
            raise Stopped
        if self._panel is None:
            self._panel = KindPanel(self._ports, self._issue.id, self._project.web_url)
            await self._panel.remember()

    async def _commit(self) -> None:
        """Make the branch with its commit, once for all kinds; a lost answer is read back. Raises: PortError."""
        if Kind.COMMIT in self._ids:
            return
        project = need(self._project)
        await self._journal.write("branch", self._branch, State.INTENT, project=project.id, branch=self._branch)

        async def send() -> dict[str, Json]:
            start, path = project.default_branch or "", f"connection-test-{self._marker}.txt"
            said = proof_trace.message(self._answers.proof.issue, self._marker)
            made = await self._ports.gitlab.commit_file(project.id, self._branch, start, said, path)
            return {"commit": made.id}

        async def read_back() -> dict[str, Json] | None:
            found = await self._ports.gitlab.branch(project.id, self._branch)
            return {"commit": found.commit} if found else None

        made = await write_once(self._journal, "branch", self._branch, send=send, read_back=read_back, repeats=False)
        self._ids[Kind.COMMIT] = str(made["commit"])

    async def _make_once(self, kind: Kind) -> None:
        """Make a merge request, a pipeline or a flag. Raises: PortError, Stopped."""
        if kind in self._ids:
            return
        one, project = self._left(kind), need(self._project)
        await kind_traces.intend(self._journal, one)
        if kind is Kind.BUILD:
            await kind_traces.intend(self._journal, self._left(Kind.DEPLOYMENT))  # its jobs may make one

        async def send() -> dict[str, Json]:
            target = project.default_branch or ""
            made = await self._ports.gitlab.make_trace(kind, project.id, self._branch, self._title, target)
            return {"id": made.id}

        async def read_back() -> dict[str, Json] | None:
            found = await self._ports.gitlab.traces(kind, project.id, self._branch)
            return {"id": found[0].id} if found else None

        try:
            made = await write_once(
                self._journal, kind_traces.MADE, one.subject, send=send, read_back=read_back, repeats=False
            )
        except PortError as error:
            root = kind_findings.of_refusal(kind, error, self._facts())
            if root is None:
                raise
            raise Stopped(root) from None
        self._ids[kind] = str(made["id"])

    async def _deploy(self) -> None:
        """Wait for the deployment of the pipeline of the test. Raises: PortError, Stopped."""
        await self._make_once(Kind.BUILD)
        project = need(self._project)

        async def deployed() -> bool:
            over = [one.ended for one in await self._ports.gitlab.traces(Kind.BUILD, project.id, self._branch)]
            found = await self._deployment()
            if found:
                self._ids[Kind.DEPLOYMENT] = found
            return bool(found) or all(over)

        await self._until(deployed, PIPELINE_WITHIN_S)
        if Kind.DEPLOYMENT not in self._ids:
            raise Stopped(kind_findings.no_deployment(self._facts()))

    async def _deployment(self) -> str:
        """Return the iid of the newest deployment from the branch of the test; empty for none."""
        made = await self._ports.gitlab.deployments_of(need(self._project).id, self._began - _CLOCKS_DIFFER_S)
        return next((one.id for one in made.found if one.ref == self._branch), "")

    async def _read(self, kind: Kind) -> None:
        project, gitlab = need(self._project), self._ports.gitlab
        if kind is Kind.COMMIT:
            branch = await gitlab.branch(project.id, self._branch)
            there = {branch.commit} if branch else set()
        elif kind is Kind.DEPLOYMENT:
            there = {await self._deployment()}
        else:
            there = {one.id for one in await gitlab.traces(kind, project.id, self._branch)}
        if self._ids[kind] not in there:
            raise Stopped

    # arriving

    async def _arrive(self, kind: Kind) -> None:
        if kind is Kind.FEATURE_FLAG:
            raise NotTried(_UNCOUNTED)

        async def arrived() -> bool:
            # What an earlier test made may go meanwhile and keep the count as it was.
            return await need(self._panel).counts_more(kind) or await self._perhaps_named(kind)

        await self._until(arrived, ARRIVE_WITHIN_S)

    async def _perhaps_named(self, kind: Kind) -> bool:
        try:
            return await self._named(kind)
        except Refused:
            return False  # the next hop says why

    async def _show(self, kind: Kind) -> None:
        async def named() -> bool:
            return await self._named(kind)

        try:
            await self._until(named, ARRIVE_WITHIN_S if kind is Kind.FEATURE_FLAG else SHOW_WITHIN_S)
        except Refused as error:
            if error.code != "jira-panel-gone" or kind is Kind.FEATURE_FLAG:
                raise
            raise NotTried(_UNNAMED) from None

    async def _named(self, kind: Kind) -> bool:
        return await need(self._panel).names(kind, self._ids[kind])

    # removing

    async def _clean(self, kind: Kind) -> None:
        """Remove what was made of a kind; the last one takes along what stands for kinds that nobody asked for."""
        if self._project is None:
            raise NotTried(_NOT_MADE)
        last = kind is self._removal()[-1]
        mine = [one for one in await kind_traces.standing(self._journal, self._branch) if last or one.kind is kind]
        for one in mine:
            if not await kind_traces.remove(self._ports, self._journal, one):
                self._note = _KEPT
        branch = last and await self._ports.gitlab.branch(self._project.id, self._branch) is not None
        if branch:
            await proof_branches.remove(self._ports, self._journal, LeftBranch(self._branch, self._project.id))
        if not mine and not branch:
            raise NotTried(_NOT_MADE)
