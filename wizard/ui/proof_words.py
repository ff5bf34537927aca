"""What is said of the test: what it does, what it showed, when that was, and what it stood on."""

import time

from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.journey import kind_hops, kinds
from wizard.journey.values import EarlierProof, Mark, Proof
from wizard.ui.i18n import show, tr, trn
from wizard.ui.marks import duration
from wizard.ui.step_titles import TITLES


def moment(at: float) -> str:
    """Return the hour of a moment of today, its day as well of another one; local time."""
    then = time.localtime(at)
    today = then[:3] == time.localtime()[:3]
    return time.strftime("%H:%M" if today else "%Y-%m-%d %H:%M", then)


def _alone(answers: Answers) -> bool:
    """Tell whether the Jira issue integration is all that is tested."""
    return answers.route is Route.INTEGRATION


def what_is_done(answers: Answers) -> str:
    """Return what the test does, before it is run."""
    issue, project = answers.proof.issue or "?", answers.proof.project or "?"
    branch = tr(
        "A branch named after {issue} is made in {project}, looked for in the development panel of the issue, "
        "and removed again.",
        issue=issue,
        project=project,
    )
    mention = tr(
        "A commit that mentions {issue} is made on a branch of {project}, its link and comment are looked for in the "
        "issue, and all of it is removed again.",
        issue=issue,
        project=project,
    )
    return _of(answers, branch, mention)


def in_short(answers: Answers) -> str:
    """Return what the test is, in one sentence."""
    if _alone(answers):
        return tr("One mention through every part of the integration, with the time of each.")
    return tr("One branch through every part of the connection, with the time of each.")


def at_work(answers: Answers) -> str:
    """Return what is being done while the test runs."""
    if _alone(answers):
        return tr("Making a commit and looking for its mention in Jira: up to 2 minutes.")
    if kind_hops.wanted(answers):
        return tr(
            "Making each kind of data and looking for it in Jira: up to 2 minutes each; a pipeline takes its time."
        )
    return tr("Making the branch and looking for it in Jira: up to 2 minutes.")


def what_arrived(answers: Answers, proof: Proof) -> str:
    """Return what the test showed, what became of its traces, and when that was."""
    issue = answers.proof.issue
    branch = tr(
        "A branch named after {issue} was in Jira’s development panel {time} after it was made.",
        issue=issue,
        time=duration(proof.panel_ms),
    )
    mention = tr(
        "A commit that mentions {issue} was linked in the issue {time} after it was made.",
        issue=issue,
        time=duration(proof.mention_ms),
    )
    removed = tr("It has been removed again.") if proof.ok else tr("It could not be removed again.")
    link = tr("The Jira link of the project opens {link}.", link=proof.link) if proof.link else ""
    seen = _kinds_seen(proof)
    tested = tr("Tested at {time}.", time=moment(proof.at)) if proof.at else ""
    return " ".join(part for part in (_of(answers, branch, mention), removed, seen, link, tested) if part)


def _kinds_seen(proof: Proof) -> str:
    """Return which other kinds of data the panel named; empty for none."""
    seen = {hop.name for hop in proof.hops if hop.mark is Mark.OK}
    named = ", ".join(show(kind.title) for kind in kinds.ALL if f"proof-{kind.data.value}-shown" in seen)
    return tr("Seen there as well: {kinds}.", kinds=named) if named else ""


def _of(answers: Answers, branch: str, mention: str) -> str:
    """Return the sentences of the tests that these answers have."""
    if _alone(answers):
        return mention
    return f"{branch} {mention}" if answers.integration.wanted else branch


def proven_before(earlier: EarlierProof) -> str:
    """Return when it was proven, and whose answers changed since."""
    steps = ", ".join(show(TITLES[step]) for step in earlier.changed)
    return trn(
        "Proven at {time}, before an answer on {steps} changed.",
        "Proven at {time}, before answers on {steps} changed.",
        len(earlier.changed),
        time=moment(earlier.proof.at),
        steps=steps,
    )


def covered(earlier: EarlierProof) -> str:
    """Return what an earlier test showed, and of which groups."""
    if _mentioned(earlier.proof):
        took = duration(earlier.proof.mention_ms)
        return tr("a mention reached the issue in {time}; the answers were others then", time=took)
    took, groups = duration(earlier.proof.panel_ms), ", ".join(earlier.groups)
    if not groups:
        return tr("a branch reached the development panel in {time}; the answers were others then", time=took)
    return tr("a branch reached the development panel in {time}; the groups were {groups}", time=took, groups=groups)


def arrived(proof: Proof) -> str:
    """Return how long a branch or a mention took into Jira, and when that was seen where it is known."""
    if _mentioned(proof):
        took = duration(proof.mention_ms)
        if not proof.at:
            return tr("a mention reached the issue in {time}", time=took)
        return tr("a mention reached the issue in {time}; tested at {at}", time=took, at=moment(proof.at))
    took = duration(proof.panel_ms)
    if not proof.at:
        return tr("a branch reached the development panel in {time}", time=took)
    return tr("a branch reached the development panel in {time}; tested at {at}", time=took, at=moment(proof.at))


def _mentioned(proof: Proof) -> bool:
    """Tell whether it is a proof of the Jira issue integration alone."""
    return bool(proof.hops) and all(hop.name.startswith("mention-") for hop in proof.hops)
