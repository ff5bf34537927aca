"""The app descriptor that a GitLab serves, made from its address, release and Jira Connect Proxy URL alone.

Source: gitlabhq app/controllers/jira_connect/app_descriptor_controller.rb, lib/atlassian/jira_connect.rb; GitLab docs,
GitLab for Jira Cloud app.
"""

from dataclasses import dataclass

import msgspec

from wizard.connect.descriptor_era import FACTS, era_of
from wizard.connect.identity import APP_NAME, BASE_PATH, app_host, app_key, audience
from wizard.domain.gitlab import Json
from wizard.domain.url import Url
from wizard.domain.version import Version

HOME = "https://gitlab.com"
DOCUMENTATION = "https://docs.gitlab.com/ee/integration/jira/"
NO_DIGEST = "0" * 64
"""Stands in the address of the picture: a release gives it another one, which cannot be known offline."""
_ISSUE = "issue_key={issue.key}&issue_summary={issue.summary}"
_ESCAPED = {b"&": b"\\u0026", b"<": b"\\u003c", b">": b"\\u003e"}
"""As Rails writes them into JSON. None of them has a meaning in JSON itself."""


@dataclass(frozen=True, slots=True)
class DescriptorInput:
    """What decides a descriptor.

    Shape: `DescriptorInput(Url("https", "gitlab.example.com", 443), Version(17, 2), "https://hub.example.com")`
    """

    url: Url
    """Of the instance itself, with its relative URL root."""
    version: Version
    proxy: str = ""
    """The Jira Connect Proxy URL as it is typed in GitLab: a slash at its end counts."""
    additional_audience: str = ""
    """The Jira Connect Additional Audience URL. No descriptor holds it; install events may be addressed to it."""

    @property
    def key(self) -> str:
        return app_key(self.proxy or self.url.host)

    @property
    def audiences(self) -> tuple[str, ...]:
        """Return what an install event may name as its audience."""
        extra = self.additional_audience.rstrip("/")
        return (audience(self.url), extra + BASE_PATH) if extra else (audience(self.url),)


def make(given: DescriptorInput) -> dict[str, Json]:
    """Return the descriptor, its members in the order in which GitLab serves them."""
    facts = FACTS[era_of(given.version)]
    help_page = "jira/development_panel.md" if facts.new_help else "jira_development_panel#gitlabcom-1"
    return {
        "name": f"{APP_NAME} ({app_host(given.proxy or given.url.host)})",
        "description": "Integrate commits, branches and merge requests from GitLab into Jira",
        "key": given.key,
        "baseUrl": audience(given.url),
        "lifecycle": {"installed": "/events/installed", "uninstalled": "/events/uninstalled"},
        "vendor": {"name": "GitLab", "url": HOME},
        "links": {"documentation": f"{given.url}/help/integration/{help_page}"},
        "authentication": {"type": "jwt"},
        "modules": _modules(given),
        "scopes": ["READ", "WRITE", "DELETE"],
        "apiVersion": 1,
        "apiMigrations": {"context-qsh": True, "signed-install": True, "gdpr": True},
    }


def as_bytes(descriptor: dict[str, Json], *, compact: bool = False) -> bytes:
    """Return the file: to read and compare, or `compact` as GitLab sends it. The same members give the same bytes."""
    encoded = msgspec.json.encode(descriptor)
    whole = encoded if compact else msgspec.json.format(encoded, indent=2) + b"\n"
    for sign, written in _ESCAPED.items():
        whole = whole.replace(sign, written)
    return whole


def _modules(given: DescriptorInput) -> dict[str, Json]:
    logo = f"{given.url}/assets/gitlab_logo-{NO_DIGEST}.png"

    def provider(key: str, name: str) -> dict[str, Json]:
        shared: dict[str, Json] = {"homeUrl": HOME, "logoUrl": logo, "documentationUrl": DOCUMENTATION, "actions": {}}
        return {**shared, "name": {"value": name}, "key": key}

    return {
        "postInstallPage": {
            "key": "gitlab-configuration",
            "name": {"value": "GitLab Configuration"},
            "url": "/subscriptions",
            "conditions": [{"condition": "user_is_admin", "invert": False}],
        },
        "jiraDevelopmentTool": {
            "actions": _actions(given),
            "key": "gitlab-development-tool",
            "application": {"value": "GitLab"},
            "name": {"value": "GitLab"},
            "url": HOME,
            "logoUrl": logo,
            "capabilities": ["branch", "commit", "pull_request"],
        },
        "jiraBuildInfoProvider": provider("gitlab-ci", "GitLab CI"),
        "jiraDeploymentInfoProvider": provider("gitlab-deployments", "GitLab Deployments"),
        "jiraFeatureFlagInfoProvider": provider("gitlab-feature-flags", "GitLab Feature Flags"),
    }


def _actions(given: DescriptorInput) -> dict[str, Json]:
    """Return what Jira may ask GitLab to do; these addresses follow the scheme of the instance, not https."""
    facts, base = FACTS[era_of(given.version)], f"{given.url}{BASE_PATH}"
    create = f"{base}/branches/new?{_ISSUE}"
    if facts.branch_through_gitlab:
        create = f"{base}/branches/route?{_ISSUE}&jwt={{jwt}}&addonkey={given.key}"
    actions: dict[str, Json] = {"createBranch": {"templateUrl": create}}
    if facts.searches:
        actions["searchConnectedWorkspaces"] = {"templateUrl": f"{base}/workspaces/search"}
        actions["searchRepositories"] = {"templateUrl": f"{base}/repositories/search"}
        actions["associateRepository"] = {"templateUrl": f"{base}/repositories/associate"}
    return actions
