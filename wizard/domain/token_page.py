"""Where people make and end their tokens: pages of GitLab and Atlassian, filled in as far as they can be.

Source: GitLab docs, Personal access tokens, "Prefill personal access token name and scopes"; the page moved from
`/-/profile` to `/-/user_settings` in the course of GitLab 16.
"""

from urllib.parse import urlencode

from wizard.domain.version import Version

ATLASSIAN_TOKENS = "https://id.atlassian.com/manage-profile/security/api-tokens"
MOVED_IN = Version(16, 9)
_NEW, _OLD = "/-/user_settings/personal_access_tokens", "/-/profile/personal_access_tokens"


def gitlab_token_page(instance: str, scopes: tuple[str, ...], version: Version | None = None) -> str:
    """Return the page that makes a right token; without a version the address of newer releases."""
    path = _OLD if version is not None and version < MOVED_IN else _NEW
    return f"{instance}{path}?{urlencode({'name': 'GitLab-Jira wizard', 'scopes': ','.join(scopes)}, safe=',')}"
