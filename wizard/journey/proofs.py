"""Which tests prove a set-up: a branch for the app, a mention for the Jira issue integration, or both in turn."""

from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.journey import mention_hops, proof_hops
from wizard.journey.hop_walk import OnHop
from wizard.journey.log import Journal
from wizard.journey.mention_proof import MentionProver
from wizard.journey.proving import Prover
from wizard.journey.values import HopRow, Proof


def of_app(answers: Answers) -> bool:
    """Tell whether the app is part of this set-up."""
    return answers.route is not Route.INTEGRATION


def waiting(answers: Answers) -> tuple[HopRow, ...]:
    """Return the hops of these answers before anything was tried."""
    app = proof_hops.waiting() if of_app(answers) else ()
    return (*app, *(proof_hops.rows(mention_hops.ALL) if answers.integration.wanted else ()))


async def run(answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> Proof:
    """Run the tests of these answers one after the other; the second one too when the first does not hold."""
    tests = [Prover(answers, ports, journal, marker, on_hop).run] if of_app(answers) else []
    if answers.integration.wanted:
        tests.append(MentionProver(answers, ports, journal, marker, on_hop).run)
    found = [await test() for test in tests]
    return Proof(
        ok=all(one.ok for one in found),
        hops=tuple(hop for one in found for hop in one.hops),
        branch=found[0].branch,
        total_ms=sum(one.total_ms for one in found),
        link=found[-1].link,
    )
