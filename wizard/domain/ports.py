"""All that is outside, as checks, changes and the engine get it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.domain.app_snapshot import NoSnapshots, Snapshots
from wizard.domain.clock import Clock
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.jira_account import JiraAccount
from wizard.domain.marketplace import Marketplace
from wizard.domain.network import Probe
from wizard.domain.pace import NoPace, Pace
from wizard.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Ports:
    """What one set-up talks to; two sides, the wire and the time."""

    gitlab: GitLab
    jira: Jira
    probe: Probe
    clock: Clock
    snapshots: Snapshots = field(default_factory=NoSnapshots)
    """What was kept of apps that this program installed."""
    marketplace: Marketplace | None = None
    """The Atlassian Marketplace; None on every route but that of an own listing: nobody else is asked there."""
    account: JiraAccount | None = None
    """Jira as the user of the Jira issue integration sees it; None where that is no part of the set-up."""
    integration_password: Secret | None = None
    """What GitLab is to sign in at Jira with for the Jira issue integration; None where nobody gave it."""
    integration_passwords: Mapping[str, Secret] = field(default_factory=dict)
    """The same for the other users that a move leads to, by name; who is missing here has none."""
    accounts: Mapping[str, JiraAccount] = field(default_factory=dict)
    """Jira as these users see it."""
    integration_password_before: Secret | None = None
    """What it signed in with before, so that an undo can put it back; None where nobody gave it."""
    integration_passwords_before: Mapping[tuple[str, str], Secret] = field(default_factory=dict)
    """The same by web address and user, for an undo of places that led to several."""
    pace: Pace = field(default_factory=NoPace)
    """What both hosts said of limits."""
