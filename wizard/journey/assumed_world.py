"""A GitLab and a Jira that nobody looked at: as they are when nothing of a connection was ever set.

They answer what a plan asks, from what is assumed alone; whatever else is asked, or would be written, is refused.
Source: GitLab REST API, Application settings (what is null before it is set); gitlabhq app descriptor.
"""

from collections.abc import Mapping, Sequence
from typing import NoReturn, cast

from wizard.connect.descriptor import DESCRIPTOR_PATH
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.answers import Answers
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError
from wizard.domain.gitlab import GitLab, Group, Json, Metadata, OAuthApplication, Page, Project, User
from wizard.domain.integration_address import other_users
from wizard.domain.jira import App, Jira
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.network import Probe
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.url import Url, UrlError, parse
from wizard.domain.version import AUDIENCE_SINCE, MARKETPLACE_SINCE, ONE_OAUTH_SINCE, Version

_NEVER_SENT = Secret("assumed")
"""A plan needs to know that there is a password, and nothing here sends anything."""
_SETTINGS: tuple[tuple[str, Version, Json], ...] = (
    ("jira_connect_application_key", Version(0, 0), None),
    ("jira_connect_proxy_url", MARKETPLACE_SINCE, None),
    ("jira_connect_public_key_storage_enabled", ONE_OAUTH_SINCE, False),
    ("jira_connect_additional_audience_url", AUDIENCE_SINCE, None),
    ("local_markdown_version", Version(0, 0), 0),
)
"""Each with the release that brought it, and what it is before anybody set it."""


class _Unseen:
    """Refuses whatever nobody assumed anything of."""

    def __getattr__(self, name: str) -> NoReturn:
        raise PortError("assumed-not-known", {"asked": name})


class AssumedGitLab(_Unseen):
    """Implements what a plan reads of `wizard.domain.gitlab.GitLab`."""

    def __init__(self, url: Url, version: Version, proxy: str = "") -> None:
        self.url, self._version, self._proxy = url, version, proxy
        self.listed: list[str] = []
        """Groups and searches whose projects were asked for; which they are is not known."""

    async def metadata(self) -> Metadata:
        return Metadata(self._version, f"{self._version}-ee", enterprise=None)

    async def user(self) -> User:
        return User(0, "administrator", "Administrator", is_admin=True)

    async def groups(self, **_chosen: object) -> tuple[Sequence[Group], bool]:
        self.listed.append("*")
        return (), False

    async def settings(self) -> Mapping[str, Json]:
        return {name: value for name, since, value in _SETTINGS if self._version >= since}

    async def applications(self) -> Sequence[OAuthApplication]:
        return ()

    async def page(self, _method: str, path: str, **_more: object) -> Page:
        if path != DESCRIPTOR_PATH:
            raise PortError("assumed-not-known", {"asked": path})
        return Page(200, {}, as_bytes(make(DescriptorInput(self.url, self._version, self._proxy))), 0.0)

    async def jira_integration(self, _scope: Scope) -> JiraIntegration | None:
        return None

    async def all_projects(
        self, *, group: str = "", search: str = "", after: int = 0
    ) -> tuple[Sequence[Project], int | None]:
        if after == 0:
            self.listed.append(group or search or "*")
        return (), None

    async def project(self, _path: str) -> Project | None:
        return None


class AssumedJira(_Unseen):
    """Implements what a plan reads of `wizard.domain.jira.Jira`."""

    def __init__(self, url: Url) -> None:
        self.url = url

    async def apps(self) -> Sequence[App]:
        return ()


def assumed_ports(answers: Answers, version: Version) -> tuple[Ports, AssumedGitLab]:
    """Return the ports of these answers over a world in which nothing is set. Raises: UrlError for their addresses."""
    gitlab = AssumedGitLab(parse(answers.gitlab.url), version)
    jira = AssumedJira(_jira_of(answers))
    users = dict.fromkeys(other_users(answers), _NEVER_SENT)
    nothing = _Unseen()
    ports = Ports(
        cast("GitLab", gitlab), cast("Jira", jira), cast("Probe", nothing), cast("Clock", nothing),
        integration_password=_NEVER_SENT, integration_passwords=users,
    )  # fmt: skip
    return ports, gitlab


def _jira_of(answers: Answers) -> Url:
    try:
        return parse(answers.jira.url or answers.integration.web_url)
    except UrlError:
        return parse("https://your-site.atlassian.net")
