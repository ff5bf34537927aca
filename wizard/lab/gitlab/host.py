"""GitLab as a host of the lab: self-managed, or GitLab.com."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, gitlab_of, json_answer
from wizard.lab.gitlab.eras import knows
from wizard.lab.gitlab.flow import Flow
from wizard.lab.gitlab.front import Front
from wizard.lab.gitlab.instance import Instance, Network
from wizard.lab.gitlab.jira_connect.records import SecretUnreadable
from wizard.lab.gitlab.jira_issues.imported import bring_in, wake
from wizard.lab.gitlab.left_behind import APP_NAME, KEY, REDIRECT_OF_GITLAB_COM, LeftBehind
from wizard.lab.gitlab.life import Life
from wizard.lab.gitlab.nodes import Nodes
from wizard.lab.gitlab.pages import error_page
from wizard.lab.gitlab.rates import OF_GITLAB_COM
from wizard.lab.gitlab.relative_root import RelativeRoot
from wizard.lab.gitlab.routes import routes
from wizard.lab.gitlab.truth import truth
from wizard.lab.gitlab.wall import Wall
from wizard.lab.gitlab.workers.waiting_line import LATE
from wizard.lab.gitlab.world.world import World
from wizard.lab.host import AsgiApp, Clock, Courier, Traffic, Twist

PERSON: Final = "dana"
_SCOPES: Final = ("api",)
_TOKEN_LIFE_DAYS: Final = 365
_SOON_S: Final = 3 * 86_400.0


class GitLabHost:
    """One GitLab on the lab's internet."""

    def __init__(
        self,
        url: str,
        *,
        seed: int,
        version: str,
        com: bool,
        projects: int,
        token: str,
        groups: int = 0,
        merge_requests: int = 0,
        issues: int = 0,
        root: str = "",
        nodes: int = 1,
    ) -> None:
        """Live below the path `root` of the host, such as `/gitlab`; empty for the whole host."""
        self.url = url
        self.kind = "gitlab-com" if com else "gitlab"
        self._token = token
        world = World(seed, projects, com=com, groups=groups, merge_requests=merge_requests, issues=issues)
        self._gitlab = Instance(url + root, com, version, world, nodes=Nodes(nodes))
        self._gitlab.add_token(token, PERSON, name="wizard", scopes=_SCOPES)
        self._left_behind = LeftBehind(self._gitlab)
        self._token_ended: tuple[float | None, ...] = ()
        """When the token ended before a fault shortened it; empty while none does."""
        if com:
            redirect = REDIRECT_OF_GITLAB_COM
            made = self._gitlab.applications.create(APP_NAME, redirect, "api", confidential=False)
            self._gitlab.settings.values |= {
                KEY: made.uid,
                "jira_connect_public_key_storage_enabled": True,
                **OF_GITLAB_COM,
            }
        self._life, self._flow = Life(self._gitlab), Flow(self._gitlab)
        self.app: AsgiApp = RelativeRoot(root, Wall(self._gitlab, Front(self._gitlab, _application(self._gitlab))))

    @property
    def instance(self) -> Instance:
        """The state, for tests in this process."""
        return self._gitlab

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self._gitlab.network = Network(courier, clock, twist)
        if knows(self._gitlab.installed_version, "token-expiry"):
            day = 86_400
            self._gitlab.tokens.limit_lives((clock.now() // day + _TOKEN_LIFE_DAYS) * day)

    async def stop(self) -> None:
        await self._gitlab.desk.close()

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """Leave in the settings what a fault leaves there, or put back what was there before."""
        if fault_id == LATE:
            self._gitlab.line.let_go()
        if fault_id == "gitlab-token-expires-soon":
            self._shorten_token(params is not None)
        if fault_id == "jira-app-descriptor-older" and not self._gitlab.com:
            self._gitlab.describes_older = params is not None and not self._gitlab.records.installations
        if fault_id == "integration-imported-dead":
            wake(self._gitlab)
            if params is not None:
                bring_in(self._gitlab, params["project"], params["url"])
        if fault_id == "integration-markdown-cached":
            version = int(self._gitlab.setting("local_markdown_version"))
            self._gitlab.markdown.stand_for(None if params is None else (version, params["old_url"]))
        if params is None:
            self._left_behind.take_away(fault_id)
        else:
            self._left_behind.put(fault_id)

    def _shorten_token(self, short: bool) -> None:
        """Let the administrator's token end in three days, or when it ended before."""
        token = self._gitlab.tokens.find(self._token)
        if token is None:
            return
        if short:
            self._token_ended, token.expires_at = (token.expires_at,), self._gitlab.now() + _SOON_S
        elif self._token_ended:
            (token.expires_at,) = self._token_ended
            self._token_ended = ()

    def truth(self) -> Mapping[str, Any]:
        return truth(self._gitlab)

    def keep_logs(self, folder: Path) -> None:
        """Write the logs of the machine on which the background jobs run."""
        self._gitlab.nodes.all[0].logs.into(folder)

    async def live(self, traffic: Traffic) -> int:
        return await self._life.go_on(traffic)

    async def flow(self) -> Mapping[str, Any]:
        return await self._flow.told()

    def card(self) -> Mapping[str, Any]:
        card = {
            "kind": self.kind,
            "version": self._gitlab.installed_version,
            "token": self._token,
            "user": PERSON,
        }
        return card | ({"root": self._gitlab.root} if self._gitlab.root else {})


def _application(gitlab: Instance) -> Starlette:
    handlers: dict[Any, Any] = {Refused: _refused, HTTPException: _no_page, SecretUnreadable: _unreadable}
    made = Starlette(routes=routes(), exception_handlers=handlers)
    made.router.redirect_slashes = False
    made.state.gitlab = gitlab
    return made


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return json_answer(error.body, error.status, error.headers)


async def _unreadable(request: Request, _error: Exception) -> Response:
    """Answer where a stored secret cannot be opened: the log says why, the page does not."""
    gitlab_of(request).write_exception("OpenSSL::Cipher::CipherError", "")
    if request.url.path.startswith("/api/"):
        return json_answer({"message": "500 Internal Server Error"}, 500)
    return error_page(500)


async def _no_page(request: Request, error: Exception) -> Response:
    """Answer a path or method without route: JSON in the API, GitLab's 404 page elsewhere."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if request.url.path.startswith("/api/"):
        if status == 405:
            return json_answer({"error": "405 Not Allowed"}, 405)
        return json_answer({"error": "404 Not Found"}, 404)
    return error_page(404 if status == 405 else status)
