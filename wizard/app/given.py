"""Tokens that the environment gives; never an argument.

Source: design, section 4: GJW_GITLAB_TOKEN (several hosts: GJW_GITLAB_TOKEN__ and the host with dots as _),
GJW_JIRA_TOKEN.
"""

import os
from collections.abc import Mapping

from wizard.domain.secret import Secret
from wizard.domain.url import Url

_JIRA_HOSTS = (".atlassian.net", ".jira.com")


def is_jira(url: Url) -> bool:
    """Tell whether a host is a Jira Cloud site by its name."""
    return url.host.endswith(_JIRA_HOSTS)


def from_environment(url: Url, environment: Mapping[str, str] = os.environ) -> Secret | None:
    """Return the token that the environment gives for a host, or None."""
    if is_jira(url):
        names = ["GJW_JIRA_TOKEN"]
    else:
        own = url.host.replace(".", "_").replace("-", "_")
        names = [f"GJW_GITLAB_TOKEN__{own}", f"GJW_GITLAB_TOKEN__{own.upper()}", "GJW_GITLAB_TOKEN"]
    found = next((environment[name] for name in names if environment.get(name)), None)
    return Secret(found) if found else None
