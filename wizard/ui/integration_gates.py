"""Which settings of the Jira issue integration a GitLab has, and why one cannot be used there."""

from wizard.domain.version import (
    GROUP_INTEGRATION_SINCE,
    JIRA_PROJECT_KEYS_SINCE,
    JIRA_PUSH_CHECKS_SINCE,
    JIRA_SERVICE_ACCOUNT_SINCE,
    JIRA_TOKEN_SINCE,
    Version,
)
from wizard.ui.i18n import tr

TOKEN, SERVICE_ACCOUNT, KEYS, PUSH_CHECKS, GROUPS = (
    JIRA_TOKEN_SINCE, JIRA_SERVICE_ACCOUNT_SINCE, JIRA_PROJECT_KEYS_SINCE, JIRA_PUSH_CHECKS_SINCE,
    GROUP_INTEGRATION_SINCE,
)  # fmt: skip


def version_of(text: str) -> Version | None:
    """Return the release that a text names; None where it is not known."""
    try:
        return Version.parse(text)
    except ValueError:
        return None


def has(version: Version | None, since: Version) -> bool:
    """Tell whether a GitLab has what began with a release; one that is not known is taken to be new."""
    return version is None or version >= since


def why_not(version: Version | None, since: Version) -> str:
    """Return why a setting cannot be used; empty where it can."""
    if has(version, since):
        return ""
    return tr(
        "Needs GitLab {since} or newer; this is {found}.",
        since=f"{since.major}.{since.minor}",
        found=str(version),
    )
