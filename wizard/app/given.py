"""Tokens that the environment gives; never an argument.

Source: resources/help/commands.md: GJW_GITLAB_TOKEN (several hosts: GJW_GITLAB_TOKEN__ and the host with dots as _),
GJW_JIRA_TOKEN; for the Jira issue integration GJW_INTEGRATION_TOKEN, and GJW_INTEGRATION_TOKEN_BEFORE for an undo
(of one of several users: the same with __ and the user, all but letters and digits as _).
They are taken out of the environment when a world is opened: a browser or a lab that we start inherits the rest.
"""

import os
import re
from collections.abc import Mapping

from wizard.app.surroundings import is_token
from wizard.domain.errors import SecretMissing
from wizard.domain.integration_address import is_gateway
from wizard.domain.secret import Secret
from wizard.domain.url import Url

_GENERAL = "GJW_GITLAB_TOKEN"
_INTEGRATION = "GJW_INTEGRATION_TOKEN"
_HTTPS = 443
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


class IntegrationToken:
    """Keeps each token of the Jira issue integration to the first Jira it was asked for in this run."""

    def __init__(self) -> None:
        self._used_for: dict[str, str] = {}
        self._named_by: dict[str, str] = {}
        """Variables of single users -> whose they are: names that differ in signs alone have the same one."""

    def found(
        self, url: Url, given: Mapping[str, Secret], *, user: str = "", before: bool = False, named: bool = False
    ) -> Secret | None:
        """Return the token that was given for this user of this Jira; with `named` only one that names the user.

        Raises: SecretMissing when it belongs to another Jira.
        """
        name = self._name(user, given, before=before)
        if not given.get(name) or (named and "__" not in name):
            return None
        # The gateway is one for all sites and only passes on to them, so it stands for none of its own.
        used = url.origin if is_gateway(url) else self._used_for.setdefault(name, url.origin)
        if used != url.origin:
            raise SecretMissing("integration-token-of-another-host", {"host": url.authority, "used": used})
        return Secret(given[name].reveal())

    def _name(self, user: str, given: Mapping[str, Secret], *, before: bool) -> str:
        """Return the variable that counts: that of the user, unless another user has the same one; else the general."""
        general = f"{_INTEGRATION}_BEFORE" if before else _INTEGRATION
        own = variable_of(user, before=before)
        mine = user and given.get(own) and self._named_by.setdefault(own, user) == user
        return own if mine else general


def variable_of(user: str, *, before: bool = False) -> str:
    """Return the variable that gives the token of one of several users of the Jira issue integration."""
    return f"{_INTEGRATION}{'_BEFORE' if before else ''}__{re.sub('[^A-Za-z0-9]', '_', user)}"


class GeneralToken:
    """Keeps the token that names no host to the first GitLab it was sent to in this run."""

    def __init__(self) -> None:
        self._used_for = ""

    def sent(self, url: Url, token: Secret, given: Mapping[str, Secret]) -> None:
        """Note where a token goes."""
        general = given.get(_GENERAL)
        if not self._used_for and general and token == general:
            self._used_for = url.origin

    def found(self, url: Url, given: Mapping[str, Secret]) -> Secret | None:
        """Return the token that was given for a host. Raises: SecretMissing when it belongs to another GitLab."""
        own = is_jira(url) or any(given.get(name) for name in _names(url))
        if not own and given.get(_GENERAL) and self._used_for not in ("", url.origin):
            facts = {"host": url.authority, "used": self._used_for, "variable": _names(url)[0]}
            raise SecretMissing("token-of-another-host", facts)
        return from_environment(url, given)


def _names(url: Url) -> list[str]:
    """Return the variables for a GitLab, the most particular first."""
    own = url.host.replace(".", "_").replace("-", "_").replace(":", "_")
    hosts = [own] if url.port == _HTTPS else [f"{own}_{url.port}", own]
    return [name for host in hosts for name in (f"{_GENERAL}__{host}", f"{_GENERAL}__{host.upper()}")]


def from_environment(url: Url, given: Mapping[str, Secret]) -> Secret | None:
    """Return the token that was given for a host, or None; a new one each time, for it may be wiped."""
    names = ["GJW_JIRA_TOKEN"] if is_jira(url) else [*_names(url), _GENERAL]
    found = next((given[name] for name in names if given.get(name)), None)
    return Secret(found.reveal()) if found else None
