"""The Connect app descriptor, as each version serves it."""

import hashlib
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import gitlab_of, json_answer
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.identity import app_key, base_url, host_name

_HOME: Final = "https://gitlab.com"
_DOCUMENTATION: Final = "https://docs.gitlab.com/ee/integration/jira/"
LOGO_PATH: Final = f"/assets/gitlab_logo-{hashlib.sha256(b'gitlab_logo').hexdigest()}.png"


async def show(request: Request) -> Response:
    return json_answer(descriptor(gitlab_of(request)))


def descriptor(gitlab: Instance) -> dict[str, Any]:
    """Return the descriptor of this instance."""
    return {
        "name": f"GitLab for Jira ({host_name(gitlab)})",
        "description": "Integrate commits, branches and merge requests from GitLab into Jira",
        "key": app_key(gitlab),
        "baseUrl": base_url(gitlab),
        "lifecycle": {"installed": "/events/installed", "uninstalled": "/events/uninstalled"},
        "vendor": {"name": "GitLab", "url": _HOME},
        "links": {"documentation": gitlab.external_url + _help_path(gitlab)},
        "authentication": {"type": "jwt"},
        "modules": _modules(gitlab),
        "scopes": ["READ", "WRITE", "DELETE"],
        "apiVersion": 1,
        "apiMigrations": {"context-qsh": True, "signed-install": True, "gdpr": True},
    }


def _modules(gitlab: Instance) -> dict[str, Any]:
    logo = gitlab.external_url + LOGO_PATH
    common = {"homeUrl": _HOME, "logoUrl": logo, "documentationUrl": _DOCUMENTATION, "actions": {}}
    modules = {
        "postInstallPage": {
            "key": "gitlab-configuration",
            "name": {"value": "GitLab Configuration"},
            "url": "/subscriptions",
            "conditions": [{"condition": "user_is_admin", "invert": False}],
        },
        "jiraDevelopmentTool": {
            "actions": _actions(gitlab),
            "key": "gitlab-development-tool",
            "application": {"value": "GitLab"},
            "name": {"value": "GitLab"},
            "url": _HOME,
            "logoUrl": logo,
            "capabilities": ["branch", "commit", "pull_request"],
        },
        "jiraBuildInfoProvider": common | {"name": {"value": "GitLab CI"}, "key": "gitlab-ci"},
        "jiraDeploymentInfoProvider": common | {"name": {"value": "GitLab Deployments"}, "key": "gitlab-deployments"},
        "jiraFeatureFlagInfoProvider": common
        | {"name": {"value": "GitLab Feature Flags"}, "key": "gitlab-feature-flags"},
    }
    return {
        name: one for name, one in modules.items() if not (gitlab.describes_older and name.endswith("InfoProvider"))
    }


def _actions(gitlab: Instance) -> dict[str, Any]:
    base = f"{gitlab.external_url}/-/jira_connect"
    issue = "issue_key={issue.key}&issue_summary={issue.summary}"
    if gitlab.knows("branches-route"):
        create = f"{base}/branches/route?{issue}&jwt={{jwt}}&addonkey={app_key(gitlab)}"
    else:
        create = f"{base}/branches/new?{issue}"
    actions = {"createBranch": {"templateUrl": create}}
    if gitlab.knows("toolchain-search"):
        actions |= {
            "searchConnectedWorkspaces": {"templateUrl": f"{base}/workspaces/search"},
            "searchRepositories": {"templateUrl": f"{base}/repositories/search"},
            "associateRepository": {"templateUrl": f"{base}/repositories/associate"},
        }
    return actions


def _help_path(gitlab: Instance) -> str:
    if gitlab.knows("new-help-links"):
        return "/help/integration/jira/development_panel.md"
    return "/help/integration/jira_development_panel#gitlabcom-1"
