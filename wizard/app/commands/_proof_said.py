"""What `run` says of its test: what is made before it is made, and what was seen."""

from wizard.app import printing
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.journey import kind_hops
from wizard.journey.values import HopRow, Mark, Proof


def say_what_is_made(answers: Answers) -> None:
    """Say which kinds of data are made beside the branch, and what stays of them."""
    kinds = ", ".join(kind_hops.wanted(answers))
    if kinds and answers.route is not Route.INTEGRATION:
        printing.say(f"The test makes on one more branch: {kinds}. It takes them away again.")
        printing.say(f"In Jira they stay in the panel of {answers.proof.issue}: GitLab takes only branches away there.")


def say_hop(hop: HopRow) -> None:
    """Say how a hop ended, once it has."""
    if hop.ms is not None:
        printing.say(f"  {hop.mark.value:<8} {hop.title} ({hop.where})  {hop.ms:.0f} ms")


def what_works(answers: Answers, proof: Proof) -> str:
    """Return what a test that holds has shown."""
    issue = answers.proof.issue
    if answers.route is Route.INTEGRATION:
        return f"It works: {issue} showed the mention of the test. The Jira link of the project opens {proof.link}."
    held = {hop.name for hop in proof.hops if hop.mark is Mark.OK}
    shown = [kind for kind in kind_hops.wanted(answers) if kind_hops.hop(kind, kind_hops.SHOWN).name in held]
    return f"It works: {issue} shows the {', '.join(('branch', *shown))} of the test."
