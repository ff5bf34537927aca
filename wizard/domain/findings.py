"""What a check says: a code, how bad it is, where it was seen from, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wizard.domain.call import Call
from wizard.domain.text import Text


class Severity(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"
    ADVICE = "advice"


class SeenFrom(StrEnum):
    COMPUTED = "computed"
    DESKTOP = "desktop"
    BROWSER = "browser"
    GITLAB_HOST = "gitlab-host"
    GITLAB_COM = "gitlab-com"
    JIRA = "jira"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be. Facts are plain and never hold a secret."""

    code: str
    severity: Severity
    title: Text
    cause: Text
    fix: Text
    source: str
    """Where the rule stands, e.g. `GitLab docs: GitLab for Jira Cloud app, Prerequisites`."""
    facts: Mapping[str, str] = field(default_factory=dict)
    users_see: Text | None = None
    """The message people meet when this is not mended."""
    check: str = ""
    """Id of the check, set by the runner."""
    seen_from: SeenFrom = SeenFrom.COMPUTED
    root: str = ""
    """Code of the finding that causes this one; empty when it is a root itself."""
    task: str = ""
    """Id of the by-hand task that mends it; empty when there is none."""
    page: str = ""
    """Id of the page that `fix` sends to; empty when it names none."""
    fix_here: Text | None = None
    """The fix as it is said on that page itself, where nobody need be sent to it."""

    call: Call | None = None
    """The call that failed and was found to mean this; None where no single one did."""

    def fix_on(self, page: str) -> Text:
        """Return the fix for whoever is on this page."""
        return self.fix_here if self.fix_here is not None and page == self.page else self.fix


def blocks(findings: "tuple[Finding, ...] | list[Finding]") -> bool:
    """Tell whether anything in `findings` stops the way."""
    return any(finding.severity is Severity.BLOCKER for finding in findings)
