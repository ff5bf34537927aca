"""Verify: a branch named after an issue goes all the way into Jira's development panel, hop by hop."""

from functools import partial

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.domain.flow import Kind
from wizard.journey import proofs
from wizard.journey.kind_hops import KINDS
from wizard.journey.values import EarlierProof, HopRow, Proof
from wizard.ui import button_words
from wizard.ui.controls import button
from wizard.ui.hops import Hops
from wizard.ui.i18n import show, tr
from wizard.ui.kind_choice import KindChoice
from wizard.ui.kind_rows import KindRows
from wizard.ui.links import may_open
from wizard.ui.open_ends import BRANCH
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.proof_words import at_work, in_short, proven_before, what_arrived, what_is_done
from wizard.ui.reporting import report_button
from wizard.ui.step_state import StepState
from wizard.ui.task_card import is_open
from wizard.ui.undoing import may_undo, undo_button
from wizard.ui.visit import Visit

STOPPED, OPEN_TASKS = "stopped", "open-tasks"
_BEHIND = "verify-behind"
"""Owner of what is tidied up while another page is shown."""
_REMOVED = ("proof-cleaned", "mention-cleaned", *(f"proof-{kind.value}-cleaned" for kind in Kind))

_OF_KINDS = tuple(f"proof-{kind.value}-" for kind in KINDS)


class VerifyPage(Page):
    """The verb runs the proof; when it holds, it is Next."""

    step = "verify"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.hops, self.kinds = Hops(), KindRows()
        self.wanted_kinds = KindChoice(self._choose)
        self._before = PlainLabel("", "muted")
        self._tidying = False
        """Whether the branch of a test that was stopped is being removed."""
        self._earlier: EarlierProof | None = None
        """A test that stood on other answers than those of now."""
        self.body.addWidget(self._before)
        self.body.addWidget(self.wanted_kinds)
        self.body.addWidget(self.hops)
        self.body.addWidget(self.kinds)
        self.report = self.add_extra(report_button(self, "verify.report"))
        self.again = self.add_extra(button(tr("Run again"), "verify.again", self._run, "small"))
        self.jira = self.add_extra(button(tr("Open the Jira link"), "verify.jira", self._open_jira, "small", "open"))
        self.undo = undo_button(self, "verify.undo")
        self.changed.connect(self._offer_undo)
        self.changed.connect(lambda: self.wanted_kinds.setEnabled(not self.working()))
        self.hops.load(proofs.waiting(visit.answers))

    # what is said

    def title(self) -> str:
        proof = self.visit.learnt.proof
        if proof is None:
            return tr("Prove it") if self._earlier is None else tr("Prove it again")
        if _only_removal_failed(proof):
            branch = tr("It works, and one branch is left")
            return branch if proofs.of_app(self.visit.answers) else tr("It works, and traces of the test are left")
        if _only_kinds_failed(proof):
            return tr("Branches arrive, not every other kind does")
        return tr("It works") if proof.ok else tr("It does not work yet")

    def lead(self) -> str:
        proof = self.visit.learnt.proof
        if proof is not None and self._arrived():
            return what_arrived(self.visit.answers, proof)
        stopped = next((hop for hop in self.hops.hops() if hop.finding is not None), None)
        if stopped is not None and not self.working():
            return tr("The test stopped at “{hop}”.", hop=show(stopped.title))
        if self._earlier is not None and not self.working():
            return proven_before(self._earlier)
        return in_short(self.visit.answers)

    def verb(self) -> str:
        if self._holds():
            return button_words.go_on()
        return tr("Run test") if self.visit.learnt.proof is None else tr("Run again")

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close")

    def _arrived(self) -> bool:
        """Tell whether the data flows, whatever became of the branch of the test."""
        proof = self.visit.learnt.proof
        return proof is not None and (proof.ok or _only_removal_failed(proof))

    def _holds(self) -> bool:
        proof = self.visit.learnt.proof
        return proof is not None and proof.ok

    # coming and pressing

    def enter(self) -> None:
        self._before.setText(what_is_done(self.visit.answers))
        self.wanted_kinds.load(self.visit.answers)
        self._earlier = None
        if self.visit.learnt.proof is None:
            self.hops.load(proofs.waiting(self.visit.answers))
            self.kinds.clear()
            self.show_findings(())
            if self.visit.session:
                self.quietly(self._remember(), "last proof")
        self._say_open_tasks()
        self._follow()
        self.came_to_end.emit()  # there is no field: Return presses the verb

    def _say_open_tasks(self) -> None:
        """Say before the test which tasks were not done when they were last looked at."""
        self.notices.take_away(OPEN_TASKS)
        left = [task for task in self.visit.learnt.tasks if is_open(task)]
        if left and not self._holds():
            said = tr("Still open by hand: {tasks}.", tasks=", ".join(show(task.title) for task in left))
            may = tr("The test may stop because of it.")
            self.notices.say(
                OPEN_TASKS, "warn", f"{said} {may}", {tr("Open the task"): partial(self._open_task, left[0].id)}
            )

    def leave(self) -> None:
        """Whoever leaves a test stops it; its branch goes while the other page is shown."""
        stopped = self.working()
        super().leave()
        if stopped:
            self._tidying = False
            self.hops.stop()
            self.visit.mark(self.step, StepState.ATTENTION)
            self._leave_open(("",))
            self.visit.spawn(self._remove_branch_behind(), _BEHIND, "branch of a test that was left")

    def press(self) -> None:
        if self._holds():
            self.go_on()
        else:
            self._run()

    def go_on(self) -> None:
        self.visit.mark("done", StepState.TO_DO)
        super().go_on()

    def _choose(self, kinds: tuple[Kind, ...]) -> None:
        """Prove these kinds; what was proven of others stays known, and is no proof of them."""
        self.visit.change(self.step, proof_kinds=kinds)
        self.enter()

    def _follow(self) -> None:
        self.wanted_kinds.setVisible(proofs.of_app(self.visit.answers))
        self._before.setVisible(self.visit.learnt.proof is None)
        self.report.setVisible(self.visit.learnt.proof is not None)
        self.again.setVisible(self._holds())  # else the filled button says it
        self.jira.setVisible(bool(self._link()))
        self._offer_undo()

    def _link(self) -> str:
        """Return where the Jira link of the project leads; empty where no test has seen it."""
        return self.visit.learnt.proof.link if self.visit.learnt.proof is not None else ""

    def _open_jira(self) -> None:
        if not (may_open(self._link(), self.visit.answers) and self.visit.open_link(self._link())):
            self.said.emit(tr("No browser opened. Copy the link and open it yourself."))

    def _offer_undo(self) -> None:
        self.undo.setVisible(may_undo(self.visit) and not self.working())

    async def _remember(self) -> None:
        """Show the proof that this session ended with, when nothing was written since."""
        answers = self.visit.answers
        proof = await self.ask(lambda desk: desk.last_proof(answers))
        if self.visit.learnt.proof is not None or self.working():
            return
        if proof is not None:
            self._take(proof)
            await self._look_at_kinds()
            return
        self._earlier = await self.ask(lambda desk: desk.earlier_proof(answers))
        self.changed.emit()

    # proving

    def _run(self) -> None:
        self.visit.spawn.cancel(_BEHIND)  # a test removes what an earlier one left
        self._tidying = False
        self.visit.learnt.proof, self._earlier = None, None
        self.notices.take_away(STOPPED)
        self.hops.load(proofs.waiting(self.visit.answers))
        self.kinds.clear()
        self.work(self._prove(), at_work(self.visit.answers), self._run)
        self._follow()

    async def _prove(self) -> None:
        answers = self.visit.answers
        self.visit.mark(self.step, StepState.WORKING)
        listen = self.relay(self._one)
        self._take(await self.ask(lambda desk: desk.prove(answers, listen)))
        self.tell_from_afar(self.title())
        if self._holds():
            self.came_to_end.emit()
        if self._arrived():
            self.quietly(self._look_at_kinds(), "kinds of data")

    def _take(self, proof: Proof) -> None:
        for hop in proof.hops:
            self.hops.change(hop)
        self.visit.learnt.proof = proof
        self._leave_open((proof.branch,) if any(hop.name in _REMOVED and hop.finding for hop in proof.hops) else ())
        self._follow()
        self._show_failed([hop.finding for hop in proof.hops if hop.finding is not None])
        if proof.ok:
            self.notices.take_away(OPEN_TASKS)
        self.visit.mark(self.step, StepState.DONE if proof.ok else StepState.FAILED)
        if proof.ok and self.visit.state("done") is StepState.LOCKED:
            self.visit.mark("done", StepState.TO_DO)
        self.changed.emit()

    def _one(self, hop: HopRow) -> None:
        self.hops.change(hop)
        self.changed.emit()

    def _show_failed(self, findings: list[Finding]) -> None:
        self.show_findings(())
        for number, finding in enumerate(findings):
            at = f"verify.card-{number}"
            task = partial(self._open_task, finding.task)
            more = [button(tr("Open the task"), f"{at}.task", task, "small", "hand")] if finding.task else []
            self.add_card(self.card(at, finding, self._run, tr("Run again"), more=more, why=finding.code))

    def _open_task(self, task: str) -> None:
        self.visit.doubted = task
        self.wanted.emit("by-hand")

    async def _look_at_kinds(self) -> None:
        answers = self.visit.answers
        self.kinds.load(await self.ask(lambda desk: desk.kinds(answers)))

    def writes_now(self) -> str:
        return "test" if self.working() else ""

    def stop_writing(self) -> None:
        if not self._tidying:
            self.cancel_asked()

    def cancel_asked(self) -> bool:
        if not self.working():
            return super().cancel_asked()
        self.cancel_work()
        self.hops.stop()
        self.visit.mark(self.step, StepState.ATTENTION)
        if self._tidying:  # that was the removal itself
            self._tidying = False
            self._say_stopped(("",))
        else:
            self._tidy()
        return True

    def _tidy(self) -> None:
        """Remove the branch that the test may have made."""
        self._tidying = True
        self.notices.take_away(STOPPED)
        self.work(self._remove_branch(), tr("Removing the branch of the test."), self._tidy)

    async def _remove_branch(self) -> None:
        answers = self.visit.answers
        try:
            left = tuple(await self.ask(lambda desk: desk.tidy_after_test(answers)))
        except PortError:
            self._tidying = False
            self._say_stopped(("",))
            raise
        self._tidying = False
        self._say_stopped(left)

    async def _remove_branch_behind(self) -> None:
        answers = self.visit.answers
        try:
            left = tuple(await self.ask(lambda desk: desk.tidy_after_test(answers)))
        except PortError:
            left = ("",)
        self._say_stopped(left)

    def _say_stopped(self, left: tuple[str, ...]) -> None:
        """Say what the test that was stopped left behind: the names of branches, one empty where that is not known."""
        project, again = self.visit.answers.proof.project, {tr("Run again"): self._run}
        self._leave_open(left)
        if not left:
            said = tr("The test was stopped. No branch of it is in {project}.", project=project)
            self.notices.say(STOPPED, "info", said, again)
            return
        said = tr("The test was stopped. Its branch {branch} is still in {project}.", branch=left[0], project=project)
        unsure = tr("The test was stopped. If its branch was made already, it is still in {project}.", project=project)
        self.notices.say(STOPPED, "warn", said if left[0] else unsure, {**again, tr("Remove it now"): self._tidy})

    def _leave_open(self, left: tuple[str, ...]) -> None:
        """Take note of branches that are left; an empty name where that is not known."""
        if left:
            said = partial(_left_branch, left[0], self.visit.answers.proof.project)
            self.visit.open_ends.leave(BRANCH, said)
        else:
            self.visit.open_ends.settle(BRANCH)


def _left_branch(branch: str, project: str) -> str:
    if not branch:
        return tr("The branch of a test may still be in {project}.", project=project)
    return tr("The branch {branch} of a test is still in {project}.", branch=branch, project=project)


def _only_kinds_failed(proof: Proof) -> bool:
    """Tell whether the connection itself holds, and what failed is of kinds that were asked for beside the branch."""
    failed = [hop.name for hop in proof.hops if hop.finding is not None]
    return bool(failed) and all(name.startswith(_OF_KINDS) for name in failed)


def _only_removal_failed(proof: Proof) -> bool:
    failed = {hop.name for hop in proof.hops if hop.finding is not None}
    return bool(failed) and failed <= {*_REMOVED}
