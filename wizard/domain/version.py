"""GitLab release numbers.

Source: GitLab REST API, "Metadata API"; the text may end in -pre, -ee, -rc42, -jh.
"""

import re
from dataclasses import dataclass

_LEADING = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A GitLab release; compares by its three numbers."""

    major: int
    minor: int
    patch: int = 0

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Return the leading three numbers of `text`.

        Raises: ValueError when it does not start with a release number.
        """
        found = _LEADING.match(text.strip())
        if found is None:
            raise ValueError("no GitLab version")
        major, minor, patch = found.groups()
        return cls(int(major), int(minor), int(patch or 0))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


MARKETPLACE_SINCE = Version(15, 7)
"""First release that can use the Marketplace app through GitLab.com (GitLab docs, first document)."""
LINK_GROUPS_SINCE = Version(16, 1)
"""The button was called "Add namespace" before."""
ORG_ADMINS_SINCE = Version(16, 6)
"""GitLab also accepts members of org-admins."""
APP_INTEGRATION_SINCE = Version(17, 4)
"""Linking a group shows as the integration `jira-cloud-app`."""
MANUAL_INSTALL_SINCE = Version(17, 6)
"""First release that verifies install events as Atlassian has signed them since November 2024 (issue 505372)."""
ONE_OAUTH_SINCE = Version(15, 9)
"""First release without the two feature flags that break install events when both are on (GitLab issue 388943)."""
BRANCH_FROM_JIRA_SINCE = Version(17, 2)
"""First release where a branch can be made from Jira through GitLab.com's app (GitLab docs, development panel)."""
AUDIENCE_SINCE = Version(17, 7)
"""First release with Jira Connect Additional Audience URL."""
BRANCH_HISTORY_SINCE = Version(15, 11)
"""The first sync also sends the last 400 branches."""
JIRA_TOKEN_SINCE = Version(16, 0)
"""First release whose Jira issue integration takes a personal access token of Jira Server or Data Center."""
JIRA_PROJECT_KEYS_SINCE = Version(17, 0)
"""First release that shows issues of more than one Jira project."""
INHERIT_BY_API_SINCE = Version(17, 3)
"""First release that tells and sets over its API whether an integration inherits (17.2 has it behind a flag)."""
GROUP_INTEGRATION_SINCE = Version(17, 9)
"""First release with an API for the integration of a group (GitLab docs, Group integrations API)."""
JIRA_DOWN_SHOWN_SINCE = Version(16, 9)
"""First release whose page of Jira issues says that Jira is down, instead of failing (merge request 141363)."""
JIRA_REGEX_BROKEN_IN = (16, 1)
"""The line of releases that does not match a pattern of one's own for issue keys (issue 413906)."""
JIRA_SEARCH_BY_JQL_SINCE = Version(18, 5)
"""First release that searches Jira Cloud in the only way that is left there (merge request 206815)."""
JIRA_SEARCH_BY_JQL_ALONE = (18, 5)
"""The line of releases that asks each Jira for the search that Jira Cloud alone has (issue 575803)."""
JIRA_PUSH_CHECKS_SINCE = Version(18, 3)
"""First release that refuses pushes without a fitting Jira issue."""
JIRA_SERVICE_ACCOUNT_SINCE = Version(19, 1)
"""First release whose integration signs in as a service account of Atlassian's."""
