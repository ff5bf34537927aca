"""What a scenario is: the hosts of one world and who plays which role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wizard.lab.host import Host


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario makes its hosts from; the same values make the same world."""

    seed: int
    projects: int
    gitlab_token: str
    gitlab_com_token: str
    jira_token: str
    groups: int = 0
    gitlab_version: str = "18.5.0-ee"
    """Of the GitLab of one's own; GitLab.com has its own one."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world to start from."""

    id: str
    title: str
    build: Callable[[World], Sequence[Host]]
    """Hosts in the order in which they start: who is needed by others comes first."""
    roles: Mapping[str, str]
    """gitlab, gitlab_com, jira -> origin."""
