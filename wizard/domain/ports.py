"""All that is outside, as checks, changes and the engine get it."""

from dataclasses import dataclass

from wizard.domain.clock import Clock
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.jira_account import JiraAccount
from wizard.domain.network import Probe


@dataclass(frozen=True, slots=True)
class Ports:
    """What one set-up talks to; two sides, the wire and the time."""

    gitlab: GitLab
    jira: Jira
    probe: Probe
    clock: Clock
    account: JiraAccount | None = None
    """Jira as the user of the Jira issue integration sees it; None where that is no part of the set-up."""
