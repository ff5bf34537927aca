"""GitLab as a host of the lab: self-managed, or GitLab.com."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, json_answer
from wizard.lab.gitlab.front import Front
from wizard.lab.gitlab.instance import Instance, Network
from wizard.lab.gitlab.pages import error_page
from wizard.lab.gitlab.routes import routes
from wizard.lab.gitlab.truth import truth
from wizard.lab.gitlab.world.world import World
from wizard.lab.host import AsgiApp, Clock, Courier, Twist

PERSON: Final = "dana"
_APP_NAME: Final = "GitLab for Jira"
_GITLAB_COM: Final = "https://gitlab.com/-/jira_connect/oauth_callbacks"
_KEY: Final = "jira_connect_application_key"
_PROXY: Final = "jira_connect_proxy_url"
_PROXY_LEFT: Final = "https://gitlab.com"
_SCOPES: Final = ("api",)
# Applications that somebody made wrongly before us: redirect path is the proxy's or, as a mistake, the instance's own.
_LEFT_BEHIND: Final = {
    "gitlab-oauth-app-confidential": (_GITLAB_COM, True),
    "gitlab-oauth-app-wrong-redirect": (None, False),
}


class GitLabHost:
    """One GitLab on the lab's internet."""

    def __init__(
        self, url: str, *, seed: int, version: str, com: bool, projects: int, token: str, groups: int = 0
    ) -> None:
        self.url = url
        self.kind = "gitlab-com" if com else "gitlab"
        self._token = token
        self._gitlab = Instance(url, com, version, World(seed, projects, com=com, groups=groups))
        self._gitlab.add_token(token, PERSON, name="wizard", scopes=_SCOPES)
        self._proxy_before: tuple[str | None, ...] = ()
        """The proxy that was named before a fault named another; empty while none does."""
        self._left_behind: dict[str, tuple[int, str | None]] = {}
        if com:
            made = self._gitlab.applications.create(_APP_NAME, _GITLAB_COM, "api", confidential=False)
            self._gitlab.settings.values |= {_KEY: made.uid, "jira_connect_public_key_storage_enabled": True}
        self.app: AsgiApp = Front(self._gitlab, _application(self._gitlab))

    @property
    def instance(self) -> Instance:
        """The state, for tests in this process."""
        return self._gitlab

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self._gitlab.network = Network(courier, clock, twist)

    async def stop(self) -> None:
        await self._gitlab.desk.close()

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """Put a wrongly made application in place, or take it away and restore what was set before."""
        if fault_id == "jira-marketplace-collision" and not self._gitlab.com:
            self._leave_proxy(params is not None)
        if fault_id not in _LEFT_BEHIND:
            return
        values, applications = self._gitlab.settings.values, self._gitlab.applications
        standing = self._left_behind.pop(fault_id, None)
        if standing is not None:
            number, before = standing
            made = applications.get(number)
            if made is not None and values.get(_KEY) == made.uid:
                values[_KEY] = before
            applications.delete(number)
        if params is not None:
            redirect, confidential = _LEFT_BEHIND[fault_id]
            uri = redirect or f"{self.url}/-/jira_connect/oauth_callbacks"
            made = applications.create(_APP_NAME, uri, "api", confidential=confidential)
            self._left_behind[fault_id] = (made.id, values.get(_KEY))
            values[_KEY] = made.uid

    def _leave_proxy(self, left: bool) -> None:
        """Name GitLab.com as the proxy, as an earlier set-up did; or put back what was there, unless it was changed."""
        values = self._gitlab.settings.values
        if left:
            self._proxy_before, values[_PROXY] = (values.get(_PROXY),), _PROXY_LEFT
        elif self._proxy_before and values.get(_PROXY) == _PROXY_LEFT:
            (values[_PROXY],) = self._proxy_before
        if not left:
            self._proxy_before = ()

    def truth(self) -> Mapping[str, Any]:
        return truth(self._gitlab)

    def card(self) -> Mapping[str, Any]:
        return {
            "kind": self.kind,
            "version": self._gitlab.installed_version,
            "token": self._token,
            "user": PERSON,
        }


def _application(gitlab: Instance) -> Starlette:
    made = Starlette(routes=routes(), exception_handlers={Refused: _refused, HTTPException: _no_page})
    made.router.redirect_slashes = False
    made.state.gitlab = gitlab
    return made


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return json_answer(error.body, error.status, error.headers)


async def _no_page(request: Request, error: Exception) -> Response:
    """Answer a path or method without route: JSON in the API, GitLab's 404 page elsewhere."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if request.url.path.startswith("/api/"):
        if status == 405:
            return json_answer({"error": "405 Not Allowed"}, 405)
        return json_answer({"error": "404 Not Found"}, 404)
    return error_page(404 if status == 405 else status)
