"""One GitLab: its state, its clock, its way to the others, and the faults that are set on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from wizard.lab.gitlab.accounts import AccessToken, Sessions, Tokens
from wizard.lab.gitlab.audit import AuditTrail
from wizard.lab.gitlab.ci.store import Automation
from wizard.lab.gitlab.devinfo.keys import KeyFinder
from wizard.lab.gitlab.eras import (
    BEFORE_BRANCHES_FROM_JIRA,
    BEFORE_NEW_TOKENS,
    BEFORE_REPAIRS,
    TOO_OLD,
    TWO_OAUTH_FLAGS,
    knows,
)
from wizard.lab.gitlab.fates import Fates
from wizard.lab.gitlab.flags import Flags
from wizard.lab.gitlab.ip_restriction import IpRestriction
from wizard.lab.gitlab.jira_connect.records import Installation, Records
from wizard.lab.gitlab.jwt.policy import GITLAB, Policy
from wizard.lab.gitlab.logs import Logs, correlation
from wizard.lab.gitlab.markdown_cache import MarkdownCache
from wizard.lab.gitlab.nodes import Nodes
from wizard.lab.gitlab.oauth.applications import Applications
from wizard.lab.gitlab.oauth.grants import Grants
from wizard.lab.gitlab.settings import ATTRIBUTES, Settings
from wizard.lab.gitlab.workers.desk import Desk
from wizard.lab.gitlab.workers.waiting_line import LATE, WaitingLine
from wizard.lab.gitlab.world.chance import EPOCH, stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import ROLES
from wizard.lab.gitlab.world.world import World
from wizard.lab.host import Clock, Courier, Twist

WRONG_BASE_URL: Final = "https://gitlab.internal.example"
LONG_BASE_URL: Final = "https://gitlab.platform-engineering.northern-region.corporation.example"
_PLAYED: Final = {
    "gitlab-too-old": TOO_OLD,
    "gitlab-before-new-tokens": BEFORE_NEW_TOKENS,
    "gitlab-oauth-flags-both": TWO_OAUTH_FLAGS,
    "gitlab-before-branches-from-jira": BEFORE_BRANCHES_FROM_JIRA,
    **BEFORE_REPAIRS,
}
"""Fault -> the older version that the instance plays under it."""
_struck: ContextVar[dict[str, Mapping[str, Any] | None] | None] = ContextVar("struck", default=None)


class NotStarted(Exception):
    """The host has no network and no clock yet."""


@dataclass(slots=True)
class PushTally:
    """How many posts went to Jira and how the last one ended."""

    sent: int = 0
    last_status: int | None = None
    first_sync_planned: int = 0
    first_sync_done: int = 0
    synced: dict[int, float] = field(default_factory=dict)
    """Project -> when its first sync was over."""


@dataclass(slots=True)
class Network:
    """What the small internet gave us at the start."""

    courier: Courier
    clock: Clock
    twist: Twist


@dataclass(slots=True)
class Instance:
    """The state of one GitLab, self-managed or GitLab.com."""

    url: str
    """With the path below which it lives, if it has one."""
    com: bool
    installed_version: str
    world: World
    settings: Settings = field(default_factory=Settings)
    audit: AuditTrail = field(default_factory=AuditTrail)
    tokens: Tokens = field(default_factory=Tokens)
    sessions: Sessions = field(default_factory=Sessions)
    applications: Applications = field(default_factory=Applications)
    flags: Flags = field(default_factory=Flags)
    automation: Automation = field(default_factory=Automation)
    ip_restriction: IpRestriction = field(default_factory=IpRestriction)
    desk: Desk = field(default_factory=Desk)
    line: WaitingLine = field(default_factory=WaitingLine)
    fates: Fates = field(default_factory=Fates)
    tally: PushTally = field(default_factory=PushTally)
    policy: Policy = GITLAB
    nodes: Nodes = field(default_factory=Nodes)
    plan: Literal["free", "premium", "ultimate"] = "ultimate"
    """Of the licence."""
    jira_integrations: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    """Settings of the Jira issue integration by (project, group or instance, id)."""
    markdown: MarkdownCache = field(default_factory=MarkdownCache)
    network: Network | None = None
    describes_older: bool = False
    """Whether it describes its app as a release of before the providers did; until the next install."""
    grants: Grants = field(init=False)
    records: Records = field(init=False)

    def __post_init__(self) -> None:
        self.grants = Grants(self.applications, self.tokens)
        self.records = Records(lambda: self.nodes.current.vault)

    @property
    def logs(self) -> Logs:
        """The log files of the node that answers, or does the job."""
        return self.nodes.current.logs

    @property
    def courier(self) -> Courier:
        return self._online.courier

    @property
    def _online(self) -> Network:
        if self.network is None:
            raise NotStarted
        return self.network

    def now(self) -> float:
        """Return the time by this instance's own clock."""
        skewed = self.bites("gitlab-clock-skewed")
        return self._online.clock.now() + (0.0 if skewed is None else skewed["seconds"])

    async def sleep(self, seconds: float) -> None:
        await self._online.clock.sleep(seconds)

    async def turn(self) -> None:
        """Return when a background job gets its worker: at once, unless the queue is late."""
        late = self.bites(LATE)
        if late is not None:
            delay = late["delay_s"]
            await self.line.wait(self.now(), (lambda: self.sleep(delay)) if delay else None)

    def bites(self, fault_id: str) -> Mapping[str, Any] | None:
        """Return the params of the fault when it strikes now; within one request the answer stays the same."""
        if self.network is None:
            return None
        seen = _struck.get()
        if seen is None:
            return self.network.twist.active(fault_id)
        if fault_id not in seen:
            seen[fault_id] = self.network.twist.active(fault_id)
        return seen[fault_id]

    @property
    def version(self) -> str:
        played = (older for fault, older in _PLAYED.items() if self.bites(fault) is not None)
        return next(played, self.installed_version)

    def knows(self, feature: str) -> bool:
        return knows(self.version, feature)

    @property
    def root(self) -> str:
        """The path below which the instance lives, such as `/gitlab`; empty for the whole host."""
        return urlsplit(self.url).path

    @property
    def external_url(self) -> str:
        """The URL the instance believes to have."""
        if self.bites("gitlab-app-key-too-long") is not None:
            return LONG_BASE_URL
        if self.bites("gitlab-external-url-http") is not None:
            return self.url.replace("https://", "http://", 1)
        return WRONG_BASE_URL if self.bites("gitlab-wrong-base-url") is not None else self.url

    @property
    def issue_keys(self) -> KeyFinder:
        """Finds issue keys as this version does."""
        return KeyFinder.of(self.version)

    def flag(self, name: str) -> bool:
        """Tell whether the feature flag is on, or this version has for good what was behind it."""
        return self.flags.on(name, self.version)

    def setting(self, name: str) -> Any:  # noqa: ANN401 - a setting has the type its attribute names
        # A fault that hides the version and strikes once is not used up by what every version knows.
        ageless = ATTRIBUTES[name].since is None
        return self.settings.get(name, self.installed_version if ageless else self.version)

    @property
    def silent(self) -> bool:
        return self.bites("gitlab-silent-mode") is not None or bool(self.setting("silent_mode_enabled"))

    def held_back(self) -> bool:
        """Tell whether Silent Mode keeps a request that changes something from leaving, and write that down."""
        if not self.silent:
            return False
        said = "only get, head, options, and trace methods are allowed in silent mode"
        self.write_exception("Gitlab::HTTP::SilentModeBlockedError", said)
        return True

    def level(self, username: str, full_path: str) -> int:
        """Return the user's role in this namespace; being an administrator does not count."""
        level = self.world.members.level(username, full_path)
        held = self.bites("gitlab-not-maintainer")
        return level if held is None else min(level, ROLES[held["role"]])

    def find_token(self, text: str) -> AccessToken | None:
        """Return the token with this text, if the node that answers can tell: it is known by a salted digest."""
        found = self.tokens.find(text)
        return None if found is not None and found.kind == "pat" and self.nodes.estranged else found

    def add_token(self, text: str, username: str, *, name: str, scopes: tuple[str, ...]) -> None:
        """Give the user a personal access token with this text."""
        self.tokens.add(
            text,
            AccessToken(self.tokens.next_id(), name, "pat", self.world.user(username), scopes, created_at=EPOCH),
        )

    def receivers(self, namespace: Namespace) -> list[Installation]:
        """Return the Jira sites that this group, or a group above it, is linked to."""
        line = {one.id for one in self.world.namespaces.lineage(namespace)}
        wanted = {one.installation_id for one in self.records.subscriptions.values() if one.namespace_id in line}
        return [one for number, one in self.records.installations.items() if number in wanted]

    def write_log(self, message: str, *, severity: str = "INFO", **fields: object) -> None:
        """Add a line to integrations_json.log; callers never pass secrets."""
        line = {"severity": severity, "time": stamp(self.now()), "correlation_id": correlation.get()}
        self.logs.integrations.append({**line, "integration": "JiraConnect", "message": message, **fields})

    def write_exception(self, kind: str, message: str) -> None:
        """Add a line to exceptions_json.log; callers never pass secrets."""
        self.logs.raised(stamp(self.now()), kind, message)


@contextmanager
def one_strike() -> Iterator[None]:
    """Make each fault strike at most once inside: one request or one job meets it or not."""
    mark = _struck.set({})
    try:
        yield
    finally:
        _struck.reset(mark)
