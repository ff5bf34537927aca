"""All that is outside, as checks, changes and the engine get it."""

from dataclasses import dataclass

from wizard.domain.clock import Clock
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.network import Probe


@dataclass(frozen=True, slots=True)
class Ports:
    """What one set-up talks to; two sides, the wire and the time."""

    gitlab: GitLab
    jira: Jira
    probe: Probe
    clock: Clock
