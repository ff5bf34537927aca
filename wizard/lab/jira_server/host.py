"""A Jira of one's own as one host of the lab's internet."""

import hashlib
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette

from wizard.lab.host import AsgiApp, Clock, Courier, Twist
from wizard.lab.jira_server.access_tokens import LONGEST_DAYS
from wizard.lab.jira_server.eras import RELEASES
from wizard.lab.jira_server.front import Front
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.login_page import LoginPage
from wizard.lab.jira_server.refusals import answer_unknown
from wizard.lab.jira_server.rest.api import routes
from wizard.lab.jira_server.world import World
from wizard.lab.past.issues import FEWEST_ISSUES
from wizard.lab.refused import Refused, answer_refusal

ISSUES_SHOWN = 20
USUAL = "9.12"
"""What the lab is unless a scenario says otherwise: the version that most companies have kept."""


class JiraServerHost:
    """One Jira Server or Data Center with its own people, projects and issues."""

    kind = "jira-server"

    def __init__(
        self,
        url: str,
        *,
        seed: int,
        token: str,
        version: str = USUAL,
        root: str = "",
        issues: int = FEWEST_ISSUES,
    ) -> None:
        """Make the host `url`; `token` is what the administrator's password comes from, `root` the context path."""
        self.url = url
        self._root = root
        release = RELEASES[version]
        password = "lab-pw-" + hashlib.sha256(f"{token}/dana".encode()).hexdigest()[:24]
        world = World(release, seed=seed, password=password, issues=issues)
        self.instance = Instance(url + root, release, world)
        self._personal_token = "lab-pat-" + hashlib.sha256(f"{token}/eve".encode()).hexdigest()[:32]
        self.app: AsgiApp = Front(self.instance, root, _application(self.instance, root))

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        """Take the clock and the switches; this Jira calls nobody."""
        self.instance.clock, self.instance.twist = clock, twist
        if self.instance.release.knows("personal-tokens"):
            owner = self.instance.world.eve
            self.instance.tokens.make(owner, "GitLab", LONGEST_DAYS, clock.now(), self._personal_token)

    async def stop(self) -> None:
        """Nothing runs here: everything happens when somebody asks."""

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """No fault changes the state of this host."""

    def truth(self) -> Mapping[str, Any]:
        world = self.instance.world
        return {
            "version": self.instance.release.name,
            "projects": [project.key for project in world.projects],
            "changed_issues": world.changed,
            "captcha": [one.name for one in world.people if self.instance.sessions.locked(one.name)],
        }

    def _open_issue(self) -> str:
        """Return the key of the first issue that nobody has done yet; the first of all where there is none."""
        shown = [self.instance.world.issue(f"PLAT-{number}") for number in range(1, ISSUES_SHOWN + 1)]
        return next((one.key for one in shown if one is not None and one.status.category.key != "done"), "PLAT-1")

    def card(self) -> Mapping[str, Any]:
        dana = self.instance.world.dana
        return {
            "kind": self.kind,
            "version": self.instance.release.name,
            "url": self.url,
            "root": self._root,
            "email": dana.email,
            "token": dana.password,
            "user": dana.name,
            "issues": [f"PLAT-{number}" for number in range(1, ISSUES_SHOWN + 1)],
            "open_issue": self._open_issue(),
            "accounts": self._accounts(),
        }

    def _accounts(self) -> list[dict[str, str]]:
        """Return who may be the user of an integration, and how they sign in."""
        world, url = self.instance.world, self.instance.url
        accounts = [
            {"url": url, "username": one.name, "token": one.password, "auth": "basic"}
            for one in (world.dana, world.eve)
        ]
        if self.instance.release.knows("personal-tokens"):
            by_token = {"url": url, "username": world.eve.name, "token": self._personal_token, "auth": "token"}
            accounts.append(by_token)
        return accounts


def _application(instance: Instance, root: str) -> Starlette:
    refusals: dict[Any, Any] = {Refused: answer_refusal, 404: answer_unknown, 405: answer_unknown}
    pages = LoginPage(instance, root or "/").routes()
    application = Starlette(routes=[*pages, *routes(instance, root or "/")], exception_handlers=refusals)
    application.state.instance = instance
    application.router.redirect_slashes = False
    return application
