"""Two sides in memory, with every call on record; small enough to read in one go."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from tests.journey.fake_activity import FakeActivity
from tests.journey.fake_app_management import FakeAppManagement
from tests.journey.fake_integrations import FakeIntegrations
from tests.journey.fake_marketplace import FakeMarketplace
from tests.journey.fake_presence import FakePresence
from tests.journey.fake_ready_account import Accounts
from tests.journey.fake_token_office import FakeTokenOffice
from wizard.adapters.loopback import LoopbackListener
from wizard.domain.errors import PortError, Unreachable
from wizard.domain.gitlab import Branch, Commit, Group, Json, Metadata, OAuthApplication, Page, Project, TokenInfo, User
from wizard.domain.jira import App, Issue, Myself, PanelBranch, PanelSummary, Server
from wizard.domain.journal import Row, Session
from wizard.domain.network import ProxyChoice, TlsReport
from wizard.domain.pace import NoPace
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import Url
from wizard.domain.version import Version

GITLAB = Url("https", "gitlab.example.com", 443)
JIRA = Url("https", "acme.atlassian.net", 443)
READS = ("metadata", "user", "token", "settings", "applications", "groups", "group", "group_role", "group_projects")


@dataclass
class FakeGitLab(FakeIntegrations, FakeActivity):
    url: Url = GITLAB
    version: Version = field(default_factory=lambda: Version(18, 5))
    values: dict[str, Json] = field(
        default_factory=lambda: {"jira_connect_application_key": None, "jira_connect_proxy_url": None}
    )
    apps: list[OAuthApplication] = field(default_factory=list)
    names: dict[str, Branch] = field(default_factory=dict)
    integrations: frozenset[str] = frozenset()
    switched_off: set[int] = field(default_factory=set)
    """Projects in which no integration is active."""
    calls: list[str] = field(default_factory=list)
    lose_answer_of: set[str] = field(default_factory=set)
    refuse: dict[str, PortError] = field(default_factory=dict)
    forgets: set[str] = field(default_factory=set)
    jira: "FakeJira | None" = None

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.refuse:
            raise self.refuse[name]

    def _answer(self, name: str) -> None:
        """Fail after the work was done, once, as a proxy that drops the answer does."""
        if name in self.lose_answer_of:
            self.lose_answer_of.remove(name)
            raise Unreachable("network-reset", {"host": self.url.host}, sent=True)

    async def metadata(self) -> Metadata:
        self._called("metadata")
        return Metadata(self.version, f"{self.version}-ee", True)

    async def user(self) -> User:
        self._called("user")
        return User(1, "dana", "Dana Admin", True)

    async def token(self) -> TokenInfo:
        self._called("token")
        return TokenInfo("wizard", ("api",), None, True)

    async def knows_token(self, times: int) -> Sequence[bool]:
        self._called("knows_token")
        return [True] * times

    async def settings(self) -> Mapping[str, Json]:
        self._called("settings")
        return dict(self.values)

    async def put_settings(self, values: Mapping[str, str | bool | None]) -> None:
        self._called("put_settings")
        if "put_settings" not in self.forgets:
            self.values.update(values)
        self._answer("put_settings")

    async def features_on(self) -> frozenset[str]:
        self._called("features_on")
        return frozenset()

    async def applications(self) -> Sequence[OAuthApplication]:
        self._called("applications")
        return list(self.apps)

    async def create_application(self, name: str, redirect_uri: str, scopes: str) -> OAuthApplication:
        self._called("create_application")
        number = len(self.apps) + 7
        made = OAuthApplication(number, f"id-{number}", name, redirect_uri, False, tuple(scopes.split()))
        self.apps.append(made)
        self._answer("create_application")
        return made

    async def delete_application(self, number: int) -> None:
        self._called("delete_application")
        self.apps = [one for one in self.apps if one.id != number]
        self._answer("delete_application")

    async def groups(
        self, *, search: str = "", min_access_level: int = 0, page: int = 1
    ) -> tuple[Sequence[Group], bool]:
        self._called("groups")
        platform = Group(1, "Platform", "platform", None, "private", "https://gitlab.example.com/platform")
        mobile = Group(2, "Mobile", "platform/mobile", 1, "private", "https://gitlab.example.com/platform/mobile")
        archive = Group(3, "Archive", "archive", None, "private", "https://gitlab.example.com/archive")
        return ([platform, mobile] if min_access_level else [archive, mobile, platform]), False

    async def own_projects(self, *, search: str = "") -> tuple[Sequence[Project], bool]:
        self._called("own_projects")
        mine = Project(9, "dana/notes", "notes", "main", "user", "dana", "https://gitlab.example.com/dana/notes")
        return ([self.one_project()] if search else [mine]), False

    async def group(self, path: str) -> Group | None:
        return next((one for one in (await self.groups())[0] if one.full_path == path), None)

    async def group_role(self, path: str) -> int:
        return 50

    async def group_projects(self, path: str, *, page: int = 1) -> tuple[Sequence[Project], int | None, bool]:
        self._called("group_projects")
        return [self.one_project()], 61, False

    def one_project(self) -> Project:
        return Project(1, "platform/app", "app", "main", "group", "platform", "https://gitlab.example.com/platform/app")

    async def project(self, path: str) -> Project | None:
        self._called("project")
        return self.one_project() if path == "platform/app" else None

    async def history(self, project: int) -> tuple[int | None, int | None]:
        self._called("history")
        return 30, 12

    async def active_integrations(self, project: int) -> frozenset[str]:
        self._called("active_integrations")
        return frozenset() if project in self.switched_off else self.integrations

    async def branch(self, project: int, name: str) -> Branch | None:
        self._called("branch")
        return self.names.get(name)

    async def branches(self, project: int, *, search: str = "") -> Sequence[Branch]:
        return list(self.names.values())

    async def create_branch(self, project: int, name: str, ref: str) -> Branch:
        self._called("create_branch")
        made = Branch(name, "0" * 40, f"https://gitlab.example.com/platform/app/-/tree/{name}")
        if "create_branch" not in self.forgets:
            self.names[name] = made
            if self.jira is not None:
                self.jira.arrive(name)
        self._answer("create_branch")
        return made

    async def delete_branch(self, project: int, name: str) -> None:
        self._called("delete_branch")
        self.names.pop(name, None)
        self._answer("delete_branch")

    async def commits(self, project: int, *, ref: str = "") -> Sequence[Commit]:
        return []

    async def page(
        self,
        method: str,
        path: str,
        *,
        origin: str = "",
        preflight: str = "",
        size_limit: int = 65536,
        of: Url | None = None,
    ) -> Page:
        self._called(f"page {path}")
        return Page(200, {}, b'{"baseUrl": "https://gitlab.example.com/-/jira_connect"}')


@dataclass
class FakeJira(FakeAppManagement, FakePresence):
    url: Url = JIRA
    arrived: list[str] = field(default_factory=list)
    names_branches: bool = True
    says: Server = field(default_factory=lambda: Server(str(JIRA), "Cloud", "1001.0.0", "Jira"))
    refuse: dict[str, PortError] = field(default_factory=dict)

    def arrive(self, branch: str) -> None:
        self.arrived.append(branch)

    def _called(self, name: str) -> None:
        if name in self.refuse:
            raise self.refuse[name]

    async def cloud_id(self) -> str:
        return "cloud"

    async def server(self) -> Server:
        return Server(str(self.url), "Cloud", "1001.0.0", "Jira")

    async def announced(self) -> Server:
        self._called("announced")
        return self.says

    async def myself(self) -> Myself:
        return Myself("abc", "Dana Admin", "dana@acme.example", ("site-admins",))

    async def permissions(self, keys: Sequence[str]) -> Mapping[str, bool]:
        return dict.fromkeys(keys, True)

    async def user_groups(self, account_id: str) -> tuple[str, ...]:
        return ("site-admins",)

    async def issue(self, key: str) -> Issue | None:
        return self.known.get(key)

    async def apps(self) -> Sequence[App]:
        self._called("apps")
        return self.installed

    async def panel_summary(self, issue_id: str) -> PanelSummary:
        self._called("panel_summary")
        return PanelSummary({"branch": {"GitLab": len(self.arrived)}} if self.arrived else {"branch": {}})

    async def panel_branches(self, issue_id: str, application_type: str) -> Sequence[PanelBranch]:
        self._called("panel_branches")
        return [PanelBranch(name, "", "app") for name in self.arrived if self.names_branches]


class FakeProbe:
    async def addresses(self, host: str) -> Sequence[str]:
        return ("34.1.2.3",)

    async def tcp(self, host: str, port: int) -> float:
        return 1.0

    async def tls(self, host: str, port: int) -> TlsReport:
        return TlsReport((), "TLSv1.3", True)


class FakeClock:
    """Time passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_750_000_000.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def at(self, seconds: float, happens: Callable[[], None]) -> None:
        """Let something happen when so many seconds have passed."""
        self._due.append((self.time + seconds, happens))

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        for due in [one for one in self._due if one[0] <= self.time]:
            self._due.remove(due)
            due[1]()
        await asyncio.sleep(0)


class MemoryStore:
    """The Store port without a disk; `fail_at` makes the nth write fail, `die_at` stands for a kill at it."""

    set_aside: PurePath | None = None

    def __init__(self) -> None:
        self.known: dict[str, Session] = {}
        self.log: list[Row] = []
        self.die_at = 0
        self.now: Callable[[], float] = lambda: float(len(self.log))

    async def begin(self, session: Session) -> None:
        self.known[session.id] = session

    async def update(self, session: Session) -> None:
        self.known[session.id] = session

    async def sessions(self, world: str) -> Sequence[Session]:
        return sorted((one for one in self.known.values() if one.world == world), key=lambda s: s.id, reverse=True)

    async def append(self, row: Row) -> Row:
        if self.die_at and len(self.log) + 1 >= self.die_at:
            raise Killed
        kept = replace(row, seq=len(self.log) + 1, at=self.now())
        self.log.append(kept)
        return kept

    async def append_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Row by row: a journal may end between any two of them."""
        return [await self.append(row) for row in rows]

    async def rows(self, session: str) -> Sequence[Row]:
        return [row for row in self.log if row.session == session]

    async def close(self) -> None:
        return None


class Killed(BaseException):
    """Stands for SIGKILL: nothing of the program runs afterwards."""


class FakeSecrets:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    async def state(self) -> KeyringState:
        return KeyringState.READY

    async def get(self, host: str, user: str) -> Secret | None:
        found = self.kept.get((host, user))
        return Secret(found) if found else None

    async def put(self, host: str, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        self.kept[host, user] = secret.reveal()
        return KeyringState.READY

    async def kept_in(self, host: str, user: str) -> Keeping | None:
        return Keeping.SESSION if (host, user) in self.kept else None

    async def forget(self, host: str, user: str) -> None:
        self.kept.pop((host, user), None)


class FakeWorld(Accounts):
    mode = "lab"
    key = "lab:test"

    def __init__(self) -> None:
        super().__init__()
        self.secrets = FakeSecrets()
        self.probe = FakeProbe()
        self.clock = FakeClock()
        self.pace = NoPace()
        self.the_jira = FakeJira()
        self.the_marketplace = FakeMarketplace()
        self.the_gitlab = FakeGitLab(jira=self.the_jira)
        self.done: list[str] = []
        self.recorded = ""
        self.person_fails: PortError | None = None
        self.office = FakeTokenOffice()
        self.loopback = LoopbackListener()

    def token_office(self, url: Url) -> FakeTokenOffice:
        return self.office

    def proxy_for(self, host: str) -> ProxyChoice:
        return ProxyChoice()

    def gitlab(self, url: Url, token: Secret) -> FakeGitLab:
        return self.the_gitlab

    def jira(self, url: Url, email: str, token: Secret) -> FakeJira:
        return self.the_jira

    async def given_secret(self, url: Url) -> Secret | None:
        return Secret("given-by-the-test")

    def marketplace(self) -> FakeMarketplace:
        return self.the_marketplace

    async def perform(self, task: str, groups: Sequence[str], typed: Mapping[str, Json] | None = None) -> None:
        if self.person_fails is not None:
            raise self.person_fails
        self.done.append(task)
        if task == "jira-get-app":
            self.the_jira.installed.append(App("gitlab-jira-connect-gitlab.com", "GitLab", "1.0", True))
        if task.startswith("jira-development-mode-"):
            self.the_jira.mode = task.endswith("-on")
        if task.endswith("-link-groups"):
            self.the_gitlab.integrations = frozenset({"jira-cloud-app"})

    def record(self, session: str) -> None:
        self.recorded = session

    def suggestions(self) -> Mapping[str, str]:
        return {"gitlab": str(GITLAB)}

    def ports(self) -> Ports:
        return Ports(self.the_gitlab, self.the_jira, self.probe, self.clock)
