"""Two sides, a wire and a clock, written by hand: each answer is an attribute; an exception there is raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.checks.fake_integration import IntegrationSide, integrated
from tests.journey.fake_ready_account import ReadyAccount
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.app_management import AccessToken, AppUpdate
from wizard.domain.app_snapshot import AppSnapshot
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Group, Json, Metadata, OAuthApplication, Page, Project, TokenInfo, User
from wizard.domain.jira import App, Issue, Myself, Server
from wizard.domain.marketplace import Listing
from wizard.domain.network import Certificate, TlsReport
from wizard.domain.ports import Ports
from wizard.domain.route import GITLAB_COM, MARKETPLACE_APP_KEY, MARKETPLACE_REDIRECT, Route
from wizard.domain.text import Text, render
from wizard.domain.url import parse
from wizard.domain.version import Version

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OWN_KEY = "gitlab-jira-connect-gitlab.example.com"
OWN_HEADERS = {"x-request-id": "01J", "x-gitlab-meta": "{}", "content-type": "application/json"}
HUB, HUB_KEY = "https://hub.example.com", "gitlab-jira-connect-hub.example.com"
NO_KEY = "/-/jira_connect/public_keys/00000000-0000-4000-8000-000000000000"
DESCRIPTOR = b'{"key": "gitlab-jira-connect-gitlab.com", "baseUrl": "https://gitlab.example.com/-/jira_connect"}'
GOOD_PAGES: dict[tuple[str, str], Page] = {
    ("GET", "/-/jira_connect/app_descriptor.json"): Page(
        200, {**OWN_HEADERS, "date": "Sat, 21 Nov 2026 12:00:00 GMT"}, DESCRIPTOR
    ),
    ("POST", "/-/jira_connect/events/installed"): Page(401, OWN_HEADERS, b""),
    ("GET", "/api/v4/version"): Page(401, OWN_HEADERS, b'{"message":"401 Unauthorized"}'),
    ("GET", "/-/jira_connect/oauth_application_id"): Page(
        200, {**OWN_HEADERS, "access-control-allow-origin": GITLAB_COM}, b'{"application_id": "abc"}'
    ),
    ("GET", "/-/jira_connect/subscriptions"): Page(403, {**OWN_HEADERS, "x-frame-options": "SAMEORIGIN"}, b"<html>"),
    ("OPTIONS", "/oauth/token"): Page(204, {**OWN_HEADERS, "access-control-allow-origin": GITLAB_COM}, b""),
}


def _given(value):
    if isinstance(value, Exception):
        raise value
    return value


@dataclass
class FakeGitLab(IntegrationSide):
    """An instance that is ready: every check holds."""

    url: object = field(default_factory=lambda: parse("https://gitlab.example.com"))
    metadata_: object = field(default_factory=lambda: Metadata(Version(18, 5), "18.5.0-ee", True))
    user_: object = field(default_factory=lambda: User(1, "dana", "Dana", True))
    token_: object = field(default_factory=lambda: TokenInfo("set-up", ("api",), date(2027, 6, 1), True))
    settings_: object = field(
        default_factory=lambda: {"jira_connect_proxy_url": GITLAB_COM, "jira_connect_application_key": "abc"}
    )
    applications_: object = field(
        default_factory=lambda: [OAuthApplication(7, "abc", "GitLab for Jira", MARKETPLACE_REDIRECT, False, ("api",))]
    )
    features: object = frozenset()
    history_: object = (30, 12)
    known: Sequence[bool] | None = None
    roles: dict[str, int] = field(default_factory=lambda: {"platform": 50, "data": 40})
    projects: dict[str, Project] = field(
        default_factory=lambda: {
            "platform/app": Project(1, "platform/app", "app", "main", "group", "platform", "https://g/p/a")
        }
    )
    counts: dict[str, tuple[int, int | None, bool]] = field(default_factory=lambda: {"platform": (60, 60, False)})
    pages: dict[tuple[str, ...], object] = field(default_factory=lambda: dict(GOOD_PAGES))
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def metadata(self) -> Metadata:
        return _given(self.metadata_)

    async def user(self) -> User:
        return _given(self.user_)

    async def token(self) -> TokenInfo:
        return _given(self.token_)

    async def knows_token(self, times: int) -> Sequence[bool]:
        return [True] * times if self.known is None else self.known

    async def settings(self) -> Mapping[str, Json]:
        return _given(self.settings_)

    async def history(self, project: int) -> tuple[int | None, int | None]:
        return _given(self.history_)

    async def features_on(self) -> frozenset[str]:
        return _given(self.features)

    async def applications(self) -> Sequence[OAuthApplication]:
        return _given(self.applications_)

    async def own_projects(self, *, search: str = "") -> tuple[Sequence[Project], bool]:
        return tuple(self.projects.values()) if search else (), False

    async def group(self, path: str) -> Group | None:
        known = path in _given(self.roles)
        return Group(1, path, path, None, "private", f"https://g/{path}") if known else None

    async def group_role(self, path: str) -> int:
        return _given(self.roles).get(path, 0)

    async def group_projects(self, path: str, *, page: int = 1) -> tuple[Sequence[Project], int | None, bool]:
        self.asked.append(("group_projects", path, str(page)))
        served, total, more = _given(self.counts)[path]
        return [self.projects["platform/app"]] * served, total, more

    async def project(self, path: str) -> Project | None:
        return _given(self.projects).get(path)

    async def page(
        self,
        method: str,
        path: str,
        *,
        origin: str = "",
        preflight: str = "",
        size_limit: int = 65536,
        of: object = None,
    ) -> Page:
        self.asked.append((method, path, origin, preflight))
        return _given(_given(self.pages)[(method, path) if of is None else (method, path, str(of))])


@dataclass
class FakeJira:
    """A Jira Cloud site on which everything is right."""

    url: object = field(default_factory=lambda: parse("https://acme.atlassian.net"))
    server_: object = field(default_factory=lambda: Server("https://acme.atlassian.net", "Cloud", "1001", "Acme"))
    myself_: object = field(default_factory=lambda: Myself("5b", "Dana Admin", "dana@acme.example", ("site-admins",)))
    permissions_: object = field(default_factory=lambda: {"ADMINISTER": True, "USER_PICKER": True})
    issues: object = field(default_factory=lambda: {"PLAT-1": Issue("10001", "PLAT-1", "First things first")})
    development_mode_: object = True
    updates_: object = ()
    modules_: object = frozenset()
    tokens_: object = ()
    apps_: object = field(default_factory=lambda: [App(MARKETPLACE_APP_KEY, "GitLab for Jira Cloud", "1.2", True)])

    async def server(self) -> Server:
        return _given(self.server_)

    async def myself(self) -> Myself:
        return _given(self.myself_)

    async def permissions(self, keys: Sequence[str]) -> Mapping[str, bool]:
        held = _given(self.permissions_)
        return {key: held.get(key, False) for key in keys}

    async def issue(self, key: str) -> Issue | None:
        return _given(self.issues).get(key)

    async def apps(self) -> Sequence[App]:
        return _given(self.apps_)

    async def app_updates(self) -> Sequence[AppUpdate]:
        return _given(self.updates_)

    async def access_tokens(self) -> Sequence[AccessToken]:
        return _given(self.tokens_)

    async def app_modules(self, key: str) -> frozenset[str]:
        return _given(self.modules_)

    async def development_mode(self) -> bool | None:
        return _given(self.development_mode_)


def _certificate(days: float) -> Certificate:
    return Certificate(
        "gitlab.example.com",
        "Example CA",
        NOW - timedelta(days=1),
        NOW + timedelta(days=days),
        "ab",
        ("gitlab.example.com",),
    )


@dataclass
class FakeProbe:
    addresses_: object = ("34.74.90.64",)
    tcp_: object = 12.3
    tls_: object = field(default_factory=lambda: TlsReport((_certificate(200),), "TLSv1.3", True))

    async def addresses(self, host: str) -> Sequence[str]:
        return _given(self.addresses_)

    async def tcp(self, host: str, port: int) -> float:
        return _given(self.tcp_)

    async def tls(self, host: str, port: int) -> TlsReport:
        return _given(self.tls_)


@dataclass
class FakeClock:
    at: float = NOW.timestamp()

    def now(self) -> float:
        return self.at

    def monotonic(self) -> float:
        return self.at


@dataclass
class FakeMarketplace:
    listed: object = field(default_factory=lambda: Listing("GitLab for Jira (Acme)", "Acme"))

    async def listing(self, key: str, *, within_s: float = 0.0) -> Listing | None:
        return _given(self.listed)


@dataclass
class FakeSnapshots:
    kept: AppSnapshot | None = None

    async def of_app(self, key: str) -> AppSnapshot | None:
        return self.kept


@dataclass
class FakeWorld:
    """All ports of one check, and the answers it is asked for."""

    gitlab: FakeGitLab = field(default_factory=FakeGitLab)
    jira: FakeJira = field(default_factory=FakeJira)
    probe: FakeProbe = field(default_factory=FakeProbe)
    clock: FakeClock = field(default_factory=FakeClock)
    account: ReadyAccount = field(default_factory=ReadyAccount)
    marketplace: FakeMarketplace = field(default_factory=FakeMarketplace)
    snapshots: FakeSnapshots = field(default_factory=FakeSnapshots)
    answers: Answers = field(
        default_factory=lambda: Answers().with_(
            gitlab_url="https://gitlab.example.com",
            jira_url="https://acme.atlassian.net",
            jira_email="dana@acme.example",
            groups_paths=("platform",),
            proof_project="platform/app",
            proof_issue="PLAT-1",
        )
    )

    @property
    def ports(self) -> Ports:
        made = Ports(self.gitlab, self.jira, self.probe, self.clock, self.snapshots, self.marketplace)
        return replace(made, account=self.account, accounts={"eve@acme.example": self.account})

    def go_by(self, route: Route) -> None:
        """Let the answers take another route, in a world that is ready for it."""
        self.answers = self.answers.with_(route=route)
        if route is Route.SAAS:
            self.gitlab.url = parse(GITLAB_COM)
            self.answers = self.answers.with_(gitlab_url=GITLAB_COM)
        if route is Route.LEAF:
            self._stand_behind()
        if route in (Route.MANUAL, Route.PROXY, Route.LISTING):
            path = ("GET", "/-/jira_connect/app_descriptor.json")
            own = self.gitlab.pages[path].body.replace(MARKETPLACE_APP_KEY.encode(), OWN_KEY.encode())
            self.gitlab.pages[path] = replace(self.gitlab.pages[path], body=own)
            self.gitlab.settings_ = {
                "jira_connect_proxy_url": None,
                "jira_connect_application_key": "abc",
                "jira_connect_public_key_storage_enabled": True,
            }
            redirect = "https://gitlab.example.com/-/jira_connect/oauth_callbacks"
            self.gitlab.applications_ = [OAuthApplication(7, "abc", "GitLab for Jira", redirect, False, ("api",))]
            self.jira.apps_ = [App(OWN_KEY, "GitLab for Jira (gitlab.example.com)", "1.2", True)]
            self.jira.tokens_ = (AccessToken(OWN_KEY, "ACTIVE_TRIAL", valid=True),)

    def _stand_behind(self) -> None:
        """Let a proxy of one's own stand in front of the instance, its app on the site."""
        self.answers = self.answers.with_(proxy_url=HUB)
        pages = self.gitlab.pages
        for asked in (("GET", "/-/jira_connect/oauth_application_id"), ("OPTIONS", "/oauth/token")):
            allowed = {**pages[asked].headers, "access-control-allow-origin": HUB}
            pages[asked] = replace(pages[asked], headers=allowed)
        body = f'{{"key": "{HUB_KEY}", "baseUrl": "{HUB}/-/jira_connect"}}'.encode()
        pages["GET", "/-/jira_connect/app_descriptor.json", HUB] = Page(200, OWN_HEADERS, body)
        pages["GET", NO_KEY, HUB] = Page(404, OWN_HEADERS, b"")
        self.gitlab.settings_ = {"jira_connect_proxy_url": HUB, "jira_connect_application_key": "abc"}
        redirect = f"{HUB}/-/jira_connect/oauth_callbacks"
        self.gitlab.applications_ = [OAuthApplication(7, "abc", "GitLab for Jira", redirect, False, ("api",))]
        self.jira.apps_ = [App(HUB_KEY, "GitLab for Jira (hub.example.com)", "1.2", True)]

    def integrate(self, **changed: object) -> None:
        """Let the answers want the Jira issue integration too."""
        self.answers = integrated(self.answers).with_(**changed)

    def serve(self, key: str = OWN_KEY, base: str = "https://gitlab.example.com/-/jira_connect") -> None:
        """Let GitLab serve a descriptor of this key and address."""
        path = ("GET", "/-/jira_connect/app_descriptor.json")
        body = f'{{"key": "{key}", "baseUrl": "{base}"}}'.encode()
        self.gitlab.pages[path] = replace(self.gitlab.pages[path], body=body)

    async def ask(self, check: Check) -> Result:
        """Run a check; whatever it says must be whole: no open placeholder, a cause, a fix, a source, a vantage."""
        result = await check.run(self.answers, self.ports)
        for finding in result.findings:
            assert_whole(finding)
        assert "{" not in render(result.note)
        return result

    async def codes(self, check: Check) -> list[str]:
        return [finding.code for finding in (await self.ask(check)).findings]


def assert_whole(finding: Finding) -> None:
    """Fail when a text of the finding has an open placeholder or says nothing."""
    texts = [finding.title, finding.cause, finding.fix, finding.users_see or Text("-")]
    assert [render(text) for text in texts if "{" in render(text) or not render(text).strip()] == []
    assert finding.source
    assert all(isinstance(value, str) for value in finding.facts.values())


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def certificate():
    """Make a certificate that is valid for some days more."""
    return _certificate


@pytest.fixture
def whole():
    return assert_whole


@pytest.fixture
def own_headers() -> dict[str, str]:
    """Headers that GitLab itself puts on every answer."""
    return dict(OWN_HEADERS)


@pytest.fixture
def leaf(world) -> FakeWorld:
    """A world that is ready for an instance behind a proxy of one's own."""
    world.go_by(Route.LEAF)
    return world


@pytest.fixture
def proxy(world) -> FakeWorld:
    """A world that is ready for an instance that serves others."""
    world.go_by(Route.PROXY)
    return world


@pytest.fixture
def manual(world) -> FakeWorld:
    """A world that is ready for the own descriptor."""
    world.go_by(Route.MANUAL)
    return world


@pytest.fixture
def listed(world) -> FakeWorld:
    """A world that is ready for an own private listing, which is installed."""
    world.go_by(Route.LISTING)
    world.answers = world.answers.with_(listing_vendor="Acme")
    return world
