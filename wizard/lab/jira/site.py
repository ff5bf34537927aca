"""Everything one site consists of; handlers share it, other hosts never see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.host import Clock, Courier, Twist
from wizard.lab.jira.audit import AuditLog
from wizard.lab.jira.background import Background
from wizard.lab.jira.connect.deletions import Deletions
from wizard.lab.jira.connect.registry import Registry
from wizard.lab.jira.connect.secret_issue import SecretIssues
from wizard.lab.jira.connect.signing_key import SigningKey
from wizard.lab.jira.devinfo.store import DevinfoStore
from wizard.lab.jira.losses import LOST, REJECTED, Losses
from wizard.lab.jira.market.state import Era, Market
from wizard.lab.jira.providers.store import ProviderStore
from wizard.lab.jira.signin.api_tokens import ApiTokens
from wizard.lab.jira.signin.sessions import Sessions
from wizard.lab.jira.world import JIRA_ADMINS, SITE_ADMINS, User, World

VERSION = "1001.0.0-SNAPSHOT"


@dataclass(slots=True)
class Site:
    url: str
    """Its address now: a site can be given another name."""
    world: World
    other_names: frozenset[str] = frozenset()
    """Names that can become the site's."""
    apps: Registry = field(default_factory=Registry)
    secrets: SecretIssues = field(default_factory=SecretIssues)
    deletions: Deletions = field(default_factory=Deletions)
    devinfo: DevinfoStore = field(default_factory=DevinfoStore)
    providers: ProviderStore = field(default_factory=ProviderStore)
    losses: Losses = field(default_factory=Losses)
    sessions: Sessions = field(default_factory=Sessions)
    tokens: ApiTokens = field(init=False)
    signing_key: SigningKey = field(init=False)
    background: Background = field(default_factory=Background)
    audit: AuditLog = field(default_factory=AuditLog)
    market: Market = field(default_factory=Market)
    development_mode: bool = False
    """Whether administrators may install apps by the address of their descriptor; asked by `takes_descriptors`."""
    courier: Courier = field(init=False)
    clock: Clock = field(init=False)
    twist: Twist = field(init=False, default_factory=Twist)

    def __post_init__(self) -> None:
        self.signing_key = SigningKey(self.world.signing_key_id)
        self.tokens = ApiTokens(self.world)

    def groups_of(self, user: User) -> tuple[str, ...]:
        """Return the names of the groups this user is a direct member of."""
        groups = user.groups
        if SITE_ADMINS in groups and self.twist.active("jira-user-not-site-admin") is not None:
            groups = tuple(name for name in groups if name != SITE_ADMINS)
        if JIRA_ADMINS in groups and self.twist.active("jira-user-not-admin") is not None:
            groups = tuple(name for name in groups if name != JIRA_ADMINS)
        return groups

    def era(self) -> Era:
        """Tell whether private Connect apps are still installed here."""
        return "after" if self.twist.active("jira-private-install-blocked") is not None else self.market.era

    def settle(self) -> None:
        """Bring what apps have sent up to this moment: show what is due, and delete what removed apps left."""
        now = self.clock.now()
        for key in self.deletions.take_due(now):
            self.forget_data(key)
        self.devinfo.settle(now)
        self.providers.settle(now)

    def forget_data(self, app_key: str) -> None:
        """Delete all that an app has sent."""
        self.devinfo.forget_app(app_key)
        self.providers.forget_app(app_key)

    def taking(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the faults that take single entities out of what apps send now, with their parameters."""
        active = {fault: self.twist.active(fault) for fault in (LOST, REJECTED)}
        return {fault: params for fault, params in active.items() if params is not None}

    def takes_descriptors(self) -> bool:
        """Tell whether development mode is in force."""
        return self.development_mode and self.twist.active("jira-development-mode-off") is None

    def administers(self, user: User) -> bool:
        """Tell whether the user has the global permission ADMINISTER."""
        return JIRA_ADMINS in self.groups_of(user)
