"""One Jira of one's own: its address, its release, and everything that can change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.host import Clock, Twist
from wizard.lab.jira_server.access_tokens import AccessTokens
from wizard.lab.jira_server.eras import Release
from wizard.lab.jira_server.limits import Limits
from wizard.lab.jira_server.records import Person, Project
from wizard.lab.jira_server.sessions import Sessions
from wizard.lab.jira_server.world import ADMINISTRATORS, World


@dataclass(slots=True)
class Instance:
    url: str
    """Base URL, with the context path behind it."""
    release: Release
    world: World
    sessions: Sessions = field(default_factory=Sessions)
    tokens: AccessTokens = field(default_factory=AccessTokens)
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(init=False)
    twist: Twist = field(default_factory=Twist)

    def now(self) -> float:
        return self.clock.now()

    def bites(self, fault: str) -> Mapping[str, Any] | None:
        """Return the parameters of a fault while it strikes here."""
        return self.twist.active(fault)

    def administers(self, person: Person | None) -> bool:
        return person is not None and ADMINISTRATORS in person.groups

    def browses(self, person: Person | None, project: Project) -> bool:
        """Tell whether somebody sees the project: who signed in, and administrators alone where it is closed."""
        return person is not None and (not project.closed or self.administers(person))

    def readable(self, person: Person | None) -> list[Project]:
        return [project for project in self.world.projects if self.browses(person, project)]
