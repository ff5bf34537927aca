"""Which tests prove a set-up: a branch for the app and the kinds of data that are wanted beside it, a mention for the
Jira issue integration, or all of them in turn.
"""

from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.journey import kind_hops, kind_traces, mention_hops, proof_hops
from wizard.journey.hop_walk import OnHop
from wizard.journey.kind_proof import KindProver
from wizard.journey.log import Journal
from wizard.journey.mention_proof import MentionProver
from wizard.journey.proving import Prover
from wizard.journey.values import HopRow, Mark, Proof

_ALL_STAND_ON_IT = T("not tried: the branch did not arrive")


def of_app(answers: Answers) -> bool:
    """Tell whether the app is part of this set-up."""
    return answers.route is not Route.INTEGRATION


def waiting(answers: Answers) -> tuple[HopRow, ...]:
    """Return the hops of these answers before anything was tried."""
    app = (*proof_hops.waiting(), *_of_kinds(answers)) if of_app(answers) else ()
    return (*app, *(proof_hops.rows(mention_hops.ALL) if answers.integration.wanted else ()))


async def run(answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> Proof:
    """Run the tests of these answers one after the other, the mention too when the branch does not arrive."""
    found = await _app(answers, ports, journal, marker, on_hop) if of_app(answers) else []
    if answers.integration.wanted:
        found.append(await MentionProver(answers, ports, journal, marker, on_hop).run())
    return Proof(
        ok=all(one.ok for one in found),
        hops=tuple(hop for one in found for hop in one.hops),
        branch=found[0].branch,
        total_ms=sum(one.total_ms for one in found),
        link=found[-1].link,
    )


async def _app(answers: Answers, ports: Ports, journal: Journal, marker: str, on_hop: OnHop) -> list[Proof]:
    """Run the test of a branch, and of the other kinds when it holds: what keeps a branch away keeps all away."""
    await kind_traces.clear(ports, journal)  # before the branches that they stand on
    branch = await Prover(answers, ports, journal, marker, on_hop).run()
    if not kind_hops.wanted(answers):
        return [branch]
    if branch.ok:
        return [branch, await KindProver(answers, ports, journal, marker, on_hop).run()]
    untried = tuple(replace(hop, mark=Mark.SKIPPED, note=_ALL_STAND_ON_IT) for hop in _of_kinds(answers))
    for hop in untried:
        on_hop(hop)
    return [replace(branch, hops=(*branch.hops, *untried))]


def _of_kinds(answers: Answers) -> tuple[HopRow, ...]:
    return proof_hops.rows(kind_hops.of(kind_hops.wanted(answers)))
