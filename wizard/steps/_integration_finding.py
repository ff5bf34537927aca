"""A fault in the answers about the Jira issue integration."""

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import Text

SOURCE = "GitLab docs: Jira issue integration"


def finding(code: str, title: Text, cause: Text, fix: Text, fix_here: Text | None = None, **facts: str) -> Finding:
    """Return a blocker that is mended on the page of the integration; `fix_here` is what its page itself says."""
    return Finding(code, Severity.BLOCKER, title, cause, fix, SOURCE, facts, page="integration", fix_here=fix_here)
