"""What the engine hands to a window, a command or a test: immutable rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.network import ProxyChoice
from wizard.domain.secrets import KeyringState
from wizard.domain.side import Side
from wizard.domain.text import Text
from wizard.journey.mark import Mark as Mark  # part of these values; apart, because the first paint needs no others
from wizard.journey.sketch import Scene

_NOTHING_SAID = Text("")


@dataclass(frozen=True, slots=True)
class CheckRow:
    id: str
    title: Text
    why: Text
    seen_from: SeenFrom
    advised: bool
    mark: Mark
    note: Text
    findings: tuple[Finding, ...] = ()
    ms: float | None = None
    after: str = ""
    """Id of the check this one waits for."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One change of a plan, and how far it is: planned, working, done, failed, unknown, undone, left.

    A row that is left in a plan is not applied; its finding says why.
    """

    id: str
    title: Text
    where: Text
    before: Mapping[str, Json]
    after: Mapping[str, Json]
    shown_before: tuple[str, ...]
    shown_after: tuple[str, ...]
    reversible: bool
    request: str
    state: str = "planned"
    finding: Finding | None = None
    """Why it failed, was left, or must be decided first."""
    note: Text = _NOTHING_SAID
    """What is being done with it, or how it was seen to be done."""
    side: Side = "gitlab"
    """Whose site it changes."""
    condition: Text = _NOTHING_SAID
    """On what it depends whether it can be undone; empty where nothing does."""
    independent: bool = False
    """Whether it stands alone: what becomes of it stops no other row."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Ordered changes for these answers in this world. `findings` say what must be decided before it may be applied."""

    answers: Answers
    rows: tuple[PlanRow, ...]
    findings: tuple[Finding, ...] = ()
    tasks: tuple["TaskRow", ...] = ()
    session: str = ""
    """The session whose mark is in the names of what would be created; only that one may apply it."""


@dataclass(frozen=True, slots=True)
class CopyValue:
    label: Text
    value: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One by-hand task. mark OK: seen done; WAITING: not yet; RUNNING: being looked at; WARNING: cannot be read, the
    proof decides.
    """

    id: str
    title: Text
    who: Text
    minutes: int
    steps: tuple[Text, ...]
    values: tuple[CopyValue, ...]
    link: str
    mark: Mark
    note: Text
    finding: Finding | None = None
    scenes: tuple[Scene, ...] = ()
    """Where the clicks are, for a drawing."""
    before: bool = False
    """Whether it comes before the changes."""
    closed_by: str = ""
    """Id of the task that puts back what this one opens."""


@dataclass(frozen=True, slots=True)
class HopRow:
    """One hop of the proof. Names: proof-issue, proof-branch-made, proof-branch-read, proof-arrived, proof-shown,
    proof-cleaned; of the Jira issue integration mention-settings, mention-issue, mention-committed, mention-read,
    mention-linked, mention-cleaned, mention-project-link. Of every other kind of data its own five, whose findings are
    proof-kind-made, proof-kind-read, proof-kind-arrived, proof-kind-shown and proof-kind-cleaned.
    """

    name: str
    title: Text
    where: Text
    mark: Mark
    ms: float | None = None
    finding: Finding | None = None
    note: Text = _NOTHING_SAID
    """How long it may take while it runs, or why it has no time."""


@dataclass(frozen=True, slots=True)
class Proof:
    ok: bool
    hops: tuple[HopRow, ...]
    branch: str
    total_ms: float
    at: float = 0.0
    """When it ended, as seconds since 1970; 0 where that is not known."""
    link: str = ""
    """Where the Jira link of the GitLab project leads; empty where the Jira issue integration was not tested."""

    @property
    def panel_ms(self) -> float:
        """How long the branch took into the panel after it was made."""
        return self._took("proof-branch-read", "proof-arrived", "proof-shown")

    @property
    def mention_ms(self) -> float:
        """How long the mention took into the issue after its commit was made."""
        return self._took("mention-read", "mention-linked")

    def _took(self, *names: str) -> float:
        return sum(hop.ms or 0.0 for hop in self.hops if hop.name in names)


@dataclass(frozen=True, slots=True)
class EarlierProof:
    """A proof that held for other answers than those that stand now."""

    proof: Proof
    groups: tuple[str, ...]
    """The groups that it covered."""
    changed: tuple[str, ...]
    """Steps whose answers are others since, in their order: `gitlab`, `jira`, `method`, `groups`."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of data in Jira's development panel: branches, commits, merge-requests, builds, deployments,
    feature-flags. mark OK: Jira shows some for the issue of the proof; SKIPPED: none was seen, so it was not tried.
    """

    id: str
    title: Text
    mark: Mark
    note: Text


@dataclass(frozen=True, slots=True)
class GitLabSeen:
    """What a first look at an instance, without a token, tells."""

    url: str
    host_unicode: str
    answers_as_gitlab: bool
    issuer: str
    days_left: int | None
    addresses: tuple[str, ...]
    ms: float
    findings: tuple[Finding, ...]
    proxy: ProxyChoice = field(default_factory=ProxyChoice)


@dataclass(frozen=True, slots=True)
class Permission:
    """A row of the sign-in table."""

    name: str
    needed_for: Text
    present: bool | None
    """None: the instance cannot say."""
    how: Text = field(default_factory=lambda: Text(""))
    """How to get it."""


@dataclass(frozen=True, slots=True)
class GitLabSignedIn:
    version: str
    enterprise: bool | None
    user: str
    user_name: str
    is_admin: bool
    token_name: str
    expires: str
    permissions: tuple[Permission, ...]
    kept: KeyringState
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class JiraSignedIn:
    site: str
    title: str
    deployment: str
    user_name: str
    groups: tuple[str, ...]
    is_admin: bool
    counts_for_gitlab: bool
    """Member of site-admins (or org-admins from 16.6)."""
    kept: KeyringState
    findings: tuple[Finding, ...]


class GroupRow(msgspec.Struct, frozen=True, gc=False):
    """One row of the tree. There may be ten thousand: the collector does not look at them."""

    id: int
    path: str
    name: str
    level: int
    """Depth in the tree, 0 for a top-level group."""
    selectable: bool
    why_not: Text
    kind: str = "group"
    """group, project or namespace; only groups can be linked."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the first sync will be like for the chosen groups."""

    projects: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RouteRow:
    id: str
    title: Text
    reason: Text
    """Why it is recommended, possible or not."""
    offered: bool
    recommended: bool


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session that can be resumed."""

    id: str
    gitlab: str
    jira: str
    page: str
    started_at: float
    note: Text
    done: bool
    undone: bool
    standing: int = 0
    """How many changes stand outside, or may."""
    forgotten: bool = False
    """Taken from the list; its journal stays."""


def worst(findings: tuple[Finding, ...]) -> Mark:
    """Return the mark of a row with these findings."""
    severities = {finding.severity for finding in findings}
    if Severity.BLOCKER in severities:
        return Mark.FAILED
    return Mark.WARNING if Severity.WARNING in severities else Mark.OK
