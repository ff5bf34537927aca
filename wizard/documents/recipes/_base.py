"""What a recipe is, and the set-up it is filled with."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

from wizard.documents.recipes._ranges import ATLASSIAN, GITLAB_COM, Ranges
from wizard.documents.sheet import Sheet
from wizard.domain.answers import Answers
from wizard.domain.integration_address import api_base, web_url
from wizard.domain.route import Route
from wizard.domain.text import Text
from wizard.domain.url import Url, UrlError, parse
from wizard.journey.telling import ToldCheck

_GITLAB = Url("https", "gitlab.example.com", 443)
_PROXY = Url("https", "gitlab-hub.example.com", 443)
_JIRA = Url("https", "your-site.atlassian.net", 443)
BEHIND = Url("http", "127.0.0.1", 8080)
"""Where GitLab listens behind a reverse proxy, until somebody says otherwise."""
THROUGH_GITLAB_COM = frozenset({Route.MARKETPLACE})
OWN_APP = frozenset({Route.MANUAL, Route.LISTING, Route.PROXY})
"""Ways on which Jira itself calls the instance."""
SELF_MANAGED = THROUGH_GITLAB_COM | OWN_APP | {Route.LEAF, Route.FORGE}


@dataclass(frozen=True, slots=True)
class Case:
    """One set-up: its names, what was seen of it, and the address ranges as known."""

    route: Route
    gitlab: Url = _GITLAB
    jira: Url = _JIRA
    behind: Url = BEHIND
    seen: tuple[ToldCheck, ...] = ()
    gitlab_com: Ranges = GITLAB_COM
    atlassian: Ranges = ATLASSIAN
    proxy: Url = _PROXY
    """The GitLab in front of this one, on the way behind an own proxy."""
    called: Url | None = None
    """Where the Jira issue integration asks Jira; None where it is no part of the set-up."""

    @property
    def example(self) -> bool:
        """Whether a name of it is only an example."""
        return self.gitlab is _GITLAB or self.jira is _JIRA

    @property
    def sources(self) -> Ranges:
        """Return the addresses that the events of the app come from on this way."""
        return self.atlassian if self.route in OWN_APP else self.gitlab_com

    @property
    def named(self) -> bool:
        """Whether GitLab is called by a name, not by an address; only then a server name is sent."""
        return not is_address(self.gitlab.host)


def case_of(
    answers: Answers, seen: tuple[ToldCheck, ...] = (), behind: Url = BEHIND, atlassian: Ranges = ATLASSIAN
) -> Case:
    """Return the case of these answers; an address that is missing or wrong is taken from the example."""
    alone = answers.route is Route.INTEGRATION
    jira = _address(web_url(answers) if alone else answers.jira.url, _JIRA)
    integrated = alone or answers.integration.wanted
    return Case(
        answers.route, _address(answers.gitlab.url, _GITLAB), jira, behind, seen,
        atlassian=atlassian, proxy=_address(answers.proxy.url, _PROXY),
        called=_address(api_base(answers), jira) if integrated else None,
    )  # fmt: skip


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _address(text: str, otherwise: Url) -> Url:
    try:
        return parse(text)
    except UrlError:
        return otherwise


@dataclass(frozen=True, slots=True)
class Recipe:
    id: str
    title: Text
    rank: int
    applies: Callable[[Case], bool]
    make: Callable[[Case], Sheet]
