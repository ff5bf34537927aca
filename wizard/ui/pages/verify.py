"""Verify: a branch named after an issue goes all the way into Jira's development panel, hop by hop."""

from wizard.journey.values import HopRow, Proof
from wizard.ui.controls import button
from wizard.ui.hops import Hops
from wizard.ui.i18n import show, tr
from wizard.ui.marks import duration
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.step_state import StepState
from wizard.ui.visit import Visit


class VerifyPage(Page):
    """The verb runs the proof; when it holds, it is Next."""

    step = "verify"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.hops = Hops()
        self._before = PlainLabel("", "muted")
        self.body.addWidget(self._before)
        self.body.addWidget(self.hops)
        self.again = self.add_extra(button(tr("Run again"), "verify.again", self._run, "small"))
        self.hops.clear()

    def title(self) -> str:
        proof = self.visit.learnt.proof
        if proof is None:
            return tr("Prove it")
        return tr("It works") if proof.ok else tr("It does not work yet")

    def lead(self) -> str:
        proof, answers = self.visit.learnt.proof, self.visit.answers.proof
        if proof is not None and proof.ok:
            return tr(
                "A branch named after {issue} was in Jira’s development panel {time} after it was made. "
                "It has been removed again.",
                issue=answers.issue,
                time=duration(proof.total_ms),
            )
        stopped = next((hop for hop in self.hops.hops() if hop.finding is not None), None)
        if stopped is not None and not self.working():
            return tr("The proof stopped at “{hop}”.", hop=show(stopped.title))
        return tr("One branch through every part of the connection, with the time of each.")

    def verb(self) -> str:
        proof = self.visit.learnt.proof
        return tr("Next") if proof is not None and proof.ok else tr("Run test")

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close")

    def enter(self) -> None:
        answers = self.visit.answers.proof
        said = tr(
            "A branch named after {issue} is made in {project}, looked for in the development panel of the issue, "
            "and removed again.",
            issue=answers.issue or "?",
            project=answers.project or "?",
        )
        self._before.setText(said)
        self._follow()

    def press(self) -> None:
        proof = self.visit.learnt.proof
        if proof is not None and proof.ok:
            self.go_on()
        else:
            self._run()

    def go_on(self) -> None:
        self.visit.mark("done", StepState.TO_DO)
        super().go_on()

    def _follow(self) -> None:
        self._before.setVisible(not self.hops.hops())
        self.again.setVisible(self.visit.learnt.proof is not None)

    def _run(self) -> None:
        self.visit.learnt.proof = None
        self.hops.clear()
        self.work(self._prove(), tr("Making the branch and looking for it in Jira."), self._run)
        self._follow()

    async def _prove(self) -> None:
        answers = self.visit.answers
        self.visit.mark(self.step, StepState.WORKING)
        listen = self.relay(self._one)
        proof: Proof = await self.ask(lambda desk: desk.prove(answers, listen))
        for hop in proof.hops:
            self.hops.change(hop)
        self.visit.learnt.proof = proof
        self._before.setVisible(not self.hops.hops())
        self.again.show()
        self.show_findings([hop.finding for hop in proof.hops if hop.finding is not None], self._run)
        self.visit.mark(self.step, StepState.DONE if proof.ok else StepState.FAILED)

    def _one(self, hop: HopRow) -> None:
        self.hops.change(hop)
        self._before.hide()
        self.changed.emit()
