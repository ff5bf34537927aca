"""A fault in the answers about the Jira issue integration."""

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import Text

SOURCE = "GitLab docs: Jira issue integration"


def finding(code: str, title: Text, cause: Text, fix: Text, **facts: str) -> Finding:
    """Return a blocker that is mended on the page of the integration."""
    return Finding(code, Severity.BLOCKER, title, cause, fix, SOURCE, facts, page="integration")
