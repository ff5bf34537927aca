"""What the desk of the example set-up finds wrong. For pictures and tests."""

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T

MISSING_PROJECT = Finding(
    "proof-project-missing",
    Severity.BLOCKER,
    T("There is no such project"),
    T("GitLab does not know it, or the token may not see it."),
    T("Enter the path as in its address, e.g. platform/app"),
    "",
)
DECIDE = Finding(
    "gitlab-oauth-app-confidential",
    Severity.BLOCKER,
    T("An application of this name is there, and it is confidential"),
    T("GitLab cannot change an application, and a confidential one cannot be used by a browser."),
    T("Remove it in the Admin area, Applications, or rename it, then read again."),
    "GitLab docs: OAuth applications",
)
