"""Feature flags of the instance that decide about the app, in the versions that had them.

Source: gitlab.md 7, row O12. That either of the two OAuth flags opens the OAuth way, that the first was on from the
beginning, and that both together break the install event, is our reading: the two sources contradict each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from wizard.lab.gitlab.eras import numbers

OAUTH: Final = "jira_connect_oauth"
OAUTH_SELF_MANAGED: Final = "jira_connect_oauth_self_managed"
CONFIGURATION: Final = "enable_jira_connect_configuration"


@dataclass(frozen=True, slots=True)
class Definition:
    """What GitLab's source says about a flag."""

    name: str
    milestone: str
    until: tuple[int, int]
    """First version without it."""
    default: bool

    def lives(self, version: str) -> bool:
        return numbers(self.milestone)[:2] <= numbers(version)[:2] < self.until


DEFINITIONS: Final[Mapping[str, Definition]] = {
    one.name: one
    for one in (
        Definition(OAUTH, "14.10", (15, 9), default=True),
        Definition(OAUTH_SELF_MANAGED, "15.1", (15, 9), default=False),
        Definition("jira_connect_oauth_self_managed_setting", "15.7", (15, 8), default=False),
        Definition(CONFIGURATION, "17.2", (17, 4), default=False),
    )
}


@dataclass(slots=True)
class Flags:
    """Flags that somebody changed, with their gates by key as Flipper keeps them."""

    gates: dict[str, dict[str, Any]] = field(default_factory=dict)

    def on(self, name: str, version: str) -> bool:
        """Tell whether the flag is on for everybody; a version without it has what was behind it for good."""
        definition = DEFINITIONS[name]
        if not definition.lives(version):
            return numbers(version)[:2] >= definition.until
        return self.state(name) == "on" if name in self.gates else definition.default

    def state(self, name: str) -> str:
        """Return on, off or conditional."""
        gates = self.gates.get(name, {})
        if gates.get("boolean"):
            return "on"
        return "conditional" if any(value for key, value in gates.items() if key != "boolean") else "off"

    def breaks_installs(self, version: str) -> bool:
        """Tell whether both OAuth flags are on at once, in a version that knows both."""
        both = (OAUTH, OAUTH_SELF_MANAGED)
        return all(DEFINITIONS[name].lives(version) and self.on(name, version) for name in both)

    def oauth_way(self, version: str) -> bool:
        """Tell whether the page of the app may sign people in with OAuth."""
        return self.on(OAUTH, version) or self.on(OAUTH_SELF_MANAGED, version)
