"""What somebody left in GitLab's settings before us: values and applications that a fault puts there and takes away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from wizard.lab.gitlab.flags import OAUTH, OAUTH_SELF_MANAGED
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.oauth.applications import Application
from wizard.lab.gitlab.world.chance import EPOCH
from wizard.lab.gitlab.world.repository import Repository

APP_NAME: Final = "GitLab for Jira"
REDIRECT_OF_GITLAB_COM: Final = "https://gitlab.com/-/jira_connect/oauth_callbacks"
KEY: Final = "jira_connect_application_key"
_PROXY: Final = "jira_connect_proxy_url"
_OWN_REDIRECT: Final = "/-/jira_connect/oauth_callbacks"
_APPLICATIONS: Final = {
    "gitlab-oauth-app-confidential": (REDIRECT_OF_GITLAB_COM, True),
    "gitlab-oauth-app-wrong-redirect": ("", False),
    "gitlab-leaf-redirect-gitlab-com": (REDIRECT_OF_GITLAB_COM, False),
}
"""Fault -> redirect URI (empty: the instance's own, by mistake) and whether it is confidential."""
_FLAGS_OF: Final = "gitlab-oauth-flags-both"
_FLAGS: Final = (OAUTH, OAUTH_SELF_MANAGED)
_HISTORY_OF: Final = "gitlab-history-long"
_OLD_BRANCHES: Final = tuple(f"release-{number}" for number in range(1, 402))
_VALUES: Final[Mapping[str, Mapping[str, Any]]] = {
    "gitlab-application-id-blank": {KEY: None},
    "gitlab-integration-not-allowed": {"allow_all_integrations": False, "allowed_integrations": ["jira"]},
    "gitlab-key-storage-off": {"jira_connect_public_key_storage_enabled": False},
    "gitlab-oauth-app-gone": {KEY: "5f0c" * 16},
    "gitlab-proxy-url-blank": {_PROXY: None},
    "gitlab-proxy-url-foreign": {_PROXY: "https://proxy.example.com"},
    "gitlab-proxy-url-gitlab-com": {_PROXY: "https://gitlab.com"},
    "gitlab-proxy-url-path": {_PROXY: "https://gitlab.example.com/hub"},
    "gitlab-proxy-url-slash": {_PROXY: "https://gitlab.com/"},
    "jira-marketplace-collision": {_PROXY: "https://gitlab.com"},
}
"""Fault -> settings of an instance of one's own."""


@dataclass(frozen=True, slots=True)
class _Left:
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    application: Application | None = None


class LeftBehind:
    """Keeps what was there before, and puts it back unless somebody has changed it meanwhile."""

    def __init__(self, gitlab: Instance) -> None:
        self._gitlab = gitlab
        self._left: dict[str, _Left] = {}

    def put(self, fault_id: str) -> None:
        """Leave what this fault leaves; for faults that leave nothing, nothing."""
        if fault_id in _APPLICATIONS:
            path, confidential = _APPLICATIONS[fault_id]
            uri = path or f"{self._gitlab.url}{_OWN_REDIRECT}"
            made = self._gitlab.applications.create(APP_NAME, uri, "api", confidential=confidential)
            self._leave(fault_id, {KEY: made.uid}, made)
        elif fault_id == _FLAGS_OF:
            self._gitlab.flags.gates.update({name: {"boolean": True} for name in _FLAGS})
        elif fault_id == _HISTORY_OF:
            for name in _OLD_BRANCHES:
                self._first().create_branch(name, "main", EPOCH)
        elif fault_id in _VALUES and not self._gitlab.com:
            self._leave(fault_id, _VALUES[fault_id])

    def take_away(self, fault_id: str) -> None:
        """Put back what was there before the fault."""
        if fault_id == _FLAGS_OF:
            for name in _FLAGS:
                self._gitlab.flags.gates.pop(name, None)
        if fault_id == _HISTORY_OF:
            for name in _OLD_BRANCHES:
                self._first().delete_branch(name, EPOCH)
        left = self._left.pop(fault_id, None)
        if left is None:
            return
        values = self._gitlab.settings.values
        for name, value in left.values.items():
            if values.get(name) == value:
                values[name] = left.before[name]
        if left.application is not None:
            self._gitlab.applications.delete(left.application.id)

    def _first(self) -> Repository:
        """Return the repository of the first project, to be changed."""
        project = self._gitlab.world.projects.get(1)
        if project is None:
            raise ValueError("a world has at least one project")
        return self._gitlab.world.repository(project, write=True)

    def _leave(self, fault_id: str, wanted: Mapping[str, Any], application: Application | None = None) -> None:
        self.take_away(fault_id)
        values = self._gitlab.settings.values
        before = {name: self._gitlab.setting(name) for name in wanted}
        self._left[fault_id] = _Left(wanted, before, application)
        values.update(wanted)
