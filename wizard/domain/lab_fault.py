"""What the program knows of a fault of the lab: which finding it brings about, and how it is switched on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route

Side = Literal["gitlab", "gitlab_com", "jira"]


@dataclass(frozen=True, slots=True)
class LabFault:
    """One thing that can be wrong in a lab."""

    id: str
    message: str
    """What people see, in the words of GitLab, Jira or the operating system."""
    code: str
    """Code of the finding that it brings about."""
    on: str
    """The kind of host that it bites: gitlab, gitlab-com, jira; any for faults of the network."""
    has_host: bool = False
    """Whether it can be told which host it bites."""
    standing: bool = False
    """Whether it shows only where a connection stands."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Parameters with few values, and these."""


@dataclass(frozen=True, slots=True)
class LabWish:
    """The lab that somebody wants to see: its world, its fault, and the page where the fault shows."""

    route: Route
    fault: str
    page: str
    side: Side | Literal[""] = ""
    """Whose host it bites, where the fault can be told; empty for its own default."""
    params: Mapping[str, str] = field(default_factory=dict)
    connected: bool = False
    """Whether the sites of the lab are connected before the fault is switched on."""
    version: str = ""
    """Of the GitLab, where the lab can be it; empty for the lab's own."""
    integration: IntegrationAnswers = field(default_factory=IntegrationAnswers)
    """What is wanted of the Jira issue integration, without anything that is the admin's own; nothing where it is no
    part of the set-up."""
    own_jira: bool = False
    """Whether the integration's Jira is a Server or Data Center."""


class Reproduction(Protocol):
    """Opens labs in which something is wrong."""

    def faults(self) -> Sequence[LabFault]:
        """Return what can be switched on in a lab from its start."""
        ...

    async def open(self, wish: LabWish) -> None:
        """Open a second window over a lab of its own. Raises: PortError `lab-window-failed` with fact `why`."""
        ...


class FaultSwitch(Protocol):
    """The fault that a lab was opened with."""

    fault: LabFault
    wish: LabWish
    session: str
    """The set-up that made the lab's connection; empty where nothing is connected."""

    async def lift(self) -> None:
        """Switch it off. Raises: PortError when the lab does not answer."""
        ...
