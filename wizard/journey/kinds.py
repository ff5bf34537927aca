"""Which kinds of data reach Jira, from what its development panel counts for the issue of the proof.

Source: dev-status summary: the members of `summary` by data type; counts for builds, deployments and feature flags only
where the site returns them.
"""

from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.flow import Kind as DataKind
from wizard.domain.jira import PanelSummary
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.journey.values import KindRow, Mark, Proof

_ARRIVED = T("the branch of the test arrived")
_PROVEN = T("the test of this kind arrived")
_UNSEEN = T("not in this test; Jira shows none for {issue} yet")
_UNREADABLE = T("not in this test; Jira did not show what it has for {issue}")


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    data: DataKind
    title: Text
    panel: tuple[str, ...]
    """The names under which panels count it."""


ALL = (
    Kind("branches", DataKind.BRANCH, T("Branches"), ("branch",)),
    Kind("commits", DataKind.COMMIT, T("Commits"), ("repository",)),
    Kind("merge-requests", DataKind.MERGE_REQUEST, T("Merge requests"), ("pullrequest",)),
    Kind("builds", DataKind.BUILD, T("Builds"), ("build",)),
    Kind("deployments", DataKind.DEPLOYMENT, T("Deployments"), ("deployment-environment", "deployment")),
    Kind("feature-flags", DataKind.FEATURE_FLAG, T("Feature flags"), ("featureflag", "feature-flag")),
)
PANEL = {kind.data: kind.panel for kind in ALL}
"""What panels call each kind."""


async def rows(answers: Answers, ports: Ports, proof: Proof | None) -> tuple[KindRow, ...]:
    """Return one row a kind: seen in the panel, or not tried. Branches are seen as well when the last test arrived."""
    summary = await _summary(answers, ports)
    return tuple(_row(kind, answers.proof.issue, summary, proof) for kind in ALL)


async def _summary(answers: Answers, ports: Ports) -> PanelSummary | None:
    """Return the counts of the panel; None where Jira does not tell them: the proof says why."""
    try:
        issue = await ports.jira.issue(answers.proof.issue)
        return await ports.jira.panel_summary(issue.id) if issue is not None else None
    except PortError:
        return None


def _row(kind: Kind, issue: str, summary: PanelSummary | None, proof: Proof | None) -> KindRow:
    counts = summary.counts if summary is not None else {}
    seen = sum(sum(counts.get(name, {}).values()) for name in kind.panel)
    if kind.id == "branches" and proof is not None and proof.ok:
        return KindRow(kind.id, kind.title, Mark.OK, _ARRIVED)
    if proof is not None and _shown(kind.data, proof):
        return KindRow(kind.id, kind.title, Mark.OK, _PROVEN)
    if seen:
        return KindRow(kind.id, kind.title, Mark.OK, T("the panel of {issue} shows {count}", issue=issue, count=seen))
    unseen = _UNREADABLE if summary is None else _UNSEEN
    return KindRow(kind.id, kind.title, Mark.SKIPPED, Text(unseen.message, {"issue": issue}))


def _shown(kind: DataKind, proof: Proof) -> bool:
    """Tell whether the test saw what it made of a kind in the panel."""
    return any(hop.name == f"proof-{kind.value}-shown" and hop.mark is Mark.OK for hop in proof.hops)
