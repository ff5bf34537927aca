"""How often each check of the wizard is worth asking once data flows, and which are not."""

from collections.abc import Sequence

from wizard import checks
from wizard.checks import Check
from wizard.domain.answers import Answers

_MINUTE_S, _HOUR_S = 60.0, 3600.0
_EVERY_ROUND = frozenset({"gitlab-settings", "jira-app", "gitlab-application-id", "gitlab-proxy-url"})
"""They ask for what one request brings for all of them: the settings, and the apps of the site."""
_OFTEN_S = 15 * _MINUTE_S
_SELDOM = {
    "clock-skew": _HOUR_S,
    "era-notice": 24 * _HOUR_S,
    "gitlab-frame": 6 * _HOUR_S,
    "gitlab-oauth-token-cors": 6 * _HOUR_S,
    "gitlab-version": 6 * _HOUR_S,
    "jira-app-descriptor": _HOUR_S,
    "jira-license-token": 6 * _HOUR_S,
    "marketplace-listing": 24 * _HOUR_S,
    "tls-certificate": _HOUR_S,
}
_ONLY_BEFORE = frozenset(
    {
        "browser-local-network",
        "first-sync-forecast",
        "first-sync-history",
        "gitlab-proof-project",
        "gitlab-sso",
        "integration-issue",
        "jira-development-mode",
        "jira-install-era",
        "jira-issue",
        "jira-marketplace-collision",
        "jira-site-admins",
    }
)
"""They ask what a set-up or its test needs, and the flow does not."""
_COSTS = {
    "gitlab-token": 4,
    "gitlab-admin": 2,
    "jira-app": 2,
    "jira-app-descriptor": 3,
    "gitlab-oauth-application": 1,
    "integration-token-expiry": 0,
    "jira-token-expiry": 0,
}
"""Requests to one host, where it is not one; what checks of the same round share counts once for the first of them."""


def watched(answers: Answers) -> Sequence[Check]:
    """Return the checks that are repeated; those that send a POST are not."""
    return tuple(one for one in checks.ALL if one.applies(answers) and not one.posts and one.id not in _ONLY_BEFORE)


def every_s(check: str) -> float:
    """Return after which time a check is asked again; 0 for every round."""
    return 0.0 if check in _EVERY_ROUND else _SELDOM.get(check, _OFTEN_S)


def cost(check: str) -> int:
    """Return about how many requests a check sends to one host."""
    return _COSTS.get(check, 1)
