"""Permissions of a site and who holds them: global ones by group, those of projects by permission scheme.

Source: Jira Cloud platform, built-in permissions; the numbers are those of `mypermissions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ADMINISTRATORS = "jira-administrators"
EVERYBODY = "everyone"


@dataclass(frozen=True, slots=True)
class Permission:
    key: str
    id: str
    name: str
    type: Literal["GLOBAL", "PROJECT"] = "PROJECT"
    granted_to: str | None = EVERYBODY
    """The group that holds it in a site that nobody has changed, None for nobody."""


_ALL = (
    Permission("ADMINISTER", "0", "Administer Jira", "GLOBAL", ADMINISTRATORS),
    Permission("SYSTEM_ADMIN", "44", "Jira System Administrators", "GLOBAL", None),
    Permission("USER_PICKER", "27", "Browse users and groups", "GLOBAL"),
    Permission("CREATE_SHARED_OBJECTS", "22", "Share dashboards and filters", "GLOBAL"),
    Permission("MANAGE_GROUP_FILTER_SUBSCRIPTIONS", "24", "Manage Group Filter Subscriptions", "GLOBAL"),
    Permission("BULK_CHANGE", "33", "Make bulk changes", "GLOBAL"),
    Permission("ADMINISTER_PROJECTS", "23", "Administer Projects", granted_to=ADMINISTRATORS),
    Permission("BROWSE_PROJECTS", "10", "Browse Projects"),
    Permission("CREATE_ISSUES", "11", "Create Issues"),
    Permission("EDIT_ISSUES", "12", "Edit Issues"),
    Permission("ASSIGN_ISSUES", "13", "Assign Issues"),
    Permission("RESOLVE_ISSUES", "14", "Resolve Issues"),
    Permission("ADD_COMMENTS", "15", "Add Comments"),
    Permission("DELETE_ISSUES", "16", "Delete Issues"),
    Permission("ASSIGNABLE_USER", "17", "Assignable User"),
    Permission("CREATE_ATTACHMENTS", "19", "Create Attachments"),
    Permission("WORK_ON_ISSUES", "20", "Work On Issues"),
    Permission("LINK_ISSUES", "21", "Link Issues"),
    Permission("MOVE_ISSUES", "25", "Move Issues"),
    Permission("SCHEDULE_ISSUES", "28", "Schedule Issues"),
    Permission("VIEW_DEV_TOOLS", "29", "View Development Tools"),
    Permission("MODIFY_REPORTER", "30", "Modify Reporter"),
    Permission("VIEW_VOTERS_AND_WATCHERS", "31", "View Voters and Watchers"),
    Permission("MANAGE_WATCHERS", "32", "Manage Watchers"),
    Permission("EDIT_ALL_COMMENTS", "34", "Edit All Comments"),
    Permission("EDIT_OWN_COMMENTS", "35", "Edit Own Comments"),
    Permission("DELETE_ALL_COMMENTS", "36", "Delete All Comments"),
    Permission("DELETE_OWN_COMMENTS", "37", "Delete Own Comments"),
    Permission("VIEW_READONLY_WORKFLOW", "45", "View Read-Only Workflow"),
    Permission("TRANSITION_ISSUES", "46", "Transition Issues"),
)
PERMISSIONS: Mapping[str, Permission] = {each.key: each for each in _ALL}


@dataclass(slots=True)
class PermissionScheme:
    """Which groups hold a permission; projects without a scheme of their own share the default one."""

    id: int = 10_000
    name: str = "Default software scheme"
    groups: dict[str, frozenset[str]] = field(
        default_factory=lambda: {
            each.key: frozenset({each.granted_to} if each.granted_to is not None else ()) for each in _ALL
        }
    )

    def allows(self, permission: str, groups: tuple[str, ...]) -> bool:
        return not self.groups.get(permission, frozenset()).isdisjoint(groups)


@dataclass(slots=True)
class PermissionSchemes:
    """The default scheme, which also says who holds the global permissions, and those of single projects."""

    default: PermissionScheme = field(default_factory=PermissionScheme)
    of_projects: dict[str, PermissionScheme] = field(default_factory=dict)
    """Project key -> scheme."""

    def of(self, project_key: str) -> PermissionScheme:
        return self.of_projects.get(project_key, self.default)

    def restrict(self, project_key: str, permission: str, groups: frozenset[str]) -> None:
        """Give a permission of one project to these groups alone, by a scheme of its own."""
        scheme = self.of_projects.setdefault(
            project_key, PermissionScheme(10_001 + len(self.of_projects), f"{project_key} scheme")
        )
        scheme.groups[permission] = groups
