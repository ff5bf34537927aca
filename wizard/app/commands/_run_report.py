"""What `run --json` prints, filled as the run goes on."""

from dataclasses import dataclass, field

from wizard.app import printing
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.journey.values import PlanRow, Proof


@dataclass(slots=True)
class Report:
    """One run so far."""

    answers: Answers
    session: str = ""
    plan: tuple[PlanRow, ...] = ()
    applied: tuple[PlanRow, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    proof: Proof | None = None

    def document(self) -> dict[str, object]:
        order = {row.id: number for number, row in enumerate(self.plan)}  # places end in any order
        applied = sorted(self.applied, key=lambda row: order.get(row.id, len(order)))
        return {
            "session": self.session,
            "route": self.answers.route.value,
            "plan": [printing.change(row) for row in self.plan],
            "applied": [printing.change(row) for row in applied],
            "findings": [printing.finding(one) for one in self.findings],
            "waiting": self.waiting,
            "proof": printing.proof(self.proof),
        }
