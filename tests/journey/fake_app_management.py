"""App management of a site in memory: installs by descriptor, with the ways in which they go wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.domain.app_management import AccessToken, AppUpdate, InstallSeen, InstallTask
from wizard.domain.errors import PortError, Unreachable
from wizard.domain.jira import App

KEY = "gitlab-jira-connect-gitlab.example.com"


@dataclass
class FakeAppManagement:
    installed: list[App] = field(default_factory=list)
    mode: bool | None = True
    modules: frozenset[str] = frozenset()
    tokens: Sequence[AccessToken] = ()
    refusal: str = ""
    """What a task says when it fails."""
    refused_at_once: PortError | None = None
    loses: str = ""
    """order: the order came in and its answer is lost; nothing: neither came in; task: the question for the task."""
    gone_after_order: PortError | None = None
    """What every look at the apps meets once the order came in."""
    refuse: dict[str, PortError] = field(default_factory=dict)
    orders: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    _polls: int = 0

    async def app_updates(self) -> Sequence[AppUpdate]:
        return ()

    async def access_tokens(self) -> Sequence[AccessToken]:
        return self.tokens

    async def app_modules(self, key: str) -> frozenset[str]:
        return self.modules

    async def development_mode(self) -> bool | None:
        return self.mode

    async def install_app(self, descriptor: str) -> InstallTask:
        self.orders.append(descriptor)
        if self.refused_at_once is not None:
            raise self.refused_at_once
        if self.loses in ("order", "nothing"):
            if self.loses == "order":
                self._put()
            self.loses = ""
            if self.gone_after_order is not None:
                self.refuse["apps"] = self.gone_after_order
            raise Unreachable("network-reset", {"host": "acme.atlassian.net"}, sent=True)
        return InstallTask("t-1", 0.1)

    async def install_seen(self, task: InstallTask) -> InstallSeen:
        if self.loses == "task":
            self.loses = ""
            self._put()
            raise Unreachable("network-timeout", {"host": "acme.atlassian.net"}, sent=False)
        self._polls += 1
        if self._polls % 2:
            return InstallSeen(ping_after_s=0.1)
        if self.refusal:
            return InstallSeen(refusal=self.refusal)
        self._put()
        return InstallSeen(key=KEY)

    async def uninstall_app(self, key: str) -> None:
        self.removed.append(key)
        self.installed = [app for app in self.installed if app.key != key]

    def come_in(self) -> None:
        """Let an install of before come in now."""
        self._put()

    def _put(self) -> None:
        self.installed.append(App(KEY, "GitLab for Jira (gitlab.example.com)", "1.0.0-AC", True))
