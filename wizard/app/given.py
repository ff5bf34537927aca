"""Tokens that the environment gives; never an argument.

Source: resources/help/commands.md: GJW_GITLAB_TOKEN (several hosts: GJW_GITLAB_TOKEN__ and the host with dots as _),
GJW_JIRA_TOKEN.
They are taken out of the environment when a world is opened: a browser or a lab that we start inherits the rest.
"""

import os
from collections.abc import Mapping

from wizard.app.surroundings import is_token
from wizard.domain.secret import Secret
from wizard.domain.url import Url

_JIRA_HOSTS = (".atlassian.net", ".jira.com")
_taken: dict[str, Secret] = {}


def is_jira(url: Url) -> bool:
    """Tell whether a host is a Jira Cloud site by its name."""
    return url.host.endswith(_JIRA_HOSTS)


def take_tokens() -> Mapping[str, Secret]:
    """Return the tokens of the environment by name, those taken earlier too; the environment keeps none."""
    for name in [name for name in os.environ if is_token(name)]:
        _taken[name] = Secret(os.environ.pop(name))
    return _taken


def from_environment(url: Url, given: Mapping[str, Secret]) -> Secret | None:
    """Return the token that was given for a host, or None; a new one each time, for it may be wiped."""
    if is_jira(url):
        names = ["GJW_JIRA_TOKEN"]
    else:
        own = url.host.replace(".", "_").replace("-", "_")
        names = [f"GJW_GITLAB_TOKEN__{own}", f"GJW_GITLAB_TOKEN__{own.upper()}", "GJW_GITLAB_TOKEN"]
    found = next((given[name] for name in names if given.get(name)), None)
    return Secret(found.reveal()) if found else None
