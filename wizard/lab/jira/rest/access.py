"""What a caller may see and do: asked by each resource before it answers."""

from starlette.requests import Request

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.issue import Issue, Project
from wizard.lab.jira.permission_scheme import PERMISSIONS
from wizard.lab.jira.refusals import ISSUE_UNSEEN, platform
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User

Caller = User | InstalledApp | None
_HIDING = ("jira-issue-hidden", "integration-issue-hidden", "integration-no-browse")
"""Faults under which no issue is seen, in projects that are."""
_TAKEN_AWAY = {
    "BROWSE_PROJECTS": "jira-browse-missing",
    "USER_PICKER": "jira-user-picker-missing",
    "VIEW_DEV_TOOLS": "jira-panel-forbidden",
    "LINK_ISSUES": "integration-no-link",
}
"""Permission -> the fault that takes it away from everybody."""


def may(site: Site, asking: Caller, permission: str, project: Project | None = None) -> bool:
    """Tell whether the caller holds a permission; one of projects without `project`: in any project."""
    if asking is None:
        return False
    if (fault := _TAKEN_AWAY.get(permission)) is not None and site.twist.active(fault) is not None:
        return False
    if isinstance(asking, InstalledApp):
        return True  # an app's own user is in the role atlassian-addons-project-access of every project
    groups, schemes = site.groups_of(asking), site.world.permission_schemes
    if PERMISSIONS[permission].type == "GLOBAL":
        return schemes.default.allows(permission, groups)
    projects = site.world.projects if project is None else (project,)
    return any(schemes.of(each.key).allows(permission, groups) for each in projects)


def readable_project(site: Site, asking: Caller, id_or_key: str) -> Project:
    """Return the project, or refuse as if it did not exist."""
    project = site.world.project(id_or_key)
    hidden = site.twist.active("integration-project-hidden") is not None
    if project is None or hidden or not may(site, asking, "BROWSE_PROJECTS", project):
        raise platform(404, f"No project could be found with key '{id_or_key}'.")
    return project


def readable_issue(site: Site, asking: Caller, id_or_key: str) -> Issue:
    """Return the issue, or refuse as if it did not exist."""
    issue = site.world.issue(id_or_key)
    if (
        issue is None
        or not may(site, asking, "BROWSE_PROJECTS", issue.project)
        or any(site.twist.active(fault) is not None for fault in _HIDING)
    ):
        raise platform(404, ISSUE_UNSEEN)
    return issue


def asked_issue(site: Site, request: Request) -> tuple[User | InstalledApp, Issue]:
    """Return who asks and the issue named in the path."""
    asking = user_or_app(site, request)
    return asking, readable_issue(site, asking, request.path_params["key"])


def browses_people(site: Site, asking: Caller) -> None:
    """Refuse who may not look at users and groups. The text is the lab's: clients show only the status."""
    if not may(site, asking, "USER_PICKER"):
        raise platform(403, "You are not authorized to perform this operation.")


def account_of(site: Site, asking: User | InstalledApp) -> str:
    """Return the account that a change is made by; an app has one of its own."""
    return asking.account_id if isinstance(asking, User) else site.world.app_account(asking.key)
