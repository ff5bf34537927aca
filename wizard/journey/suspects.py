"""What a failed proof makes doubtful: tasks that somebody said are done and that no program can see."""

from dataclasses import replace

from wizard.domain.findings import Finding
from wizard.domain.journal import State
from wizard.domain.text import T
from wizard.journey import byhand, proof_hops
from wizard.journey.byhand import Task
from wizard.journey.log import Journal
from wizard.journey.values import Proof

SAID = "said"
"""How the journal marks a task that counts as done on somebody's word."""
_NEED_THE_TASKS = (proof_hops.ARRIVED.name, proof_hops.SHOWN.name)


async def name_suspects(proof: Proof, journal: Journal) -> Proof:
    """Return the proof with the doubtful task named first where data did not arrive."""
    if proof.ok:
        return proof
    records = await journal.records("task")
    said = [
        byhand.by_id(task)
        for task, record in records.items()
        if record.state is State.CONFIRMED and record.data.get("by") == SAID
    ]
    if not said:
        return proof
    hops = tuple(
        replace(hop, finding=_with_suspect(hop.finding, said[-1]))
        if hop.finding is not None and hop.name in _NEED_THE_TASKS
        else hop
        for hop in proof.hops
    )
    return replace(proof, hops=hops)


def _with_suspect(finding: Finding, task: Task) -> Finding:
    return replace(
        finding,
        cause=T(
            "Most likely “{task}” is not done: somebody said that it is, and no program can see it. {cause}",
            task=str(task.title),
            cause=str(finding.cause),
        ),
        fix=T("Look at “{task}” once more, then run the test again. {fix}", task=str(task.title), fix=str(finding.fix)),
        facts={**finding.facts, "said_to_be_done": str(task.title)},
        task=task.id,
    )
