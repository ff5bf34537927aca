"""Which GitLab version knows what; the only place that compares versions."""

import re
from typing import Final

TOO_OLD: Final = "15.6.8-ee"
"""What the instance calls itself under the fault `gitlab-too-old`."""
BEFORE_NEW_TOKENS: Final = "17.5.5-ee"
"""What it calls itself under `gitlab-before-new-tokens`; patched releases of 17.5 are not played."""
TWO_OAUTH_FLAGS: Final = "15.8.6-ee"
"""What it calls itself under `gitlab-oauth-flags-both`, the last release with both flags."""
BEFORE_BRANCHES_FROM_JIRA: Final = "17.1.8-ee"
"""What it calls itself under `gitlab-before-branches-from-jira`."""
BEFORE_REPAIRS: Final = {
    "integration-search-removed": "18.2.8-ee",
    "gitlab-version-jira-down": "16.7.10-ee",
    "gitlab-version-regex": "16.1.0-ee",
}
"""Fault of the Jira issue integration -> what the instance calls itself: the last releases before a repair, R."""

DOUBLED_ROOTS: Final = ("git", "ps", "ls")
"""Last parts of a relative root that stand twice in the way back from the sign-in page (issue 496616, inferred)."""

OLDEST: Final = (15, 6, 0)
NEWEST_BEFORE: Final = (20, 0, 0)
"""Versions that an instance can be made with: from the last without a Proxy URL to the last that is known here."""

_SINCE: Final[dict[str, tuple[int, int]]] = {
    "proxy-url": (15, 7),
    "instance-choice": (15, 7),
    "public-key-storage": (15, 9),
    "branches-in-first-sync": (15, 11),
    "silent-mode": (15, 11),
    "token-expiry": (16, 0),
    "rotation": (16, 0),
    "jira-token": (16, 0),
    "linked-groups": (16, 1),
    "toolchain-search": (16, 2),
    "org-admins": (16, 6),
    "bounded-keys": (16, 6),
    "self-rotation": (16, 10),
    "decode-exceptions": (16, 11),
    "renew-secret": (16, 11),
    "project-keys": (17, 0),
    "customized-issues": (17, 0),
    "deployment-associations": (17, 0),
    "branches-route": (17, 2),
    "branch-removal": (17, 2),
    "inheritance-by-api": (17, 3),  # D: 17.2 has it behind a flag that is off
    "cloud-app-integration": (17, 4),
    "deployment-gating": (17, 6),
    "install-token-of-2024": (17, 6),
    "kubernetes-proxy-url": (17, 6),
    "additional-audience": (17, 7),
    "integration-allowlist": (17, 9),
    "group-integrations": (17, 9),
    "push-checks": (18, 3),
    "wide-kid": (18, 3),
    "five-hundred-keys": (18, 3),
    "keys-without-cve": (18, 3),
    "new-help-links": (18, 3),
    "response-reading": (18, 3),
    "bare-instance-host": (18, 3),
    "jira-admin-for-installations": (18, 3),
    "lifecycle-log": (18, 3),
    "search-by-jql": (18, 5),  # R: gl!206815
    "search-by-kind": (18, 6),  # D: gl!208859; before it every Jira was asked as Cloud
    "forge-app-id": (19, 0),
    "jira-service-account": (19, 1),
}


def numbers(version: str) -> tuple[int, int, int]:
    """Return the three leading numbers of `16.1.0-ee`; missing ones are 0."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    if found is None:
        raise ValueError(f"not a GitLab version: {version!r}")
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch


def knows(version: str, feature: str) -> bool:
    """Tell whether this version has the feature.

    Raises: KeyError for a feature the table does not name.
    """
    return numbers(version)[:2] >= _SINCE[feature]


def finds_own_patterns(version: str) -> bool:
    """Tell whether the Jira issue integration of this version looks for its own pattern of keys: 16.1 did not (R)."""
    return numbers(version)[:2] != (16, 1)
