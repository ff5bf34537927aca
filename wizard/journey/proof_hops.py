"""The hops of the proof: their names, places, and what each failure means."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T, Text
from wizard.journey.values import HopRow, Mark

_AT_ONCE = Text("")


@dataclass(frozen=True, slots=True)
class Hop:
    name: str
    title: Text
    where: Text
    cause: Text
    fix: Text
    seen_from: SeenFrom
    within: Text = _AT_ONCE
    """How long it may take; empty where it is answered at once."""
    code: str = ""
    """Of the finding where several hops share one; else its name."""


ISSUE = Hop(
    "proof-issue",
    T("Issue found"),
    T("Jira"),
    T("Jira does not show the issue {issue} to this user, or there is none."),
    T("Choose an issue that you can open in Jira, then run the test again."),
    SeenFrom.JIRA,
)
MADE = Hop(
    "proof-branch-made",
    T("Branch made"),
    T("GitLab API"),
    T("GitLab did not make the branch {branch} in {project}."),
    T("Choose a project where you may push branches and where no rule forbids this name, then run the test again."),
    SeenFrom.DESKTOP,
)
READ = Hop(
    "proof-branch-read",
    T("Branch read back"),
    T("GitLab API"),
    T("GitLab said that it made the branch {branch}, but it is not there."),
    T("Look at Repository, Branches in {project}. A maintenance mode or a Geo secondary answers like this."),
    SeenFrom.DESKTOP,
)
ARRIVED = Hop(
    "proof-arrived",
    T("Arrived in Jira"),
    T("GitLab worker to Jira"),
    T("The branch exists in GitLab, but Jira counted no new branch for {issue} within {waited} s."),
    T(
        "Most likely first: the group of {project} is not linked; GitLab cannot reach Jira (egress, Silent Mode); "
        "Jira refuses the token (Invalid JWT in integrations_json.log: in the app page choose GitLab.com, then "
        "self-managed again); Jira's IP allowlist lacks the addresses of GitLab."
    ),
    SeenFrom.JIRA,
    T("up to 2 minutes"),
)
SHOWN = Hop(
    "proof-shown",
    T("In the panel"),
    T("Jira development panel"),
    T("Jira counts branches for {issue}, but its development panel does not name {branch}."),
    T("Wait a minute and run the test again; then look at the panel in Jira. View Development Tools is needed there."),
    SeenFrom.JIRA,
    T("up to 30 seconds"),
)
CLEANED = Hop(
    "proof-cleaned",
    T("Branch removed"),
    T("GitLab API"),
    T("The data flows, but the branch {branch} of the test could not be removed from {project}."),
    T("Remove the branch by hand in Repository, Branches; it holds nothing of its own."),
    SeenFrom.DESKTOP,
)
ALL = (ISSUE, MADE, READ, ARRIVED, SHOWN, CLEANED)


def finding(hop: Hop, facts: dict[str, str], root: Finding | None = None) -> Finding:
    """Return what the failure of a hop means; `root` is the trouble met on the way, which names the nearer cause."""
    cause = T("{hop} {reason}", hop=T(hop.cause.message, **facts), reason=root.cause) if root else None
    return Finding(
        code=hop.code or hop.name,
        severity=Severity.BLOCKER,
        title=T("The test stopped at: {hop}", hop=hop.title),
        cause=cause or T(hop.cause.message, **facts),
        fix=root.fix if root else T(hop.fix.message, **facts),
        source="Help: Verify",
        facts={**(root.facts if root else {}), **facts},
        users_see=root.users_see if root else None,
        check="proof",
        seen_from=hop.seen_from,
        root=root.code if root else "",
    )


def waiting() -> tuple[HopRow, ...]:
    """Return the hops before the test has run."""
    return rows(ALL)


def rows(hops: Sequence[Hop]) -> tuple[HopRow, ...]:
    """Return the rows of hops that nobody has tried yet."""
    return tuple(HopRow(hop.name, hop.title, hop.where, Mark.WAITING) for hop in hops)
