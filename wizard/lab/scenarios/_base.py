"""What a scenario is: the hosts of one world and who plays which role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.lab.host import Host
from wizard.lab.past.issues import FEWEST_ISSUES


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario makes its hosts from; the same values make the same world."""

    seed: int
    projects: int
    gitlab_token: str
    gitlab_com_token: str
    jira_token: str
    groups: int = 0
    merge_requests: int = 0
    """Merge requests of each GitLab in all; 0 for a few in each project."""
    issues: int = 0
    """Issues of the Jira site in all; its two named projects hold the first ones in any case."""
    synced: bool = False
    """Connected for long: Jira knows of everything that speaks of its issues."""
    gitlab_version: str = "18.5.0-ee"
    """Of the GitLab of one's own; GitLab.com has its own one."""
    gitlab_url: str = "https://gitlab.example.com"
    gitlab_root: str = ""
    """The path below which it lives, such as `/gitlab`."""
    gitlab_nodes: int = 1
    gitlab_plan: Literal["free", "premium", "ultimate"] = "ultimate"
    """Of its licence."""
    jira_server_url: str = "https://jira.example.com"
    """Of the Jira of one's own, in worlds that have one."""
    jira_server_root: str = ""
    """Its context path, such as `/jira`."""
    jira_server_version: str = "9.12"
    gitlab_settings: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the GitLab of one's own that are not its defaults."""

    @property
    def issues_spoken_of(self) -> int:
        """All issues of the site, where more than its two named projects shall be spoken of; else 0."""
        return max(self.issues, FEWEST_ISSUES) if self.synced or self.issues > FEWEST_ISSUES else 0


@dataclass(frozen=True, slots=True)
class FaultAtStart:
    """A fault that is on from the start, as the control URL would set it."""

    id: str
    params: Mapping[str, Any]
    times: str | int | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world to start from."""

    id: str
    title: str
    build: Callable[[World], Sequence[Host]]
    """Hosts in the order in which they start: who is needed by others comes first."""
    roles: Mapping[str, str]
    """gitlab, gitlab_com, jira -> origin; in_front too where another own GitLab stands before the first."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Another origin -> the origin of the host that has it too."""
    faults: Sequence[FaultAtStart] = ()
    behind: Sequence[str] = ()
    """Origins of the instances that the GitLab of one's own is to serve."""
    own_jira: bool = False
    """Whether a Jira of one's own stands there besides the one that plays the role."""
