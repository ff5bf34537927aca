"""What a text is tried as, with which settings, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wizard.connect.integration_pattern import Look
from wizard.connect.issue_keys import KeyEra
from wizard.connect.key_reason import KeyReason
from wizard.domain.findings import Severity
from wizard.domain.version import Version

Places = tuple[tuple[int, str], ...]
"""Where keys stand, and which."""


class Kind(StrEnum):
    """What a text is in GitLab."""

    TEXT = "text"
    """Anything; of it all is said that does not depend on where it stands."""
    BRANCH = "branch"
    MESSAGE = "message"
    TITLE = "title"
    ISSUE = "issue"
    """Key and summary, out of which GitLab makes the name of a branch when somebody makes one in Jira."""


@dataclass(frozen=True, slots=True)
class KeySettings:
    """What the integration is set to, and which GitLab it is."""

    prefix: str = ""
    pattern: str = ""
    project_keys: tuple[str, ...] = ()
    version: Version | None = None

    @property
    def own(self) -> bool:
        """Whether the integration looks otherwise than usual: then its keys are those that count."""
        return bool(self.prefix or self.pattern or self.project_keys)


@dataclass(frozen=True, slots=True)
class KeyTrial:
    """What becomes of one text."""

    text: str
    """As it was looked at: the name of the branch where GitLab makes one."""
    kind: Kind
    app: Mapping[KeyEra, Places]
    """Where each kind of release finds which key."""
    integration: Look | None
    """None where it does not look."""
    reasons: tuple[KeyReason, ...]
    closing: tuple[str, ...] = ()
    """Keys whose issue is moved to done when the text comes to the default branch."""
    by_integration: bool = False
    cut: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that count, each once: those of the integration where it has settings of its own, else the app's."""
        if self.by_integration and self.integration is not None:
            return tuple(dict.fromkeys(one.key for one in self.integration.found if not one.ignored))
        return tuple(dict.fromkeys(key for _at, key in self.app[KeyEra.NEWEST]))

    @property
    def certain(self) -> bool:
        """Whether each release of GitLab finds the same."""
        return len({tuple(dict.fromkeys(key for _at, key in found)) for found in self.app.values()}) == 1

    @property
    def good(self) -> bool:
        """Whether it has a key, and nothing keeps it from being used as it is."""
        return bool(self.keys) and not any(one.severity is Severity.BLOCKER for one in self.reasons)

    @property
    def proposal(self) -> str:
        """The text with each key as it was meant; empty where nothing better is known."""
        made, after = self.text, len(self.text) + 1
        for one in sorted(self.reasons, key=lambda reason: reason.at, reverse=True):
            if one.instead and one.end <= after:
                made, after = made[: one.at] + one.instead + made[one.end :], one.at
        return made if made != self.text else ""
